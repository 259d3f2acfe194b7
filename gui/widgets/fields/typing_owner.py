"""The owner of what is being typed, wherever in the window that is."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QLineEdit, QMainWindow, QWidget
from typing_extensions import override

_Type = QEvent.Type
_INPUT = frozenset(
    {
        _Type.MouseButtonPress,
        _Type.MouseButtonDblClick,
        _Type.KeyPress,
        _Type.Shortcut,
        _Type.Drop,
        _Type.Close,
    }
)


class Typed(QLineEdit):
    """A line in which something may be being typed. Subclasses say what that means."""

    def settle(self) -> bool:
        """Commit what was typed; False, having said why, where that cannot be."""
        raise NotImplementedError

    def put_back(self) -> None:
        """Discard what was typed."""
        raise NotImplementedError


class Typing(QObject):
    """The owner, which has what is being typed committed before anything else is done.

    Whatever the user does with hand or key outside the field that is open commits it first. Where
    it cannot be committed, the press, the shortcut, the drop or the closing is refused: the field
    says why, and stays open with its text.
    """

    def __init__(self) -> None:
        super().__init__()
        self._open: Typed | None = None

    def owns(self, field: Typed) -> bool:
        """Whether it is this field in which something is being typed."""
        return field is self._open

    def begin(self, field: Typed) -> None:
        """Something is being typed in a field now; another one that was open is settled first."""
        if field is not self._open and self.settle():
            self._open = field
            self._heed(True)

    def end(self, field: Typed) -> None:
        """Nothing is being typed in a field any more: it was committed, put back, or deleted."""
        if field is self._open:
            self._open = None

    def settle(self) -> bool:
        """Commit what is being typed; whether there is nothing left that could not be.

        A field that was hidden, with a panel for example, cannot ask for anything to be mended: it
        is put back.
        """
        field = self._open
        if field is None or field.settle():
            return True
        if not field.isVisible():
            field.put_back()
            return True
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def put_back(self) -> None:
        """Discard what is being typed."""
        if self._open is not None:
            self._open.put_back()

    def _heed(self, heed: bool) -> None:
        """Filter all events of the application, or none."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
            if heed:
                application.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        field = self._open
        if field is None:  # not at the end of a field, which may be that of the program
            self._heed(False)
        if field is None or event.type() not in _INPUT:
            return False
        if not _is_elsewhere(watched, event.type(), field) or self.settle():
            return False
        event.ignore()
        return True


def _is_elsewhere(watched: QObject, kind: QEvent.Type, field: Typed) -> bool:
    """Whether an input is for another part of the field's window, or the panels around it."""
    if kind is _Type.Close:
        takes_part = isinstance(watched, QMainWindow | QDockWidget)
    elif kind is _Type.KeyPress:  # the field hands on to its parents what it has no use for
        takes_part = isinstance(watched, QWidget) and not field.hasFocus()
    else:
        takes_part = kind is _Type.Shortcut or isinstance(watched, QWidget)
    if not takes_part or QApplication.activeModalWidget() not in (None, field.window()):
        return False
    owners = _owners(watched)
    return field not in owners and owners[-1] is _owners(field)[-1]


def _owners(thing: QObject) -> list[QObject]:
    """A thing, what it belongs to, what that belongs to, and so on."""
    owners = [thing]
    while (owner := owners[-1].parent()) is not None:
        owners.append(owner)
    return owners


class _Acting(Protocol):
    """Something whose actions wait for what is being typed."""

    typing: Typing


_Actor = TypeVar("_Actor", bound=_Acting)
_Given = ParamSpec("_Given")


def typed_first(
    act: Callable[Concatenate[_Actor, _Given], None],
) -> Callable[Concatenate[_Actor, _Given], None]:
    """Have what is being typed committed before an action; where it cannot be, do nothing."""

    @wraps(act)
    def act_then(actor: _Actor, /, *args: _Given.args, **kwargs: _Given.kwargs) -> None:
        if actor.typing.settle():
            act(actor, *args, **kwargs)

    return act_then
