"""Runs that end by themselves: the dialog, the step they end at, progress, and giving up."""

from collections.abc import Callable

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QProgressBar,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from core.data.dataset import from_rows
from core.document.document import Document
from core.training.ends.until import NO_END, Until
from gui.app import create_window
from gui.operations.run_until import last_conditions, remember_conditions
from gui.panels.run_progress import time_left
from gui.session.run_clock import AS_FAST_AS_POSSIBLE
from gui.session.settings import Key as Kept
from gui.session.settings import MemorySettings
from gui.shell.main_window import MainWindow
from tests.core.builders import as_document, build_experiment
from tests.gui.window_hands import WindowHands

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def apart(hands: WindowHands) -> WindowHands:
    """ŷ = w·x from w = 0; the row learned from wants 2, the row set aside wants 1.

    With the rate 0.05, w = 2(1 − 0.9^k) after k steps: nearest to 1 at k = 7, with 1.0434….
    The loss is (2 · 0.9^k)², its slope −4 · 0.9^k.
    """
    training = build_experiment([[[0.0]]], ["identity"], [[1.0]], [2.0], 0.05)
    experiment = replace(training, validation=from_rows([[1.0]], [1.0]))
    hands.window.session.load(Document(experiment, experiment))
    hands.window.session.set_speed(AS_FAST_AS_POSSIBLE)
    return hands


def choose(hands: WindowHands, **conditions: str) -> None:
    """Open the dialog with its key, type what is wanted, and press Run."""

    def deal(dialog: QDialog) -> None:
        for name, value in conditions.items():
            field = next(
                each
                for each in dialog.findChildren(QLineEdit)
                if name in each.accessibleName() and each.isEnabled()
            )
            field.selectAll()
            QTest.keyClicks(field, value)
        buttons = dialog.findChild(QDialogButtonBox)
        assert buttons is not None
        QTest.mouseClick(
            buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton
        )

    hands.answer(deal)
    hands.press(Key.Key_R, Modifier.ShiftModifier)


def wait(hands: WindowHands, bot: QtBot) -> None:
    bot.waitUntil(lambda: not hands.window.session.is_running)


def test_a_run_ends_when_patience_does(apart: WindowHands, qtbot: QtBot) -> None:
    choose(apart, validation="5")
    wait(apart, qtbot)
    assert apart.figure("step") == "12"
    assert apart.says("Stopped at step 12: no better validation loss in 5 epochs")
    apart.press(Key.Key_B, Modifier.ControlModifier)
    assert apart.figure("step") == "7"
    weight = apart.window.session.document.experiment.network.parameters[0]
    assert weight == pytest.approx(2 * (1 - 0.9**7))
    assert np.isclose(apart.window.session.evaluation.validation_loss or 0, (weight - 1) ** 2)


def test_a_run_that_is_started_again_has_its_patience_again(
    apart: WindowHands, qtbot: QtBot
) -> None:
    for reached in ("12", "17"):
        choose(apart, validation="5")
        wait(apart, qtbot)
        assert apart.figure("step") == reached


def test_where_it_ends_does_not_depend_on_the_speed(apart: WindowHands, qtbot: QtBot) -> None:
    for speed in (AS_FAST_AS_POSSIBLE, 200.0, 1000.0):
        apart.window.session.set_speed(speed)
        choose(apart, loss="0.1")  # 4 · 0.81^k < 0.1 from k = 18 on
        wait(apart, qtbot)
        assert apart.figure("step") == "18"
        assert apart.says("Stopped at step 18: the loss is below 0.1")
        apart.press(Key.Key_Z, Modifier.ControlModifier)
        assert apart.figure("step") == "0"


def test_the_first_condition_that_is_met_ends_it(apart: WindowHands, qtbot: QtBot) -> None:
    choose(apart, loss="0.001", flat="1", steps="500")  # 4 · 0.9^k < 1 from k = 14 on
    wait(apart, qtbot)
    assert apart.figure("step") == "14"
    assert apart.says("the norm of the slopes is below 1")


def test_it_is_one_run_to_undo(apart: WindowHands, qtbot: QtBot) -> None:
    choose(apart, steps="30")
    wait(apart, qtbot)
    assert apart.says("Stopped at step 30: 30 steps are taken")
    apart.press(Key.Key_Z, Modifier.ControlModifier)
    assert apart.figure("step") == "0"


def test_a_run_that_is_over_before_it_begins_takes_no_step(
    apart: WindowHands, qtbot: QtBot
) -> None:
    choose(apart, loss="100")
    wait(apart, qtbot)
    assert apart.says("Stopped at step 0: the loss is below 100")
    assert not apart.window.commands["back"].isEnabled()


def test_an_edit_on_the_way_leaves_the_end_where_it_was(apart: WindowHands, qtbot: QtBot) -> None:
    session = apart.window.session
    session.set_speed(20.0)
    choose(apart, steps="12")
    qtbot.waitUntil(lambda: session.document.experiment.updates >= 3)
    apart.type_rate("0.01")
    session.set_speed(AS_FAST_AS_POSSIBLE)
    wait(apart, qtbot)
    assert apart.figure("step") == "12"


def bar(window: MainWindow) -> QProgressBar:
    return next(
        each for each in window.findChildren(QProgressBar) if "run" in each.accessibleName()
    )


def test_progress_is_seen_and_escape_gives_it_up(apart: WindowHands, qtbot: QtBot) -> None:
    session, shown = apart.window.session, bar(apart.window)
    assert not shown.isVisible()
    room = apart.window.canvas.size()
    session.set_speed(60.0)
    choose(apart, steps="600")
    qtbot.waitUntil(lambda: session.document.experiment.updates >= 6)
    assert shown.isVisible()
    assert apart.window.canvas.size() == room, "nothing moves aside for it"
    updates = session.document.experiment.updates
    assert shown.value() == round(1000 * updates / 600)
    apart.press(Key.Key_Escape)
    assert not session.is_running
    assert not shown.isVisible()
    assert session.document.experiment.updates < 600


def test_escape_ends_the_run_and_brings_an_enlarged_panel_back(
    apart: WindowHands, qtbot: QtBot
) -> None:
    window = apart.window
    window.session.set_speed(1.0)
    apart.press(Key.Key_F6, Modifier.ShiftModifier)
    assert not window.canvas.isVisible()
    choose(apart, steps="600")
    assert window.session.is_running
    apart.press(Key.Key_Escape)
    apart.press(Key.Key_Escape)
    assert not window.session.is_running
    assert window.canvas.isVisible()


def test_a_run_without_end_shows_no_progress(apart: WindowHands) -> None:
    apart.press(Key.Key_R)
    assert apart.window.session.is_running
    assert not bar(apart.window).isVisible()
    apart.press(Key.Key_R)


def test_a_run_that_diverges_offers_what_helps(apart: WindowHands, qtbot: QtBot) -> None:
    steep = build_experiment([[[1.0]]], ["identity"], [[1.0]], [2.0], 1e200)
    apart.window.session.load(as_document(steep))
    choose(apart, steps="50")
    wait(apart, qtbot)
    assert apart.says("was not taken")
    assert np.isfinite(apart.window.session.evaluation.loss)
    notices = apart.window.notices
    qtbot.waitUntil(lambda: bool(notices.findChildren(QPushButton)))
    assert "Try a &rate of 0.1" in [each.text() for each in notices.findChildren(QPushButton)]


def dialog_of(hands: WindowHands, look: Callable[[QDialog], object]) -> None:
    def deal(dialog: QDialog) -> None:
        look(dialog)
        dialog.reject()

    hands.answer(deal)
    hands.press(Key.Key_R, Modifier.ShiftModifier)


def test_the_last_conditions_are_remembered(qtbot: QtBot, apart: WindowHands) -> None:
    choose(apart, loss="0.25", steps="700")
    wait(apart, qtbot)

    def look(dialog: QDialog) -> None:
        on = [
            box.text().replace("&", "") for box in dialog.findChildren(QCheckBox) if box.isChecked()
        ]
        assert on == ["the loss is below", "steps more"]
        assert {"0.25", "700"} <= {field.text() for field in dialog.findChildren(QLineEdit)}

    dialog_of(apart, look)


@pytest.mark.parametrize(
    "until", [NO_END, Until(loss=0.125), Until(flat=1e-7, patience=3, steps=10, epochs=2)]
)
def test_conditions_are_kept_in_the_settings(until: Until) -> None:
    settings = MemorySettings()
    remember_conditions(settings, until)
    assert last_conditions(settings) == until


@pytest.mark.parametrize("kept", ["loss", "loss=x", "loss=-1", "steps=1e999", "steps=1.5", 7])
def test_settings_that_are_no_conditions_are_none(kept: object) -> None:
    settings = MemorySettings()
    settings.store(Kept.UNTIL, kept)
    assert last_conditions(settings) == NO_END


def test_nothing_runs_without_a_condition_or_with_a_wrong_one(hands: WindowHands) -> None:
    def look(dialog: QDialog) -> None:
        buttons = dialog.findChild(QDialogButtonBox)
        assert buttons is not None
        run = buttons.button(QDialogButtonBox.StandardButton.Ok)
        assert not run.isEnabled()
        loss = next(
            each for each in dialog.findChildren(QLineEdit) if "loss is" in each.accessibleName()
        )
        for typed, is_possible in (("0.5", True), ("0", False), ("x", False), ("2", True)):
            loss.selectAll()
            QTest.keyClicks(loss, typed)
            assert run.isEnabled() is is_possible
        patience = next(b for b in dialog.findChildren(QCheckBox) if "validation" in b.text())
        assert not patience.isEnabled()  # no rows are set aside

    dialog_of(hands, look)


def test_the_time_left_is_told_once_it_can_be_known() -> None:
    assert time_left(0.5, 0.5) == ""
    assert time_left(10, 0.001) == ""
    assert time_left(10, 0.25) == "≈ 30 s left"
    assert time_left(60, 0.25) == "≈ 3 min left"
    assert time_left(600, 0.1) == "more than an hour left"
    assert time_left(10, 1) == ""


def test_it_stands_at_the_run_button_too() -> None:
    window = create_window()
    entries = [action.text() for action in window.commands.menu("speeds").actions()]
    assert entries[-1] == "Run &until…"
    window.deleteLater()


def test_without_rows_set_aside_there_is_no_best_moment(hands: WindowHands) -> None:
    assert not hands.window.commands["best"].isEnabled()
