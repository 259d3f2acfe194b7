"""The keyboard on the canvas: moving, nudging, and beginning to type."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from core.document.document import Document
from core.document.edits import with_network
from core.nn import network_edits
from gui.canvas.input.hints import computed
from gui.canvas.input.inline_editing import InlineEditing
from gui.canvas.input.mouse import Hand
from gui.canvas.input.navigation import Direction, Stop, navigate, tab_order
from gui.canvas.viewport import Viewport
from gui.formatting.nudges import step_of, stepped
from gui.formatting.numbers import signed
from gui.formatting.typed_numbers import NUMBER_STARTS
from gui.operations.numbers import Scrub
from gui.session.messages import Message
from gui.session.session import Session
from gui.session.snapshot import Present
from gui.widgets.fields.entry import Go

_WAYS = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}
_Key, _Modifier = Qt.Key, Qt.KeyboardModifier


class _NudgeTogether:
    """Several weights changed by the same steps: one undo."""

    def __init__(self, session: Session, indices: tuple[int, ...]) -> None:
        self._session, self._indices = session, list(indices)
        self._document: Document = session.document
        self._before = session.document.experiment.network.parameters[self._indices].tolist()
        self._values = list(self._before)

    @property
    def _name(self) -> str:
        change = self._values[0] - self._before[0]
        return f"Change {len(self._indices)} weights by about {signed(round(change, 6))}"

    def step(self, steps: int, step: float) -> None:
        """Move every one of them by some steps."""
        self._values = [stepped(value, steps, step) for value in self._values]
        network = self._document.experiment.network
        changed = network_edits.set_parameters(network, self._indices, self._values)
        self._session.preview(self._name, with_network(self._document, changed))

    def commit(self) -> None:
        """Keep them."""
        self._session.commit(self._name)


class _NudgeOne:
    """One number changed by steps: one undo."""

    def __init__(self, scrub: Scrub) -> None:
        self._scrub = scrub

    def step(self, steps: int, step: float) -> None:
        """Move it by some steps."""
        self._scrub.move_to(stepped(self._scrub.value, steps, step))

    def commit(self) -> None:
        """Keep it."""
        self._scrub.commit()


class Keyboard(QObject):
    """The keyboard of one canvas: it turns key events into selections and edits.

    As long as Alt+↑ or Alt+↓ is held down, however often it repeats, is one undo. While numbers
    are hidden, what is typed is an answer: `guess_begun` comes with its first character.
    """

    guess_begun = Signal(str)

    def __init__(self, viewport: Viewport, typing: InlineEditing, hand: Hand) -> None:
        super().__init__(viewport)
        self._viewport, self._typing, self._hand = viewport, typing, hand
        self._nudge: _NudgeOne | _NudgeTogether | None = None
        typing.went_on.connect(self._on_went_on)
        viewport.session.changed.connect(self._on_changed)

    def press(self, event: QKeyEvent) -> bool:
        """A key went down; says whether it meant anything here."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if modifiers & _Modifier.AltModifier:
            return self._nudge_by(key, modifiers)
        if key in _WAYS and not modifiers & _Modifier.ControlModifier:
            self._move(_WAYS[key])
            return True
        if key == _Key.Key_Escape:
            if not self._hand.cancel():
                self._viewport.choose(Stop())
            return True
        if modifiers & (_Modifier.ControlModifier | _Modifier.MetaModifier):
            return False
        return self._begin_edit(key, event.text())

    def keep(self, event: QEvent) -> bool:
        """Keep Escape from the window while it puts back what is dragged."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        is_kept = event.key() == _Key.Key_Escape and self._hand.is_busy
        if is_kept:
            event.accept()
        return is_kept

    def release(self, event: QKeyEvent) -> None:
        """A key went up."""
        if not event.isAutoRepeat():
            self.settle()

    def settle(self) -> None:
        """Keep what was nudged."""
        nudge, self._nudge = self._nudge, None
        if nudge is not None:
            nudge.commit()

    def _on_changed(self, present: Present) -> None:
        """Let go where something else has changed what was nudged."""
        if not present.is_preview:
            self._nudge = None

    # Moving

    def _move(self, way: Direction) -> None:
        viewport = self._viewport
        self._go(navigate(viewport.picture, viewport.wiring, viewport.stop, way))

    def _go(self, stop: Stop) -> None:
        self._viewport.choose(stop, is_passing=True)
        box = self._viewport.box_of(stop)
        if box is not None:
            self._viewport.reveal(box)

    # Nudging

    def _nudge_by(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        steps = {_Key.Key_Up: 1, _Key.Key_Down: -1}.get(key)
        if steps is None:
            return False
        viewport = self._viewport
        if self._nudge is None:
            parameters, ringed = viewport.session.focus.parameters, viewport.ringed
            if len(parameters) > 1:
                self._nudge = _NudgeTogether(viewport.session, parameters)
            elif ringed is not None:
                self._nudge = _NudgeOne(Scrub(viewport.session, ringed))
            else:
                return self._tell_computed()
        self._nudge.step(steps, step_of(modifiers))
        return True

    # Typing

    def _begin_edit(self, key: Qt.Key, typed: str) -> bool:
        if key in (_Key.Key_Return, _Key.Key_Enter):
            return self._click() or self._edit(None)
        wipes = key in (_Key.Key_Backspace, _Key.Key_Delete)
        if wipes or (typed and typed in NUMBER_STARTS):
            text = "" if wipes else typed
            return self._guess(text) or self._edit(text)
        if key == _Key.Key_F2:
            return self._rename()
        return False

    def _click(self) -> bool:
        """Where something is to be clicked, Enter clicks what the keys have come to."""
        session = self._viewport.session
        is_asked = not session.guard.lets_be_pointed_out
        if is_asked:
            self._viewport.choose(self._viewport.stop)
        return is_asked

    def _edit(self, text: str | None) -> bool:
        """Open an editor over the ringed number, with this text or with the number."""
        viewport = self._viewport
        number = viewport.ringed
        if number is None:
            return self._guess("") or self._tell_computed()
        box = viewport.box_of(viewport.stop)
        if box is not None:
            viewport.reveal(box)
            together = viewport.session.focus.parameters
            self._typing.open_number(number, self._hand.pixels_of(box), text, together)
        return True

    def _rename(self) -> bool:
        place = self._viewport.session.focus.node
        box = self._viewport.box_of(Stop(node=place))
        if place is None or box is None:
            return False
        self._typing.open_name(place, self._hand.pixels_of(box))
        return True

    def _guess(self, text: str) -> bool:
        """What is typed while numbers are hidden is an answer, and changes nothing."""
        is_guessing = self._viewport.session.is_asking
        if is_guessing:
            self.guess_begun.emit(text)
        return is_guessing

    def _tell_computed(self) -> bool:
        session = self._viewport.session
        place = session.focus.node
        said = "" if place is None else computed(session.document, place)
        if said:
            session.tell(Message(said))
        return bool(said)

    def _on_went_on(self, way: Go) -> None:
        """Edit the next number, or the previous one, where there is one to go on from."""
        viewport, step = self._viewport, 1 if way is Go.NEXT else -1
        stops = tab_order(viewport.picture, viewport.wiring)
        order = [stop for stop in stops if viewport.number_at(stop)]
        if way is Go.NOWHERE or viewport.stop not in order:
            return
        stop = order[(order.index(viewport.stop) + step) % len(order)]
        self._go(stop)
        self._edit(None)
