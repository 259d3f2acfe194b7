"""What a hand does with the window as a whole: menus, buttons, the drawing and the tables."""

import re
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.shell.main_window import MainWindow
from tests.gui.canvas.canvas_hands import CanvasHands
from tests.gui.table_hands import Hands

Key = Qt.Key
Modifier = Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton


class WindowHands:
    """Acts on one window as a user would."""

    def __init__(self, bot: QtBot, window: MainWindow) -> None:
        self._bot = bot
        self.window = window
        self.canvas = CanvasHands(bot, window.canvas, window.session)
        self.data = Hands(bot, window.data_panel.table)
        self.weights = Hands(bot, window.weights_panel.table)

    # Doing

    def menu(self, *path: str) -> None:
        """Choose from a menu: its title, perhaps a submenu, and an entry, without the &."""
        bar = self.window.menuBar()
        title = _named(bar.actions(), path[0])
        self._bot.mouseClick(bar, LEFT, pos=bar.actionGeometry(title).center())
        self._choose(_menu_of(title), path[1:])

    def ticked(self, *path: str) -> list[str]:
        """Open a submenu of the bar and read which entries have a mark; then close it."""
        return [action.text() for action in self._opened(*path) if action.isChecked()]

    def entries(self, *path: str) -> list[str]:
        """Open a submenu of the bar and read its entries, without the &; then close it."""
        return [action.text().replace("&", "") for action in self._opened(*path) if action.text()]

    def _opened(self, *path: str) -> list[QAction]:
        bar = self.window.menuBar()
        title = _named(bar.actions(), path[0])
        self._bot.mouseClick(bar, LEFT, pos=bar.actionGeometry(title).center())
        menu = _menu_of(title)
        for name in path[1:]:
            entry = _named(menu.actions(), name)
            menu.setActiveAction(entry)
            self._bot.keyClick(menu, Key.Key_Right)
            submenu = entry.menu()
            assert isinstance(submenu, QMenu)
            self._bot.waitUntil(submenu.isVisible)
            menu = submenu
        found = menu.actions()
        _close_menus()
        return found

    def menu_at(self, point: QPoint, *path: str) -> None:
        """Click the right button on the drawing, and choose from the menu that opens."""
        self.canvas.hover(point)
        self.menu_on(self.window.canvas, point, *path)

    def menu_on(self, widget: QWidget, point: QPoint, *path: str) -> None:
        """Click the right button on something, and choose from the menu that opens."""
        asked = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, point, widget.mapToGlobal(point), Modifier.NoModifier
        )
        QGuiApplication.sendEvent(widget, asked)
        self._choose(_open_menu(), path)

    def _choose(self, menu: QMenu, path: Sequence[str]) -> None:
        action = _named(menu.actions(), path[0])
        assert action.isEnabled(), f"{path[0]} is grey"
        submenu = action.menu()
        menu.setActiveAction(action)
        if isinstance(submenu, QMenu):
            self._bot.keyClick(menu, Key.Key_Right)
            self._bot.waitUntil(submenu.isVisible)
            self._choose(submenu, path[1:])
        else:
            self._bot.keyClick(menu, Key.Key_Return)

    def answer(self, do: Callable[[QDialog], object]) -> None:
        """Deal with the dialog that opens next, and holds up everything else."""

        def deal() -> None:
            try:
                do(_open_dialog())
            except BaseException:
                _close_dialogs()  # they would wait for an answer for ever
                raise

        def look() -> None:
            if QApplication.activeModalWidget() is not None:
                deal()
            else:
                QTimer.singleShot(5, self.window, look)

        QTimer.singleShot(0, self.window, look)

    def press(self, key: Key, modifier: Modifier = Modifier.NoModifier) -> None:
        """Press a key where the focus is; the platform of the tests does not give it back."""
        if QApplication.activeWindow() is not self.window:
            self.window.activateWindow()
            self._bot.waitUntil(self.window.isActiveWindow)
        self._bot.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def press_in(self, widget: QWidget, key: Key) -> None:
        """Press a key in a certain field, of a dialog for example."""
        self._bot.keyClick(widget, key)

    def drop(self, *paths: Path | str) -> None:
        """Drop files, or addresses, on the window, and wait until they were opened or refused."""
        assert self.let_go(*paths)
        QApplication.processEvents()

    def let_go(
        self,
        *paths: Path | str,
        offered: Qt.DropAction = Qt.DropAction.CopyAction,
        modifier: Modifier = Modifier.NoModifier,
    ) -> bool:
        """Drop files, or addresses, on the window; so long the program they come from has to wait.

        Returns:
            Whether the window takes copies of them.
        """
        data = QMimeData()
        data.setUrls([QUrl(p) if isinstance(p, str) else QUrl.fromLocalFile(str(p)) for p in paths])
        at = QPointF(300, 300)
        with warnings.catch_warnings():  # Qt 6.11 takes no other point, 6.12 would have another
            warnings.simplefilter("ignore", DeprecationWarning)
            enter = QDragEnterEvent(at.toPoint(), offered, data, LEFT, modifier)
        QApplication.sendEvent(self.window, enter)
        if not enter.isAccepted():
            return False
        drop = QDropEvent(at, offered, data, LEFT, modifier)
        QApplication.sendEvent(self.window, drop)
        return drop.dropAction() is Qt.DropAction.CopyAction

    def button(self, text: str) -> QAbstractButton:
        """The button in the top bar that says this."""
        buttons = self.window.top_bar.findChildren(QAbstractButton)
        return next(button for button in buttons if button.text() == text)

    def click(self, widget: QWidget) -> None:
        """Click in the middle of something."""
        self._bot.mouseClick(widget, LEFT)

    def click_at(self, widget: QWidget, point: QPoint) -> None:
        """Click on a point of something."""
        self._bot.mouseClick(widget, LEFT, pos=point)

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Wait for what takes a while."""
        self._bot.waitUntil(condition)

    def type(self, text: str, target: QWidget | None = None) -> None:
        """Type characters where the focus is."""
        for character in text:
            widget = target or QApplication.focusWidget()
            assert widget is not None
            code = ord(character.upper())
            press = QKeyEvent(QEvent.Type.KeyPress, code, Modifier.NoModifier, character)
            QGuiApplication.sendEvent(widget, press)

    # Seeing

    def says(self, text: str) -> bool:
        """Whether any label in the window shows this text."""
        return any(text in label.text() for label in self.labels())

    def figure(self, name: str) -> str:
        """The large figure at the top right: "step" or "loss"."""
        label = self.window.top_bar.findChild(QLabel, f"{name}_figure")
        assert isinstance(label, QLabel)
        return label.text()

    def shows(self, text: str) -> bool:
        """Whether a text stands in the drawing."""
        return self.canvas.shows(text)

    def rate(self) -> QLineEdit:
        """The field with the learning rate."""
        fields = self.window.top_bar.findChildren(QLineEdit)
        return next(field for field in fields if field.accessibleName() == "Learning rate")

    def type_rate(self, text: str) -> None:
        """Click into the learning rate, type another one, and press Enter."""
        field = self.rate()
        self.window.activateWindow()  # the platform of the tests does not, after a menu
        self._bot.waitUntil(self.window.isActiveWindow)
        self.click(field)
        self._bot.waitUntil(field.hasFocus)
        self.press(Key.Key_A, Modifier.ControlModifier)
        self.type(text)
        self.press(Key.Key_Return)

    def labels(self) -> list[QLabel]:
        """Every text on a label that is to be seen."""
        return [label for label in self.window.findChildren(QLabel) if label.isVisible()]


def _plain(action: QAction) -> str:
    return re.sub(r"&(.)", r"\1", action.text())


def _named(actions: Sequence[QAction], name: str) -> QAction:
    found = [action for action in actions if _plain(action) == name]
    assert found, f"no {name} among {list(map(_plain, actions))}"
    return found[0]


def _menu_of(action: QAction) -> QMenu:
    menu = action.menu()
    assert isinstance(menu, QMenu)
    assert menu.isVisible(), f"{action.text()} did not open"
    return menu


def _open_menu() -> QMenu:
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu), "no menu is open"
    return popup


def _close_menus() -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def _close_dialogs() -> None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.reject()


def _open_dialog() -> QDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog), "no dialog is open"
    return dialog
