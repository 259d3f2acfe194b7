"""The guess to beat in the window: a line in the loss plot, beside the accuracy, and in words."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from core.data.scaling import Scale
from core.document.data_edits import scale_targets, set_aside
from core.document.document import Document
from core.nn.losses import MEAN_ABSOLUTE_ERROR
from core.opening.sample_data import SAMPLES, open_sample
from gui.app import create_window
from gui.panels.loss.lines.guess_line import guess_line
from gui.shell.main_window import MainWindow
from tests.core.builders import as_document, build_experiment
from tests.gui.panels.loss.loss_hands import labels
from tests.gui.window_hands import WindowHands


def sample(key: str) -> Document:
    return open_sample(next(sample for sample in SAMPLES if sample.key == key))


def two_rows() -> Document:
    """The mean of targets 1 and 5 is 3: off by 2 twice, a loss of 4. The network says 0."""
    rows = [[1.0], [5.0]]
    return as_document(build_experiment([[[0.0]]], ["identity"], [[1.0], [2.0]], rows, 0.1))


def described(window: MainWindow) -> str:
    """What a screen reader says of the plot."""
    seen = QAccessible.queryAccessibleInterface(window.loss_panel.plot)
    return seen.text(QAccessible.Text.Description)


def test_the_plot_names_it_and_draws_a_line_of_its_height_where_it_differs(
    window: MainWindow,
) -> None:
    assert not any("guessing" in text for text in labels(window.loss_panel.plot))

    window.session.load(two_rows())
    assert "guessing the mean: 4" in labels(window.loss_panel.plot)
    assert "To beat: guessing the mean: 4." in described(window)

    plot = window.loss_panel.plot
    y = int(plot.frame.pixel(0, 4.0).y)  # most of the line lies in this row

    def inked() -> int:
        picture, box = plot.grab().toImage(), plot.frame.box
        across = range(round(box.left) + 40, round(box.right) - 40)
        return sum(picture.pixelColor(x, y).lightness() < 170 for x in across)

    assert inked() > 40
    plot.set_guess_shown(False)
    assert inked() < 10
    plot.set_guess_shown(True)
    assert inked() > 40


def test_the_view_menu_switches_it_and_the_accuracy_itself_is_never_cut_for_it(
    window: MainWindow, qtbot: QtBot, show: Callable[[MainWindow], MainWindow]
) -> None:
    window.session.load(sample("digits"))
    note = window.loss_panel.accuracy
    for width in (1280, 1440, 1920):
        window.resize(width, 800)
        text = note.text()
        assert text.startswith("accuracy: ")
        assert note.fontMetrics().horizontalAdvance(text) <= note.width()
    assert "always the commonest: 10.0%, set aside 10.0%" in note.toolTip()

    window.session.load(sample("moons"))
    assert "50.0%" in window.loss_panel.accuracy.text()
    assert "always the commonest: 50.0%" in window.loss_panel.accuracy.toolTip()
    WindowHands(qtbot, window).menu("View", "The guess to beat")
    assert "50.0%" not in window.loss_panel.accuracy.text()
    assert not any("guessing" in text for text in labels(window.loss_panel.plot))
    assert "To beat" not in described(window)
    again = show(create_window(settings=window.preferences.settings))
    again.session.load(sample("moons"))
    assert not any("guessing" in text for text in labels(again.loss_panel.plot))


def test_it_is_told_in_both_units_and_of_the_rows_set_aside() -> None:
    document = scale_targets(two_rows(), Scale.STANDARD)
    line = guess_line(document.experiment)
    assert line is not None
    assert line.text == "guessing the mean: 1 (4 in own units²)"
    assert line.wordings[1:] == ("guessing the mean: 1", "guess 1")
    rows = [[float(row)] for row in range(4)]
    many = as_document(build_experiment([[[0.0]]], ["identity"], rows, rows, 0.1))
    line = guess_line(set_aside(many, 0.25, 1).experiment)
    assert line is not None
    assert ", set aside " in line.text


def test_of_another_loss_it_is_named_for_what_it_is() -> None:
    absolute = replace(two_rows().experiment, loss=MEAN_ABSOLUTE_ERROR)
    line = guess_line(absolute)
    assert line is not None
    assert line.text == "guessing the median: 2"


def test_a_far_guess_does_not_squash_the_curve_but_is_still_named(
    window: MainWindow,
) -> None:
    plot = window.loss_panel.plot
    for weight, targets, arrow in ((999.0, 1000.0, "↑"), (1e6, 1e-3, "↓")):
        rows = [[-targets], [targets]]  # the guess's loss is their square
        far = build_experiment([[[weight]]], ["identity"], [[-1], [1]], rows, 1e-9)
        window.session.load(as_document(far))
        for logarithmic in (True, False):
            plot.set_logarithmic(logarithmic)
            (named,) = [text for text in labels(plot) if "guessing the mean" in text]
            frame, loss = plot.frame, window.session.evaluation.loss
            assert frame.box.contains(*frame.pixel(0, loss)), arrow
            assert frame.scale.loss(frame.ranges.y[1]) < 20 * loss, arrow
            if logarithmic:
                assert frame.scale.loss(frame.ranges.y[0]) > loss / 20, arrow
            if logarithmic or arrow == "↑":  # a linear axis begins at 0, and shows what is small
                assert named.startswith(arrow)
