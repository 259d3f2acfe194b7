"""Every loss, activation, optimizer and initializer in every place of the window that shows it.

One that only the tests know is among them: what is registered is complete.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QMenu
from pytestqt.qtbot import QtBot

from core.data.dataset import from_rows
from core.explanation.quantities import Quantities
from core.files.document_file import read_document, write_document
from core.nn.activation import Activation
from core.nn.activations import ACTIVATIONS, OUTPUT_ACTIVATIONS
from core.nn.initializers import INITIALIZERS, Initializer
from core.nn.loss import Loss
from core.nn.losses import LOSSES
from core.nn.network import NodePlace
from core.nn.quantity import Quantity, QuantityKind
from core.training.experiment import Experiment
from core.training.rules.optimizer import Optimizer
from core.training.rules.optimizers import OPTIMIZERS
from core.training.rules.schedules import StepDecay
from gui.app import create_window
from gui.canvas.scene.picture import LabelKind
from gui.formatting.numbers import number, signed
from gui.operations.structure import set_activation
from gui.shell.main_window import MainWindow
from main import main
from tests.core.builders import as_document, sized_experiment
from tests.gui.entries_of_tests import ONES, PARABOLA, QUARTIC, SignDescent, register
from tests.gui.window_hands import Key, Modifier, WindowHands

EVERY_LOSS: list[Loss] = [*LOSSES.values(), QUARTIC]
EVERY_ACTIVATION: list[Activation] = [*ACTIVATIONS.values(), PARABOLA]
EVERY_OPTIMIZER: list[type[Optimizer]] = [*OPTIMIZERS.values(), SignDescent]
EVERY_INITIALIZER: list[Initializer] = [*INITIALIZERS.values(), ONES]
TABLE = "x,y,class\n1,2,no\n2,0,yes\n-1,1,no\n3,1,yes\n"
PREDICTION = NodePlace(1, 0)
Open = Callable[[Experiment], WindowHands]


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program knows the entries of the tests, too."""
    register(monkeypatch)


@pytest.fixture
def opened(
    qtbot: QtBot, show: Callable[[MainWindow], MainWindow], tmp_path: Path
) -> Callable[[Experiment], WindowHands]:
    """Opens a window with an experiment, from a file."""

    def open_it(experiment: Experiment) -> WindowHands:
        path = tmp_path / "some.downhill"
        write_document(path, as_document(experiment))
        return WindowHands(qtbot, show(create_window(path)))

    return open_it


def two_classes() -> Experiment:
    """Targets that go with every loss."""
    experiment = sized_experiment((2, 2, 2), 3, seed=4)
    inputs = [column.tolist() for column in experiment.dataset.own_inputs]
    targets = [[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]]
    return replace(experiment, dataset=from_rows(list(zip(*inputs, strict=True)), targets))


def begin(hands: WindowHands, experiment: Experiment) -> None:
    """Put an experiment into the window in the place of the one before."""
    hands.window.session.load(as_document(experiment))


def value(hands: WindowHands, kind: QuantityKind, node: NodePlace, parameter: int = 0) -> float:
    """A number of the first row."""
    present = hands.window.session.present
    numbers = Quantities(present.document.experiment, present.evaluation)
    return numbers.value(Quantity(kind, node=node, parameter=parameter, row=0))


def explained(hands: WindowHands, begin: str) -> str:
    """The line of the explanation that begins so."""
    lines = hands.window.explanation.plain_text().split("\n")
    found = [line for line in lines if line.startswith(begin)]
    assert found, f"no {begin} among {lines}"
    return found[0]


def drawn(hands: WindowHands, kind: LabelKind) -> list[str]:
    return [x.text.words for x in hands.window.canvas.picture.labels if x.kind is kind]


def test_every_loss_in_every_place(hands: WindowHands) -> None:
    for loss in EVERY_LOSS:
        begin(hands, two_classes())
        entry = f"{loss.title}: {loss.formula}"
        hands.menu("Descent", "Loss", entry)
        assert hands.ticked("Descent", "Loss") == [entry]
        box = hands.window.top_bar.findChild(QComboBox)
        assert isinstance(box, QComboBox)
        assert box.currentText() == loss.name
        assert box.itemText(box.findData(loss.key)) == loss.name
        hands.press(Key.Key_S)  # slopes

        share = value(hands, QuantityKind.SHARE, PREDICTION)
        slope = value(hands, QuantityKind.LOSS_SLOPE, PREDICTION)
        lines = drawn(hands, LabelKind.ARITHMETIC)
        begins = (f"{loss.share_words} ", f"{loss.share_name} ")
        assert any(line.startswith(begins) and line.endswith(f" {number(share)}") for line in lines)
        assert any(
            line.startswith("loss slope ") and line.endswith(f" {signed(slope)}") for line in lines
        )

        hands.canvas.click(hands.canvas.rim(PREDICTION))
        assert explained(hands, f"{loss.share_words} ").endswith(f" {number(share)}")
        assert explained(hands, "loss slope at ").endswith(f" {number(slope)}")

        column = next(
            at for at, title in enumerate(hands.data.titles()) if title.startswith(loss.share_name)
        )
        assert hands.data.row(0)[column] == number(share)
        assert hands.says(f"{loss.reduction(3, 2).partition(' ')[0]} of {loss.share_name}")
        assert hands.figure("loss") == number(hands.window.session.present.evaluation.loss)

        before = hands.window.session.present.evaluation.loss
        hands.press(Key.Key_Space)
        assert hands.window.session.present.evaluation.loss < before
        hands.press(Key.Key_S)


@pytest.mark.parametrize("loss", EVERY_LOSS, ids=lambda it: it.key)
def test_a_loss_from_the_command_line(
    tmp_path: Path, loss: Loss, capsys: pytest.CaptureFixture[str]
) -> None:
    table, saved = tmp_path / "t.csv", tmp_path / "t.downhill"
    table.write_text(TABLE)
    named = loss.key.replace("_", "-")
    assert main([str(table), "--loss", named, "--json", "--save", str(saved)]) == 0
    assert json.loads(capsys.readouterr().out)["loss"] > 0
    assert read_document(saved).experiment.loss is loss


def test_every_activation_in_every_place(hands: WindowHands) -> None:
    for activation in EVERY_ACTIVATION:
        begin(hands, two_classes())
        plain = activation.key == "identity"
        entry = activation.name if plain else f"{activation.name}: {activation.formula}"
        path = ("Network", "Hidden layer", "Activation")
        hands.menu(*path, entry)
        assert hands.ticked(*path) == [entry]
        hidden = NodePlace(0, 0)
        z, a = (
            value(hands, kind, hidden)
            for kind in (QuantityKind.PREACTIVATION, QuantityKind.ACTIVATION)
        )
        assert f"Hidden layer · {activation.name}" in drawn(hands, LabelKind.TITLE)
        below = drawn(hands, LabelKind.ACTIVATION)
        assert plain or any(text.startswith(f"{activation.name}({number(z)})") for text in below)
        hands.press(Key.Key_S)  # slopes
        own = value(hands, QuantityKind.ACTIVATION_SLOPE, hidden)
        assert plain or hands.canvas.shows_part(f"{activation.name} slope {number(own)}")

        hands.canvas.click(hands.canvas.rim(hidden))
        assert explained(hands, "hidden 1 ").endswith(f" {number(a)}")
        assert plain or f"{activation.name}({number(z)})" in explained(hands, "hidden 1 ")
        hands.canvas.click(hands.canvas.of(hands.canvas.weight(0, 0, 0)))
        factor = f"{number(own)} {activation.name} slope"
        assert factor in explained(hands, "slope on row 1 ").translate(dict.fromkeys(b"()"))

        hands.canvas.double_click(
            hands.canvas.label(LabelKind.TITLE, f"Hidden layer · {activation.name}")
        )
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert [action.text() for action in menu.actions() if action.isChecked()] == [
            activation.name
        ]
        menu.close()
        hands.press(Key.Key_S)


def test_every_activation_can_be_chosen_for_predictions(opened: Open) -> None:
    hands = opened(two_classes())
    for activation in OUTPUT_ACTIVATIONS.values():
        set_activation(hands.window.session, 1, activation)
        experiment = hands.window.session.document.experiment
        assert experiment.network.layers[1].activation is activation
        assert experiment.loss.fits(activation)


@pytest.mark.parametrize("activation", EVERY_ACTIVATION, ids=lambda it: it.key)
def test_an_activation_from_the_command_line(tmp_path: Path, activation: Activation) -> None:
    table, saved = tmp_path / "t.csv", tmp_path / "t.downhill"
    table.write_text(TABLE)
    named = activation.key.replace("_", "-")
    assert main([str(table), "--activation", named, "--save", str(saved)]) == 0
    assert read_document(saved).experiment.network.layers[0].activation is activation


def test_every_optimizer_in_every_place(hands: WindowHands) -> None:
    for optimizer in EVERY_OPTIMIZER:
        begin(hands, replace(two_classes(), optimizer=optimizer(0.25)))
        assert hands.rate().text() == "0.25"
        hands.type_rate("0.125")
        assert hands.window.session.document.experiment.optimizer == optimizer(0.125)
        rule = optimizer.formula.replace("learning rate", "0.125")
        for setting in optimizer.settings:  # whose numbers stand in the formula
            shown = number(getattr(optimizer(), setting.key))
            rule = rule.replace(f"{setting.name} ×", f"{shown} ×")
        (below,) = (
            label for label in hands.labels() if label.accessibleName() == f"next step: {rule}"
        )
        short = rule
        for name, symbol in zip(optimizer.remembers, optimizer.symbols, strict=True):
            short = short.replace(name, symbol)
        assert below.text().removeprefix("next step: ") in (rule, short)
        new = value(hands, QuantityKind.NEW_WEIGHT, PREDICTION)
        hands.canvas.click(hands.canvas.of(hands.canvas.weight(0, 0, 0)))
        assert explained(hands, "new weight ").endswith(f" {number(new)}")
        for key in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4):  # the pages of the hill
            hands.press(key, Modifier.ControlModifier | Modifier.ShiftModifier)
            QApplication.processEvents()
        hands.press(Key.Key_Space)
        assert hands.canvas.parameter_values()[0] == new


def test_every_optimizer_is_chosen_in_the_menu_and_named_in_the_top_bar(opened: Open) -> None:
    hands = opened(replace(two_classes(), optimizer=SignDescent(0.25)))
    for optimizer in EVERY_OPTIMIZER:
        hands.menu("Descent", "Optimizer", optimizer.name)
        assert hands.ticked("Descent", "Optimizer") == [optimizer.name]
        assert hands.window.session.document.experiment.optimizer == optimizer(0.25)
        assert hands.button(f"{optimizer.name} ▾").isVisible()


def test_every_optimizer_on_its_way_with_schedule_clipping_and_penalty(hands: WindowHands) -> None:
    """What is said of the fourth step in every place is what it does."""
    for optimizer in EVERY_OPTIMIZER:
        begun = replace(two_classes(), optimizer=optimizer(0.25), schedule=StepDecay(0.5, 2.0))
        begin(hands, replace(begun, max_norm=0.1, l2_penalty=0.1))
        for _ in range(3):
            hands.press(Key.Key_Space)
        assert hands.says("Learning rate: now 0.125")
        new = value(hands, QuantityKind.NEW_WEIGHT, PREDICTION)
        hands.canvas.click(hands.canvas.of(hands.canvas.weight(0, 0, 0)))
        assert explained(hands, "clipped slope ").endswith(
            number(value(hands, QuantityKind.CLIPPED_SLOPE, PREDICTION))
        )
        assert explained(hands, "new weight ").endswith(f" {number(new)}")
        assert dict(zip(hands.weights.titles(), hands.weights.row(0), strict=True))[
            "will be"
        ].endswith(number(new))
        after = hands.window.session.present.next_step.kept
        hands.press(Key.Key_Space)
        assert hands.canvas.parameter_values()[0] == new
        assert hands.window.session.present.evaluation.loss == after


@pytest.mark.parametrize("optimizer", EVERY_OPTIMIZER, ids=lambda it: it.key)
def test_an_optimizer_from_the_command_line(tmp_path: Path, optimizer: type[Optimizer]) -> None:
    table, saved = tmp_path / "t.csv", tmp_path / "t.downhill"
    table.write_text(TABLE)
    named = optimizer.key.replace("_", "-")
    asked = ["--optimizer", named, "--learning-rate", "0.5", "--save", str(saved)]
    assert main([str(table), *asked]) == 0
    assert read_document(saved).experiment.optimizer == optimizer(0.5)


def test_every_initializer_is_offered(hands: WindowHands) -> None:
    for initializer in EVERY_INITIALIZER:

        def choose(dialog: QDialog, initializer: Initializer = initializer) -> None:
            box = dialog.findChild(QComboBox)
            assert isinstance(box, QComboBox)
            box.setFocus()
            while box.currentText() != initializer.name:
                assert box.currentIndex() < box.count() - 1
                hands.press_in(box, Key.Key_Down)
            assert initializer.formula in [label.text() for label in dialog.findChildren(QLabel)]
            hands.press_in(dialog, Key.Key_Return)

        hands.answer(choose)
        hands.menu("Network", "Randomise weights…")
        first = hands.canvas.parameter_values()
        assert len(set(first)) == (1 if initializer.key in ("zeros", ONES.key) else len(first))
