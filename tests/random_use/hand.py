"""A hand that does anything to a window: mouse and key events, sent to the system's windows."""

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QMenu, QWidget

from gui.shell.main_window import MainWindow
from tests.random_use.choices import KEYS, MODIFIERS, TEXTS, pick
from tests.random_use.events import Event

_Place = tuple[QWindow, QPoint]
_Key, _Modifier, _Button = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton
_PLAIN = _Modifier.NoModifier
_LEFT, _RIGHT, _MIDDLE = _Button.LeftButton, _Button.RightButton, _Button.MiddleButton
_LEFT_ALONE = ("Quit",)
_REACH = 400  # pixels


def _is_there(window: QWindow) -> bool:
    """Whether a window has not been deleted; one that has takes no events, and would crash."""
    return shiboken6.isValid(window) and window in QGuiApplication.allWindows()


class Hand:
    """Sends events to a window, and to whatever stands before it."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self._held: tuple[QWindow, QPoint, Qt.MouseButton] | None = None

    def send(self, event: Event) -> None:
        """Send an event; where there is nothing to send it to, do nothing."""
        send: Callable[[Event], None] = getattr(self, f"_{event.kind}")
        send(event)

    def put_back(self) -> None:
        """Leave what is being typed or tried out without a change."""
        self.window.session.typing.put_back()
        self.window.session.cancel()

    # Where

    def _target(self, number: float) -> QWidget:
        """The widget that is a window of its own and that the mouse would reach."""
        before = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if before is not None and before.isVisible() and number < 0.95:
            return before
        shown = [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget.isVisible() and widget is not self.window and widget.width() > 1
        ]
        docks = [dock for dock in self._docks if dock.isFloating() and dock.isVisible()]
        some = [*shown, *docks]
        return pick(some, number * 2) if some and number < 0.5 else self.window

    def _window_of(self, widget: QWidget) -> QWindow | None:
        handle: QWindow | None = widget.window().windowHandle()
        return handle if handle is not None and handle.isVisible() else None

    def _place(self, numbers: Sequence[float]) -> _Place | None:
        """Anywhere on a window."""
        widget = self._target(numbers[0])
        window = self._window_of(widget)
        if window is None:
            return None
        return window, QPoint(int(numbers[1] * widget.width()), int(numbers[2] * widget.height()))

    def _something(self, numbers: Sequence[float]) -> _Place | None:
        """On a button, field, table or other part of a window; mostly near its middle."""
        target = self._target(numbers[0])
        parts = [
            part
            for part in target.findChildren(QWidget)
            if part.isVisible() and part.window() is target.window() and not part.children()
        ] or [target]
        return self._on(pick(parts, numbers[1]), numbers[2], numbers[3])

    def _on(self, part: QWidget, across: float, down: float) -> _Place | None:
        window = self._window_of(part)
        if window is None:
            return None
        inside = QPoint(int(across * part.width()), int(down * part.height()))
        return window, part.mapTo(part.window(), inside)

    @property
    def _docks(self) -> list[QDockWidget]:
        return self.window.findChildren(QDockWidget)

    # The mouse

    def _click(self, event: Event) -> None:
        self._click_at(self._place(event.numbers), event.numbers[4:])

    def _click_something(self, event: Event) -> None:
        self._click_at(self._something(event.numbers), event.numbers[4:])

    def _click_at(self, place: _Place | None, how: Sequence[float]) -> None:
        button = pick((*(_LEFT,) * 12, _RIGHT, _MIDDLE), how[0])
        self._press_at(place, button, pick(MODIFIERS, how[1] / 1.5))
        self.release()

    def _double_click(self, event: Event) -> None:
        self._double_click_at(self._place(event.numbers))

    def _double_click_something(self, event: Event) -> None:
        self._double_click_at(self._something(event.numbers))

    def _double_click_grip(self, event: Event) -> None:
        self._double_click_at(self._grip(event))

    def _double_click_at(self, place: _Place | None) -> None:
        usual = QApplication.doubleClickInterval()
        QApplication.setDoubleClickInterval(10 * usual)  # the clock of these events runs ahead
        for _ in range(2):
            self._press_at(place, _LEFT)
            self.release()
        QApplication.setDoubleClickInterval(usual)

    def _press_grip(self, event: Event) -> None:
        self._press_at(self._grip(event), _LEFT)

    def _grip(self, event: Event) -> _Place | None:
        grip = pick(self._docks, event.numbers[0]).titleBarWidget()
        return self._on(grip, event.numbers[1], event.numbers[2]) if grip.isVisible() else None

    def _press(self, event: Event) -> None:
        self._press_at(
            self._something(event.numbers), pick((_LEFT, _LEFT, _RIGHT), event.numbers[4])
        )

    def _press_at(
        self, place: _Place | None, button: Qt.MouseButton, modifier: Qt.KeyboardModifier = _PLAIN
    ) -> None:
        self.release()
        if place is not None:
            self._move_to(*place)
            if _is_there(place[0]):
                self._held = (*place, button)
                QTest.mousePress(place[0], button, modifier, place[1])

    def _move_to(self, window: QWindow, at: QPoint) -> None:
        if _is_there(window):
            QTest.mouseMove(window, at)

    def _move(self, event: Event) -> None:
        across, down, reach = event.numbers[1:4]
        if self._held is not None:
            self._drag_by((across - 0.5) * reach**2, (down - 0.5) * reach**2)
        elif (place := self._place(event.numbers)) is not None:
            self._move_to(*place)

    def _drag_by(self, across: float, down: float) -> None:
        if self._held is not None:
            window, at, button = self._held
            at += QPoint(int(across * _REACH), int(down * _REACH))
            self._held = (window, at, button)
            self._move_to(window, at)

    def _release(self, _: Event) -> None:
        self.release()

    def release(self) -> None:
        """Let go of what is held."""
        if self._held is not None:
            window, at, button = self._held
            self._held = None
            if _is_there(window):
                QTest.mouseRelease(window, button, _PLAIN, at)

    def _drag(self, event: Event) -> None:
        self._drag_from(self._something(event.numbers), event.numbers[4], event.numbers[5])

    def _drag_dock(self, event: Event) -> None:
        self._drag_from(self._grip(event), event.numbers[3], event.numbers[4])

    def _drag_from(self, place: _Place | None, across: float, down: float) -> None:
        self._press_at(place, _LEFT)
        for _ in range(6):
            self._drag_by((across - 0.5) / 3, (down - 0.5) / 3)
        self.release()

    def _wheel(self, event: Event) -> None:
        place = self._place(event.numbers)
        if place is not None and _is_there(place[0]):
            turned = QPoint(0, 120 if event.numbers[3] < 0.5 else -120)
            modifier = pick(MODIFIERS, event.numbers[4])
            QTest.wheelEvent(place[0], QPointF(place[1]), turned, QPoint(), modifier)

    def _context_menu(self, event: Event) -> None:
        place = self._something(event.numbers)
        widget = place and QApplication.widgetAt(place[0].mapToGlobal(place[1]))
        if place is not None and isinstance(widget, QWidget):
            where = place[0].mapToGlobal(place[1])
            inside = widget.mapFromGlobal(where)
            reason = QContextMenuEvent.Reason.Mouse
            QGuiApplication.sendEvent(widget, QContextMenuEvent(reason, inside, where))

    # The keys

    def _key(self, event: Event) -> None:
        self._press_key(pick(KEYS, event.numbers[0]), pick(MODIFIERS, event.numbers[1]))

    def _press_key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _PLAIN) -> None:
        focused: QWindow | None = QGuiApplication.focusWindow()
        window = self.window.windowHandle() if focused is None else focused
        if window is not self.window.windowHandle():
            modifier = _PLAIN  # a modifier is an event of its own, and may end a menu's window
        QTest.keyPress(window, key, modifier)
        if _is_there(window):
            QTest.keyRelease(window, key, modifier)

    def _type(self, event: Event) -> None:
        for character in pick(TEXTS, event.numbers[0]):
            widget = QApplication.focusWidget()
            if widget is None:
                return
            if character.isascii():
                QTest.keyClicks(widget, character)
            else:
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QGuiApplication.sendEvent(widget, QKeyEvent(kind, 0, _PLAIN, character))
        if event.numbers[1] < 0.6:
            self._press_key(pick((_Key.Key_Return, _Key.Key_Tab), event.numbers[2]))

    # Commands

    def _choose(self, event: Event) -> None:
        """Take an entry of the menus, as its shortcut would."""
        if QApplication.activeModalWidget() is None:
            actions = [action for action in self._actions() if action.isEnabled()]
            pick(actions, event.numbers[0]).trigger()

    def _actions(self) -> list[QAction]:
        found: list[QAction] = []
        menus = [action.menu() for action in self.window.menuBar().actions()]
        while menus:
            menu = menus.pop(0)
            if isinstance(menu, QMenu):
                menu.aboutToShow.emit()  # what is greyed and filled in when it opens
                menus += [action.menu() for action in menu.actions()]
                found += [
                    action
                    for action in menu.actions()
                    if action.menu() is None and action.text().strip("&") not in _LEFT_ALONE
                ]
        return found

    def _open_menu(self, event: Event) -> None:
        bar = self.window.menuBar()
        title = pick(bar.actions(), event.numbers[0])
        at = bar.mapTo(self.window, bar.actionGeometry(title).center())
        self._press_at((self.window.windowHandle(), at), _LEFT)
        self.release()

    def _dock(self, event: Event) -> None:
        dock = pick(self._docks, event.numbers[0])
        if event.numbers[1] < 0.4:
            dock.setFloating(not dock.isFloating())
        elif event.numbers[1] < 0.7 or not dock.isVisible():
            dock.toggleViewAction().trigger()
        else:
            dock.close()

    def _walk(self, event: Event) -> None:
        """Walk through an update: the phases, back and on, and playing."""
        keys = (_Key.Key_PageDown, _Key.Key_PageUp, _Key.Key_P)
        phases = (_Key.Key_1, _Key.Key_2, _Key.Key_3, _Key.Key_4)
        if event.numbers[0] < 0.5:
            self._press_key(pick(keys, event.numbers[1]))
        else:
            self._press_key(pick(phases, event.numbers[1]), _Modifier.ControlModifier)

    def _step_or_go_back(self, event: Event) -> None:
        control, shift = _Modifier.ControlModifier, _Modifier.ShiftModifier
        keys = (
            *((_Key.Key_Space, _PLAIN), (_Key.Key_Space, shift), (_Key.Key_Space, control)),
            *((_Key.Key_Z, control), (_Key.Key_Z, control | shift), (_Key.Key_R, _PLAIN)),
            (_Key.Key_Backspace, control),
        )
        self._press_key(*pick(keys, event.numbers[0]))

    def _resize(self, event: Event) -> None:
        across, down = event.numbers[:2]
        self.window.resize(700 + int(900 * across), 450 + int(550 * down))

    def _wait(self, event: Event) -> None:
        """Let time pass: see `Driver`."""
