"""Sentences that were false in some state of the program, each in that state."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from core.data.dataset import from_rows
from core.files.document_file import write_document
from core.nn.network import NodePlace
from gui.app import create_window
from gui.formatting.numbers import percent
from gui.operations import structure
from gui.operations.search import find
from gui.panels.hill.hill_panel import STEP_SIZE, TWO_WEIGHTS
from gui.session.messages import Tone
from gui.shell.main_window import MainWindow
from tests.core.builders import as_document, bank, build_experiment, build_network
from tests.gui.window_hands import Key, Modifier, WindowHands

FOUR_ROWS = "0\t3\t1\n1\t2\t3\n-1\t-2\t5\n4\t0\t7"
Show = Callable[[MainWindow], MainWindow]


def lines(hands: WindowHands) -> list[str]:
    return hands.window.explanation.plain_text().split("\n")


def click_weight(hands: WindowHands, layer: int, node: int, source: int) -> None:
    hands.canvas.click(hands.canvas.of(hands.canvas.weight(layer, node, source)))


def test_a_reopened_file_promises_no_steps_that_it_does_not_hold(
    hands: WindowHands, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    assert under_the_plot(hands).startswith("start · steps are kept")
    hands.window.session.step(20)
    hands.window.session.finish_run()
    path = tmp_path / "later.downhill"
    write_document(path, hands.window.session.document)
    again = WindowHands(qtbot, show(create_window(path)))
    assert under_the_plot(again) == "step 20 · the steps before it are not kept"
    assert "Drag" not in again.window.loss_panel.timeline.toolTip()


def under_the_plot(hands: WindowHands) -> str:
    """What is said beside the timeline, in full."""
    return hands.window.loss_panel.status.accessibleName()


def button_texts(hands: WindowHands) -> list[str]:
    buttons = hands.window.findChildren(QAbstractButton)
    return [button.text() for button in buttons if button.isVisible()]


def described(hands: WindowHands, name: str) -> str:
    """What a plot says to a screen reader."""
    plots = hands.window.findChildren(QWidget)
    plot = next(widget for widget in plots if widget.accessibleName() == name)
    return QAccessible.queryAccessibleInterface(plot).text(QAccessible.Text.Description)


def at_the_mean(hands: WindowHands) -> None:
    """ŷ = w·x with x = 1 twice, at the mean of both targets: the bottom, with a loss of 0.09."""
    experiment = build_experiment([[[0.4]]], ["identity"], [[1], [1]], [0.1, 0.7], 0.1)
    hands.window.session.load(as_document(experiment))


def test_the_bottom_of_a_valley_is_no_warning(hands: WindowHands) -> None:
    at_the_mean(hands)
    hands.press(Key.Key_Space)
    message = hands.window.session.message
    hands.window.hill_panel.show_page(STEP_SIZE)
    assert not hands.says("Best for one step")
    assert message.text.startswith("loss 0.09: ")
    assert message.text.endswith("; further steps change nothing")
    assert message.tone is Tone.PLAIN


def test_a_way_that_is_blocked_is_one(hands: WindowHands) -> None:
    hands.type_rate("0.02")
    hands.press(Key.Key_Space)
    hands.press(Key.Key_Space)
    message = hands.window.session.message
    assert message.text == "loss 25: hidden 1 is asleep; further steps change nothing"
    assert message.tone is Tone.WARNING


def test_a_weight_that_no_step_can_change_will_not_be_raised(hands: WindowHands) -> None:
    """5 − 1e−15 leans the loss, but 0.01 × 2e−15 is less than the last digit of 5."""
    value = float(np.nextafter(5.0, 0.0))
    hands.window.session.load(
        as_document(build_experiment([[[value]]], ["identity"], [[1]], [5], 0.01))
    )
    click_weight(hands, 0, 0, 0)
    assert "more of it means less loss, but a step is too small to change it" in lines(hands)
    assert not hands.says("descent will raise it")


def test_a_loss_slope_ends_at_a_node_that_is_asleep(hands: WindowHands) -> None:
    experiment = bank()
    network = experiment.network.with_parameters([-1, -1, 0, 0, 2, 2])
    hands.window.session.load(as_document(replace(experiment, network=network)))
    hands.canvas.click(hands.canvas.middle(NodePlace(0, 0)))
    told = lines(hands)
    assert "hidden 1 is asleep: its sum is below 0, so no slope passes" in told
    slope = next(at for at, line in enumerate(told) if line.startswith("loss slope at hidden 1"))
    assert told[slope].endswith("= −20")
    assert told[slope + 1] == "it ends here: times the ReLU slope 0 nothing of it passes"


def test_a_node_is_off_for_a_row_and_asleep_for_all(hands: WindowHands) -> None:
    hands.data.click(0, 0)
    hands.data.paste(FOUR_ROWS)
    hands.data.click(2, 0)  # 2 × −1 + 1 × −2
    hands.canvas.click(hands.canvas.middle(NodePlace(0, 0)))
    assert "hidden 1 is off for this row: its sum is below 0" in lines(hands)
    assert not any("asleep" in line for line in lines(hands))
    hands.data.click(0, 0)
    assert not any("off for this row" in line for line in lines(hands))


def test_a_slope_of_a_batch_is_explained_by_the_rows_of_the_batch(hands: WindowHands) -> None:
    """Hidden 1 is awake for x = 1, but not for the row of the batch, x = −1."""
    experiment = build_experiment(
        [[[1.0]], [[1.0]]], ["relu", "identity"], [[1], [-1]], [3, 3], 0.1
    )
    for updates in range(2):
        one = replace(experiment, batch_size=1, updates=updates)
        hands.window.session.load(as_document(one))
        click_weight(hands, 0, 0, 0)
        batch = one.batch
        assert batch is not None
        wanted = (
            "slope 0: hidden 1 is off in this batch, so descent leaves it where it is"
            if batch.tolist() == [1]
            else "more of it means less loss in this batch, so the next step will raise it"
        )
        assert wanted in lines(hands)


def test_rows_set_aside_are_not_among_all_rows(hands: WindowHands) -> None:
    experiment = replace(bank(), validation=from_rows([[1, 1]], [2]))
    hands.window.session.load(as_document(experiment))
    hands.press(Key.Key_Space)
    assert hands.says("step 1: the only row learnt from, loss 121 → 19.83")


def test_a_selected_weight_is_not_called_none(hands: WindowHands) -> None:
    """The steepest weight is selected, so the plane stays the same: its name does not."""
    hands.window.hill_panel.show_page(TWO_WEIGHTS)
    assert "Steepest two, none selected ▾" in button_texts(hands)
    click_weight(hands, 1, 0, 0)
    assert "Selected and steepest ▾" in button_texts(hands)


def test_another_document_shows_its_own_steepest_weight(hands: WindowHands) -> None:
    click_weight(hands, 0, 0, 1)
    network = build_network([[[1, 1], [1, 1]], [[1, 50]]], ["relu", "identity"])
    hands.window.session.load(as_document(replace(bank(), network=network)))
    slopes = np.abs(hands.window.session.evaluation.gradient)
    steepest = [network.place(int(index)) for index in slopes.argsort()[:-3:-1]]
    told = described(hands, "The hill along one weight")
    assert told.startswith(f"{network.parameter_name(steepest[0])}: at ")
    hands.window.hill_panel.show_page(TWO_WEIGHTS)
    assert hands.window.hill_panel.plane.scene.view is not None
    pair = hands.window.hill_panel.plane.scene.view.plane.pair
    assert {network.place(index) for index in pair or ()} == set(steepest)


def test_the_status_bar_says_equal_only_of_what_is(hands: WindowHands) -> None:
    hands.window.session.step(3)
    hands.window.session.finish_run()
    click_weight(hands, 0, 0, 0)
    weight = hands.window.session.document.experiment.network.parameters[0]
    assert f"{weight:.15g}" != f"{weight:.4g}"
    assert any("accounts → hidden 1 ≈ 0." in label.text() for label in hands.labels())


def test_other_rows_or_other_units_are_neither_better_nor_worse(hands: WindowHands) -> None:
    session = hands.window.session
    hands.data.click(0, 0)
    hands.data.paste(FOUR_ROWS)
    for path in (
        ("Data", "Set rows aside for validation", "50% of the rows"),
        ("Data", "Scale targets", "Standard: mean 0, deviation 1"),
        ("Data", "Scale targets", "Not scaled"),
    ):
        hands.menu(*path)
        assert " → " in session.message.text
        assert "better" not in session.message.text
        assert "worse" not in session.message.text


def test_from_no_number_to_a_number_is_better(hands: WindowHands) -> None:
    experiment = bank()
    network = experiment.network.with_parameters([1e308, 1e308, 0, 0, 1e308, 2])
    hands.window.session.load(as_document(replace(experiment, network=network)))
    structure.set_parameters(hands.window.session, [0, 1, 4], 1.0)
    assert hands.window.session.message.text.endswith("→ 0, better")


def test_a_rate_too_small_is_not_the_bottom(hands: WindowHands) -> None:
    hands.window.hill_panel.show_page(STEP_SIZE)
    hands.type_rate("1e-30")
    assert hands.says("1e−30 is too small: the step does not change the loss.")
    hands.type_rate("0.001")
    structure.set_locked(hands.window.session, range(6), True)
    assert hands.says("Every weight with a slope is locked: a step of any size changes nothing.")


def test_a_slope_of_one_row_of_many_is_not_of_the_only_row(hands: WindowHands) -> None:
    experiment = build_experiment([[[1.0]]], ["identity"], [[1], [2]], [3, 3], 0.1)
    hands.window.session.load(as_document(replace(experiment, batch_size=1)))
    click_weight(hands, 0, 0, 0)
    assert any(line.startswith("slope over the batch of one row = ") for line in lines(hands))


def test_nothing_points_where_no_step_leads(hands: WindowHands) -> None:
    """A slope is there, but the weight will not move: no arrow stands beside it."""
    value = float(np.nextafter(5.0, 0.0))
    experiment = build_experiment([[[value]]], ["identity"], [[1]], [5], 0.01)
    hands.window.session.load(as_document(experiment))
    hands.press(Key.Key_S)
    assert {pill.heading for pill in hands.window.canvas.picture.pills} == {0}
    hands.type_rate("0.5")
    assert 1 in {pill.heading for pill in hands.window.canvas.picture.pills}


def test_what_is_found_equals_only_what_is_exact(hands: WindowHands) -> None:
    structure.set_parameters(hands.window.session, [0], 2 / 3)
    document = hands.window.session.document
    found = {one.name: one.value for one in find(document, "→")}
    assert found["accounts → hidden 1"] == "≈ 0.6667"
    assert found["children → hidden 1"] == "= 1"


def test_all_rows_are_those_learnt_from(hands: WindowHands) -> None:
    hands.data.click(0, 0)
    hands.data.paste(FOUR_ROWS)
    hands.menu("Data", "Set rows aside for validation", "50% of the rows")
    hands.press(Key.Key_S)
    texts = " ".join(hands.window.canvas.picture.texts())
    assert "mean over all 2 rows learnt from" in texts
    tip = hands.button("all rows (2)").toolTip()
    assert "all 2 rows learnt from" in tip


def test_a_run_that_is_half_undone_is_not_said_to_be_undone(hands: WindowHands) -> None:
    session = hands.window.session
    session.step(20)
    session.finish_run()
    hands.press(Key.Key_Space, Modifier.ShiftModifier)  # back one moment
    hands.press(Key.Key_Z, Modifier.ControlModifier)
    assert session.message.text == "Back to before Run, 20 steps"
    hands.press(Key.Key_Z, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert session.message.text == "Redid Run, 20 steps"
    hands.press(Key.Key_Z, Modifier.ControlModifier)
    assert session.message.text == "Undid Run, 20 steps"


@pytest.mark.parametrize(
    ("part", "said"), [(1.0, "100%"), (0.9999, "99.9%"), (0.5, "50.0%"), (1e-5, "0.1%"), (0, "0%")]
)
def test_all_right_is_said_of_all_only(part: float, said: str) -> None:
    assert percent(part) == said


def test_the_largest_rate_that_was_looked_at_is_not_the_best(hands: WindowHands) -> None:
    """The valley lies 10⁷ times as far away as the rate would lead."""
    hands.window.hill_panel.show_page(STEP_SIZE)
    hands.type_rate("1e-10")
    assert hands.says("The larger the step, the lower the loss, up to ")
    hands.type_rate("0.001")
    assert hands.says("Best for one step: about 0.0055")


def test_of_several_rows_it_is_said_whose_error_it_is(hands: WindowHands) -> None:
    hands.data.click(0, 0)
    hands.data.paste(FOUR_ROWS)
    hands.data.click(1, 0)
    structure.set_parameters(hands.window.session, [4], 1.0)
    assert " · error of row 2: 5 → 1 · loss " in hands.window.session.message.text


def test_without_an_error_nothing_else_is_blamed(hands: WindowHands) -> None:
    """2.5 × 2 + 0 = 5: no loss slope reaches any node, because none sets out."""
    experiment = bank()
    network = experiment.network.with_parameters([2.5 / 3, 0, 0, 0, 2, 2])
    hands.window.session.load(as_document(replace(experiment, network=network)))
    click_weight(hands, 0, 0, 0)
    assert "slope 0: there is no error, so descent leaves it where it is" in lines(hands)
