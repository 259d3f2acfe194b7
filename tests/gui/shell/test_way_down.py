"""The way down in the window: the optimizer in the top bar, its menu, the dialog, and memory."""

from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from core.training.experiment import Experiment
from core.training.rules.optimizers import (
    OPTIMIZERS,
    Adam,
    AdamW,
    GradientDescent,
    Momentum,
)
from core.training.rules.schedules import CONSTANT, StepDecay
from tests.gui.test_command_palette import palette
from tests.gui.window_hands import Key, Modifier, WindowHands

MENU = ("Descent", "Optimizer")


def experiment(hands: WindowHands) -> Experiment:
    return hands.window.session.document.experiment


def in_bar(hands: WindowHands, name: str) -> QToolButton:
    buttons = hands.window.findChildren(QToolButton)
    return next(button for button in buttons if button.accessibleName() == name)


def field(dialog: QDialog, name: str) -> QLineEdit:
    """The visible field of a setting."""
    fields = dialog.findChildren(QLineEdit)
    return next(one for one in fields if one.accessibleName() == name and one.isVisible())


def write(hands: WindowHands, dialog: QDialog, name: str, text: str) -> None:
    line = field(dialog, name)
    line.setFocus()
    line.selectAll()
    hands.type(text, line)


def choose(hands: WindowHands, dialog: QDialog, text: str) -> None:
    """Choose in the box that has such an entry, with the arrow keys."""
    boxes = dialog.findChildren(QComboBox)
    box = next(box for box in boxes if box.findText(text) >= 0)
    box.setFocus()
    key = Key.Key_Down if box.findText(text) > box.currentIndex() else Key.Key_Up
    while box.currentText() != text:
        hands.press_in(box, key)


def button(dialog: QDialog, text: str) -> QAbstractButton:
    buttons = dialog.findChildren(QPushButton)
    return next(one for one in buttons if one.text().replace("&", "") == text)


def test_an_optimizer_is_chosen_from_the_menu_and_undone(hands: WindowHands) -> None:
    assert hands.ticked(*MENU) == ["Gradient descent"]
    hands.menu(*MENU, "Adam")
    assert experiment(hands).optimizer == Adam(0.01)
    assert hands.ticked(*MENU) == ["Adam"]
    assert hands.says("Optimizer: Adam")
    hands.press(Key.Key_Z, Modifier.ControlModifier)
    assert experiment(hands).optimizer == GradientDescent(0.01)
    assert hands.says("Undid Optimizer: Adam")


def test_an_optimizer_is_chosen_in_the_top_bar_with_keys(hands: WindowHands, qtbot: QtBot) -> None:
    chosen = in_bar(hands, "Gradient descent")
    chosen.setFocus()

    def down_to_the_second() -> None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            return
        timer.stop()
        tips = [action.toolTip() for action in menu.actions()]
        for rule in OPTIMIZERS.values():
            assert any(rule.idea in tip and rule.formula in tip for tip in tips)
        hands.press_in(menu, Key.Key_Down)
        hands.press_in(menu, Key.Key_Down)
        hands.press_in(menu, Key.Key_Return)

    timer = QTimer(hands.window, interval=10)
    timer.timeout.connect(down_to_the_second)
    timer.start()
    hands.press_in(chosen, Key.Key_Space)
    qtbot.waitUntil(lambda: experiment(hands).optimizer == Momentum(0.01))
    assert experiment(hands).updates == 0
    assert in_bar(hands, "Momentum").text() == "Momentum ▾"


def test_an_optimizer_is_found_in_the_palette(hands: WindowHands) -> None:
    palette(hands, "optimizer: rmsprop")
    assert experiment(hands).optimizer.name == "RMSProp"


def test_the_dialog_sets_everything_as_one_action(hands: WindowHands) -> None:
    def fill(dialog: QDialog) -> None:
        choose(hands, dialog, "AdamW")
        write(hands, dialog, "β₁", "0,5")
        write(hands, dialog, "weight decay", "1/4")
        choose(hands, dialog, "In steps")
        write(hands, dialog, "number of steps", "2")
        write(hands, dialog, "largest norm", "3")
        write(hands, dialog, "L2 penalty", "0.125")
        hands.press_in(dialog, Key.Key_Return)

    hands.answer(fill)
    hands.menu(*MENU, "More…")
    found = experiment(hands)
    assert found.optimizer == AdamW(0.01, beta1=0.5, weight_decay=0.25)
    assert found.schedule == StepDecay(0.5, 2.0)
    assert (found.max_norm, found.l2_penalty) == (3.0, 0.125)
    tip = in_bar(hands, "AdamW").toolTip().split("\n")
    on = ["× 0.5 every 2 steps", "β₁ 0.5", "weight decay 0.25", "clipped at 3", "L2 0.125"]
    assert tip[1:] == on
    QApplication.processEvents()
    assert hands.says("× 0.5 every 2 steps · β₁ 0.5")
    hands.press(Key.Key_Space)
    hands.press(Key.Key_Space)
    assert hands.says("Learning rate: now 0.005")
    assert hands.rate().text() == "0.01"

    hands.press(Key.Key_Z, Modifier.ControlModifier)
    hands.press(Key.Key_Z, Modifier.ControlModifier)
    hands.press(Key.Key_Z, Modifier.ControlModifier)
    found = experiment(hands)
    assert (found.optimizer, found.schedule) == (GradientDescent(0.01), CONSTANT)
    assert found.max_norm == found.l2_penalty == 0


def test_a_single_change_names_itself(hands: WindowHands) -> None:
    def fill(dialog: QDialog) -> None:
        write(hands, dialog, "largest norm", "2.5")
        hands.press_in(dialog, Key.Key_Return)

    hands.answer(fill)
    hands.menu(*MENU, "More…")
    assert hands.says("Largest norm: 0 → 2.5")
    assert hands.says("clipped at 2.5")


def test_a_run_that_goes_on_behind_the_dialog_loses_no_steps(hands: WindowHands) -> None:
    session, reached = hands.window.session, [0]

    def fill(dialog: QDialog) -> None:
        begun = experiment(hands).updates
        hands.wait_until(lambda: experiment(hands).updates > begun)
        session.pause()
        reached[0] = experiment(hands).updates
        write(hands, dialog, "largest norm", "2.5")
        hands.press_in(dialog, Key.Key_Return)

    hands.press(Key.Key_R)
    hands.answer(fill)
    hands.menu(*MENU, "More…")
    found = experiment(hands)
    assert (found.max_norm, found.updates) == (2.5, reached[0])


REFUSED = [
    ("momentum", "1", "momentum has to be at least 0 and below 1, not 1"),
    ("momentum", "half", "“half” is not a number."),
    ("largest norm", "-2", "largest norm has to be at least 0, not −2"),
    ("L2 penalty", "", "Type a number."),
]


def test_what_cannot_be_is_named_and_not_taken(hands: WindowHands) -> None:
    hands.menu(*MENU, "Momentum")
    before = experiment(hands)
    for name, text, reason in REFUSED:

        def fill(dialog: QDialog, name: str = name, text: str = text, reason: str = reason) -> None:
            write(hands, dialog, name, text)
            if not text:
                hands.press_in(field(dialog, name), Key.Key_Delete)
            assert reason in [label.text() for label in dialog.findChildren(QLabel)]
            assert not button(dialog, "OK").isEnabled()
            hands.press_in(dialog, Key.Key_Return)
            assert dialog.isVisible()
            hands.press_in(dialog, Key.Key_Escape)

        hands.answer(fill)
        hands.menu(*MENU, "More…")
        assert experiment(hands) is before


def test_as_usual_puts_the_usual_settings_back(hands: WindowHands) -> None:
    session = hands.window.session
    unusual = replace(
        experiment(hands).with_optimizer(Momentum(0.01, 0.5)),
        schedule=StepDecay(),
        max_norm=1.0,
        l2_penalty=1.0,
    )
    session.apply("Something else", session.document.with_experiment(unusual))

    def fill(dialog: QDialog) -> None:
        hands.click(button(dialog, "As usual"))
        hands.press_in(dialog, Key.Key_Return)

    hands.answer(fill)
    hands.menu(*MENU, "More…")
    found = experiment(hands)
    assert (found.optimizer, found.schedule) == (Momentum(0.01), CONSTANT)
    assert found.max_norm == found.l2_penalty == 0


def test_the_rate_that_is_typed_is_the_one_that_falls(hands: WindowHands) -> None:
    session = hands.window.session
    falling = replace(experiment(hands), schedule=StepDecay(0.5, 1.0))
    session.apply("Let it fall", session.document.with_experiment(falling))
    hands.press(Key.Key_Space)
    hands.type_rate("0.002")
    assert hands.rate().text() == "0.002"
    assert experiment(hands).optimizer.learning_rate == 0.002
    assert hands.says("Learning rate: now 0.001")


def test_what_is_remembered_is_kept_forgotten_and_brought_back(hands: WindowHands) -> None:
    hands.menu(*MENU, "Momentum")
    hands.type_rate("0.0005")
    hands.press(Key.Key_Space)
    velocity = experiment(hands).memory.tolist()
    assert any(velocity)
    hands.type_rate("0.001")
    assert experiment(hands).memory.tolist() == velocity
    assert hands.says("Momentum keeps its velocity")

    hands.menu(*MENU, "Forget the velocity")
    assert not experiment(hands).memory.any()
    hands.press(Key.Key_Z, Modifier.ControlModifier)
    assert experiment(hands).memory.tolist() == velocity

    hands.menu(*MENU, "Adam")
    assert not experiment(hands).memory.any()
    assert hands.says("what Momentum remembered is forgotten")


def test_a_new_start_says_that_it_forgets(hands: WindowHands) -> None:
    hands.menu(*MENU, "Adam")
    hands.press(Key.Key_Space)
    hands.answer(lambda dialog: hands.press_in(dialog, Key.Key_Return))
    hands.menu("Network", "Randomise weights…")
    assert not experiment(hands).memory.any()
    assert hands.says("Adam forgets its mean slope and mean squared slope")


def test_restart_says_that_it_forgets(hands: WindowHands) -> None:
    hands.menu(*MENU, "Momentum")
    hands.press(Key.Key_Space)
    hands.type_rate("0.0005")
    hands.press(Key.Key_Backspace, Modifier.ControlModifier)
    assert not experiment(hands).memory.any()
    assert experiment(hands).optimizer == Momentum(0.0005)
    assert hands.says("Momentum forgets its velocity")


def test_a_structural_edit_says_that_it_keeps_what_is_remembered(hands: WindowHands) -> None:
    hands.menu(*MENU, "Momentum")
    hands.press(Key.Key_Space)
    before = experiment(hands).memory
    hands.menu("Network", "Hidden layer", "Add a node")
    after = experiment(hands).memory
    assert sorted(after[after != 0]) == sorted(before[before != 0])
    assert hands.says("Momentum keeps its velocity")


def test_without_anything_remembered_there_is_nothing_to_forget(hands: WindowHands) -> None:
    hands.menu(*MENU, "Adam")
    action = hands.window.commands["forget"]
    assert action.text() == "&Forget the mean slope and mean squared slope"
    assert not action.isEnabled()
    hands.press(Key.Key_Space)
    assert hands.window.commands["forget"].isEnabled()
