"""A pair of hands on the dialog that opens a table: what is pressed in it, and what is seen."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.document.document import Document
from gui.dialogs.table_import.table_import_dialog import TableImportDialog
from gui.session.settings import Settings
from gui.style.theme import Theme
from gui.widgets.folded import Folded
from gui.widgets.texts.plain_text import without_mnemonics
from tests.gui.painted_text import painted_texts

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
_Kind = TypeVar("_Kind", bound=QWidget)
ALT = Qt.KeyboardModifier.AltModifier


class ImportHands:
    """Hands on a dialog that is shown."""

    def __init__(self, dialog: TableImportDialog, bot: QtBot) -> None:
        self.dialog, self._bot = dialog, bot

    # Doing

    def settle(self) -> None:
        """Wait until all is read and reckoned."""
        self._bot.waitUntil(lambda: not self.dialog.opening.is_busy)

    def pick(self, box: QComboBox, text: str) -> None:
        """Choose an entry with the keyboard, and wait for what comes of it."""
        assert box.isVisible()
        self._bot.keyClick(box, Key.Key_Home)
        while box.currentText() != text:
            before = box.currentIndex()
            self._bot.keyClick(box, Key.Key_Down)
            assert box.currentIndex() != before, f"no {text}"
        self.settle()

    def predict(self, name: str) -> None:
        """Choose what is predicted."""
        self.pick(self.dialog.target.column, name)

    def open(self, name: str) -> None:
        """Click on the head of a column."""
        heads = self.dialog.rows.heads
        self.dialog.rows.show_column(name)
        place = heads.area(self.names.index(name)).center()
        self._bot.mouseClick(heads.viewport(), LEFT, pos=place)
        assert self.dialog.popover.isVisible()

    def close(self) -> None:
        """Close the choices of a column."""
        self._bot.keyClick(self.dialog.popover, Key.Key_Escape)
        assert not self.dialog.popover.isVisible()

    def box(self, name: str) -> QComboBox:
        """The choice that a screen reader calls so."""
        boxes = self._seen(QComboBox)
        return next(box for box in boxes if box.accessibleName() == name)

    def choose(self, column: str, what: str, text: str) -> None:
        """Open a column, choose something, and close it again."""
        self.open(column)
        self.pick(self.box(what), text)
        self.close()

    def use(self, column: str, use: str) -> None:
        """Open a column, press a use, and close it again."""
        self.open(column)
        self.press(use)
        self.close()

    def press(self, text: str) -> None:
        """Press the button that says this, and wait for what comes of it."""
        buttons = self._seen(QAbstractButton)
        found = [each for each in buttons if without_mnemonics(each.text()) == text]
        assert found, f"no {text} among {[each.text() for each in buttons]}"
        self._bot.mouseClick(found[0], LEFT)
        self.settle()

    def press_key(self, key: Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where keys go."""
        self._bot.keyClick(
            self.dialog.focusWidget(), key, modifier or Qt.KeyboardModifier.NoModifier
        )
        self.settle()

    def unfold(self, fold: Folded) -> None:
        """Open a section."""
        self._bot.mouseClick(fold.button, LEFT)
        assert fold.is_open

    def write(self, field: QLineEdit | QSpinBox, text: str) -> None:
        """Type into a field in place of what it holds."""
        assert field.isVisible()
        field.setFocus()
        field.selectAll()
        self._bot.keyClicks(field, text)
        self.settle()

    def learn(self) -> Document:
        """Press the button that learns, which closes the dialog."""
        self._bot.mouseClick(self.dialog.ok, LEFT)
        assert not self.dialog.isVisible()
        assert self.dialog.document is not None
        return self.dialog.document

    # Seeing

    @property
    def names(self) -> list[str]:
        """The names of the columns, as far as they are painted on heads that are in view."""
        model = self.dialog.rows.model()
        across = Qt.Orientation.Horizontal
        return [str(model.headerData(at, across)) for at in range(model.columnCount())]

    def head(self, name: str) -> str:
        """What the head of a column tells where the pointer rests on it."""
        at, across = self.names.index(name), Qt.Orientation.Horizontal
        tip = self.dialog.rows.model().headerData(at, across, Qt.ItemDataRole.ToolTipRole)
        return str(tip)

    def cell_tip(self, row: int, name: str) -> str:
        """What a cell tells where the pointer rests on it."""
        model = self.dialog.rows.model()
        return str(model.index(row, self.names.index(name)).data(Qt.ItemDataRole.ToolTipRole))

    @property
    def painted(self) -> list[str]:
        """All texts that are painted in the table and on its heads."""
        views = (self.dialog.rows.viewport(), self.dialog.rows.heads.viewport())
        return [text for view in views for text, _ in painted_texts(view)]

    def says(self, text: str) -> bool:
        """Whether a label shows this text."""
        return any(text in said for said in self.said)

    @property
    def said(self) -> list[str]:
        """The texts of all labels."""
        return [label.text() for label in self._seen(QLabel)]

    def offers(self, text: str) -> bool:
        """Whether a button says this."""
        return any(button.text() == text for button in self._seen(QAbstractButton))

    @property
    def focus(self) -> str:
        """What keys are for: what a button says, or what a screen reader calls it."""
        widget = self.dialog.focusWidget()
        assert widget is not None
        return widget.text() if isinstance(widget, QAbstractButton) else widget.accessibleName()

    @property
    def network(self) -> str:
        """What the small picture of the network shows."""
        return self.dialog.sketch.describe()

    def _seen(self, kind: type[_Kind]) -> list[_Kind]:
        return [each for each in self.dialog.findChildren(kind) if each.isVisible()]


def open_dialog(
    data: bytes | str, theme: Theme, bot: QtBot, settings: Settings | None = None
) -> ImportHands:
    """Show the dialog for a file, or a pasted text, and wait until it is read."""
    dialog = TableImportDialog(data, "things", theme, settings)
    bot.addWidget(dialog)
    dialog.show()
    hands = ImportHands(dialog, bot)
    hands.settle()
    return hands
