"""New data with chosen rows, noise and seed, and by a formula, from the File menu."""

from collections.abc import Callable

import numpy as np
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from core.data.dataset import Dataset
from core.opening.sample_data import SAMPLES
from tests.gui.window_hands import Key, WindowHands

BOX = QDialogButtonBox.StandardButton
BY_KEY = {sample.key: sample for sample in SAMPLES}


class DataHands:
    """Works the dialog as a user would."""

    def __init__(self, hands: WindowHands, dialog: QDialog) -> None:
        self._hands, self._dialog = hands, dialog
        self.which = dialog.findChildren(QComboBox)[0]
        self.rows, self.seed = dialog.findChildren(QSpinBox)
        self.second, self.grid = sorted(
            dialog.findChildren(QCheckBox), key=lambda box: box.text().startswith("On a")
        )

    def choose(self, title: str) -> None:
        self.which.setCurrentText(title)

    def field(self, name: str) -> QLineEdit:
        fields = self._dialog.findChildren(QLineEdit)
        return next(field for field in fields if field.accessibleName() == name)

    def type(self, text: str, field: QWidget) -> None:
        field = field.lineEdit() if isinstance(field, QSpinBox) else field
        assert isinstance(field, QLineEdit)
        field.selectAll()
        self._hands.type(text, field)
        self._hands.press_in(field, Key.Key_Tab)

    def button(self, which: QDialogButtonBox.StandardButton) -> QWidget:
        return self._dialog.findChildren(QDialogButtonBox)[0].button(which)

    def press(self, which: QDialogButtonBox.StandardButton) -> None:
        self._hands.click(self.button(which))

    @property
    def sketch(self) -> QWidget:
        widgets = self._dialog.findChildren(QWidget)
        return next(each for each in widgets if each.accessibleName() == "The rows")

    @property
    def texts(self) -> list[str]:
        labels = self._dialog.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]


def asked(hands: WindowHands, do: Callable[[DataHands], object]) -> None:
    hands.answer(lambda dialog: do(DataHands(hands, dialog)))
    hands.menu("File", "New", "Data sets", "With rows, noise and seed…")


def rows(hands: WindowHands) -> Dataset:
    return hands.window.session.document.experiment.dataset


def test_rows_noise_and_seed_are_chosen(hands: WindowHands) -> None:
    def fill(dialog: DataHands) -> None:
        assert dialog.which.currentText() == "Circles"
        dialog.choose("Moons")
        assert dialog.rows.value() == 200
        assert dialog.field("noise").text() == "0.12"
        before = dialog.sketch.grab().toImage()
        dialog.type("60", dialog.rows)
        dialog.type("0", dialog.field("noise"))
        dialog.type("7", dialog.seed)
        assert dialog.sketch.grab().toImage() != before
        dialog.press(BOX.Ok)

    asked(hands, fill)
    document = hands.window.session.document
    assert document.title == "Moons"
    assert document.experiment.seed == 7
    assert rows(hands).rows == 60
    x, y = rows(hands).own_inputs
    lower = rows(hands).own_targets[0] == 1
    distance = np.where(lower, np.hypot(x - 1, y - 0.5), np.hypot(x, y))
    np.testing.assert_allclose(distance, 1, atol=2e-3)


def test_as_usual_it_is_the_built_in_set(hands: WindowHands) -> None:
    def fill(dialog: DataHands) -> None:
        dialog.choose("Spiral")
        dialog.type("60", dialog.rows)
        dialog.press(BOX.RestoreDefaults)
        dialog.press(BOX.Ok)

    asked(hands, fill)
    usual = BY_KEY["spiral"].dataset(1)
    for one, other in zip(rows(hands).own_inputs, usual.own_inputs, strict=True):
        np.testing.assert_array_equal(one, other)


def test_what_cannot_be_is_said_and_nothing_is_opened(hands: WindowHands) -> None:
    before = hands.window.session.document

    def fill(dialog: DataHands) -> None:
        dialog.type("-1", dialog.field("noise"))
        assert "Noise has to be at least 0, not −1." in dialog.texts
        assert not dialog.button(BOX.Ok).isEnabled()
        dialog.press(BOX.Cancel)

    asked(hands, fill)
    assert hands.window.session.document is before


def test_data_come_of_a_formula(hands: WindowHands) -> None:
    def fill(dialog: DataHands) -> None:
        dialog.choose("By a formula")
        dialog.type("a", dialog.field("name of input 1"))
        dialog.type("0", dialog.field("least 1"))
        dialog.type("z", dialog.field("Target"))
        assert "There is no column “z”; the columns are a, y (character 1)." in dialog.texts
        assert not dialog.button(BOX.Ok).isEnabled()
        dialog.type("a·y", dialog.field("Target"))
        dialog.grid.click()
        dialog.type("49", dialog.rows)
        dialog.press(BOX.Ok)

    asked(hands, fill)
    a, y = rows(hands).own_inputs
    assert [a.size, a.min(), a.max(), y.min(), y.max()] == [49, 0, 1, -1, 1]
    np.testing.assert_array_equal(rows(hands).own_targets[0], a * y)
    assert hands.window.session.document.experiment.network.inputs == ("a", "y")
    assert hands.window.session.document.title == "a × y"


def test_one_input_and_a_comparison_make_classes_along_it(hands: WindowHands) -> None:
    def fill(dialog: DataHands) -> None:
        dialog.choose("By a formula")
        second = dialog.field("name of input 2")
        dialog.second.click()
        assert not second.isEnabled()
        dialog.type("|x| > 0.5", dialog.field("Target"))
        dialog.press(BOX.Ok)

    asked(hands, fill)
    (x,) = rows(hands).own_inputs
    np.testing.assert_array_equal(rows(hands).own_targets[0], np.abs(x) > 0.5)
    assert hands.window.session.document.experiment.loss.key == "log_loss"
