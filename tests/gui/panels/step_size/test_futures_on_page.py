"""The fan of futures on the page of step sizes, in the loss plot and on the hill."""

from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from gui.panels.step_size.step_page import StepSizePage
from gui.plotting.lines.future_look import future_pen
from gui.plotting.plot_frame import along
from gui.style.colors import LIGHT
from tests.gui.panels.step_size.step_hands import chips, rate_of
from tests.gui.window_hands import WindowHands

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier


def test_futures_say_how_each_rate_goes_on_set_it_when_chosen_and_come_true(
    hands: WindowHands, page: StepSizePage, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.switch, LEFT)
    qtbot.waitUntil(lambda: len(chips(page)) == 5)
    assert [chip.text() for chip in chips(page)] == [
        "0.001\nconverges",
        "0.003\nconverges",
        "0.01\nconverges",
        "0.02\ngets stuck",
        "0.05\ngets stuck",
    ]
    assert [chip.isChecked() for chip in chips(page)] == [False, False, True, False, False]

    scene = hands.window.hill_panel.plane.scene
    assert [path[0].tolist() for _, path in scene.futures] == [[2, 2]] * 5
    hands.menu("Descent", "Futures")
    assert scene.futures == []

    hands.menu("Descent", "Futures")
    plot = hands.window.loss_panel.plot
    qtbot.waitUntil(lambda: len(plot.lines.futures) == 5)
    line = next(line for line in plot.lines.futures if line.future.learning_rate == 0.02)
    assert len(line.points) == 21
    middle = (line.points[10] + line.points[11]) / 2
    qtbot.mouseClick(plot, LEFT, pos=QPointF(*middle.tolist()).toPoint())
    assert rate_of(hands) == 0.02

    qtbot.waitUntil(lambda: len(chips(page)) == 5)
    qtbot.mouseClick(chips(page)[1], LEFT)
    assert rate_of(hands) == 0.003
    qtbot.waitUntil(lambda: len(chips(page)) == 5)
    assert [chip.isChecked() for chip in chips(page)][1]

    present = next(f for f in hands.window.futures.fan if f.learning_rate == 0.003)
    hands.window.session.step(5)
    hands.window.session.finish_run()
    assert hands.window.session.evaluation.loss == present.losses[5]


def test_five_futures_have_five_line_styles_and_labels_clear_of_lines(
    hands: WindowHands, page: StepSizePage, qtbot: QtBot
) -> None:
    plot = hands.window.loss_panel.plot
    styles = {tuple(future_pen(LIGHT, nth).dashPattern()) for nth in range(5)}
    qtbot.mouseClick(page.switch, LEFT)
    for steps in (0, 20):
        hands.window.session.step(steps)
        hands.window.session.finish_run()
        qtbot.waitUntil(lambda: len(chips(page)) == 5)
        lines = [plot.lines.behind, *(line.points for line in plot.lines.futures)]
        assert len(styles) == len(plot.marks.future_labels) == 5
        others = [label.box for label in plot.marks.labels]
        for label in plot.marks.future_labels:
            assert label is not None
            assert plot.frame.box.encloses(label)
            assert not any(label.overlaps(box) for box in others)
            for line in lines:
                assert not any(label.contains(x, y) for x, y in along(line).tolist())
            others.append(label)
