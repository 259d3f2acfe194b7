"""A hand on the dialog for all that can be taken away."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QProgressBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.export.export_dialog import ExportDialog
from gui.export.kinds import Kind, kinds
from gui.figures.figure import Subject
from gui.session.session import Session
from gui.session.settings import MemorySettings, Settings
from gui.style.roles import ROLE, Role
from gui.style.theme import Theme
from gui.widgets.fields.count_field import CountField
from tests.gui.window_hands import WindowHands

Wait = Callable[[Callable[[], bool]], None]


class Exporter:
    """Uses the dialog as a user would."""

    def __init__(self, dialog: ExportDialog, wait_until: Wait, *behind: QWidget) -> None:
        self.dialog, self._wait_until = dialog, wait_until
        self._behind = behind  # what lives as long as this
        (self.list,) = dialog.findChildren(QListWidget)

    @property
    def titles(self) -> list[str]:
        return [item.text().strip() for item in self._items() if item.flags()]

    @property
    def heads(self) -> list[QListWidgetItem]:
        """What stands over the kinds that have something in common."""
        return [item for item in self._items() if not item.flags()]

    def colors(self, item: QListWidgetItem) -> set[str]:
        """Those that an entry is painted with."""
        image = self.list.viewport().grab(self.list.visualItemRect(item)).toImage()
        places = product(range(image.width()), range(image.height()))
        return {image.pixelColor(*place).name() for place in places}

    @property
    def chosen(self) -> str:
        return self.list.currentItem().text().strip()

    def choose(self, title: str) -> None:
        """Click on a kind, and wait until its file is made, or it is said why it is not."""
        self.begin(title)
        self.wait()

    def begin(self, title: str) -> None:
        """Click on a kind."""
        (item,) = self.list.findItems(title, Qt.MatchFlag.MatchStartsWith)
        place = self.list.visualItemRect(item).center()
        QTest.mouseClick(self.list.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def wait(self) -> None:
        """Wait until a file is made, or it is said why none is."""
        self._wait_until(lambda: self.can("Save…") or bool(self.trouble))

    @property
    def text(self) -> str:
        """The preview, where it is a text."""
        (view,) = self.dialog.findChildren(QPlainTextEdit)
        return view.toPlainText() if view.isVisible() else ""

    @property
    def shows_picture(self) -> bool:
        return any(not label.pixmap().isNull() for label in self._labels())

    def button(self, text: str) -> QAbstractButton:
        every = self.dialog.findChildren(QAbstractButton)
        return next(one for one in every if one.text().replace("&", "") == text)

    def can(self, text: str) -> bool:
        return self.button(text).isEnabled()

    def is_ticked(self, text: str) -> bool:
        return self.button(text).isChecked()

    def press(self, text: str) -> None:
        button = self.button(text)
        box = isinstance(button, QCheckBox)  # which is as wide as its column, beyond its words
        place = QPoint(8, button.height() // 2) if box else button.rect().center()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=place)

    @property
    def updates(self) -> CountField:
        (field,) = filter(QWidget.isVisible, self.dialog.findChildren(CountField))
        return field

    def field(self, name: str) -> CountField:
        """The field with a name for screen readers."""
        every = self.dialog.findChildren(CountField)
        return next(field for field in every if field.accessibleName() == name)

    def box(self, entry: str) -> QComboBox:
        """The box that has an entry."""
        every = filter(QWidget.isVisible, self.dialog.findChildren(QComboBox))
        return next(box for box in every if box.findText(entry) >= 0)

    def pick(self, entry: str) -> None:
        """Choose an entry of a box with keys."""
        box = self.box(entry)
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Home)
        for _ in range(box.findText(entry)):
            QTest.keyClick(box, Qt.Key.Key_Down)

    @property
    def bar(self) -> QProgressBar:
        (bar,) = self.dialog.findChildren(QProgressBar)
        return bar

    @property
    def trouble(self) -> str:
        """Why there is no file."""
        doubts = [one for one in self._labels() if one.property(ROLE) == Role.DOUBT.value]
        return " ".join(label.text() for label in doubts)

    def says(self, text: str) -> bool:
        return any(text in label.text() for label in self._labels())

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _labels(self) -> list[QLabel]:
        return [label for label in self.dialog.findChildren(QLabel) if label.isVisible()]


def opened(
    bot: QtBot,
    session: Session,
    theme: Theme,
    folder: Path,
    every: tuple[Kind, ...] = (),
    settings: Settings | None = None,
) -> Exporter:
    """The dialog alone, without a window behind it."""
    parent, shown = QWidget(), QLabel("picture")
    shown.resize(40, 20)
    every = every or kinds(session, theme, None)
    subjects = [Subject("A word", shown)]
    settings = settings or MemorySettings()
    dialog = ExportDialog(session, every, subjects, folder, settings, theme, parent)
    for widget in (parent, shown):  # the dialog goes with its parent
        bot.addWidget(widget)
    dialog.show()
    bot.waitExposed(dialog)
    return Exporter(dialog, bot.waitUntil, parent, shown)


def export(hands: WindowHands, deal: Callable[[Exporter], object]) -> None:
    """Open the dialog from the menu of a window, do something in it, and close it."""

    def do(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportDialog)
        try:
            exporter = Exporter(dialog, hands.wait_until)
            exporter.wait()
            deal(exporter)
        finally:
            dialog.reject()

    hands.answer(do)
    hands.menu("File", "Export…")
