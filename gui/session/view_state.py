"""The view state: what the user looks at, and what the user is told."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from core.nn.network import NodePlace
from core.nn.quantity import Quantity
from gui.session.messages import NOTHING, Message
from gui.session.snapshot import Focus

if TYPE_CHECKING:
    from core.slips.slip import Slip


class ViewState(QObject):
    """The part of the session that is never undone: focus, pointer, and the latest sentence.

    `focus_changed` comes with the `Focus`, `pointed_changed` with the `Quantity` under the pointer
    or None, `said` with the `Message`.
    """

    focus_changed = Signal(object)
    pointed_changed = Signal(object)
    said = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._message, self._is_passing = NOTHING, False
        self._focus = Focus()
        self._is_changing = False  # while a change of the work is told: the focus waits
        self._pointed: Quantity | None = None

    @property
    def focus(self) -> Focus:
        """What the user looks at."""
        return self._focus

    @property
    def pointed(self) -> Quantity | None:
        """The number that the pointer is on, in an explanation or in the drawing."""
        return self._pointed

    @property
    def message(self) -> Message:
        """What was said last."""
        return self._message

    def look_at_row(self, row: int) -> None:
        """Choose the row whose values are shown."""
        self.look(replace(self._focus, row=row, point=None))

    def select(
        self,
        parameters: Sequence[int] = (),
        nodes: Sequence[NodePlace] = (),
        *,
        is_passing: bool = False,
    ) -> None:
        """Choose weights, or nodes, or nothing; perhaps only in passing."""
        chosen = replace(self._focus, parameters=tuple(parameters), nodes=tuple(nodes))
        self.look(replace(chosen, point=None, is_passing=is_passing))

    def look_at_point(self, inputs: tuple[float, ...]) -> None:
        """Show what the network makes of inputs that are no row, in their own units."""
        free = replace(self._focus, parameters=(), nodes=(), walkthrough=None)
        self.look(free)
        self.look(replace(self._focus, point=inputs))

    def replay_slip(self, slip: "Slip | None") -> None:
        """Show what a slip makes of the hidden numbers, until something else is chosen."""
        self.look(replace(self._focus, hiding=self._focus.hiding.replaying(slip)))

    def look(self, focus: Focus) -> None:
        """Look at something else."""
        before = self._focus
        self._turn_to(focus)
        if not self._is_changing:
            self._tell_of_focus(before)

    def _turn_to(self, focus: Focus) -> None:
        """Look at something else, without telling anybody yet."""
        if _asked(focus) != _asked(self._focus):
            focus = replace(focus, hiding=focus.hiding.replaying(None), point=None)
        self._focus = focus

    def _tell_of_focus(self, before: Focus) -> None:
        """Tell that something else is looked at than before, if it is."""
        focus = self._focus
        if focus == before:
            return
        self.focus_changed.emit(focus)
        if _chosen(focus) != _chosen(before):
            self.fall_silent()

    def point_at(self, quantity: Quantity | None) -> None:
        """Light up a number wherever it stands, or none."""
        if quantity != self._pointed:
            self._pointed = quantity
            self.pointed_changed.emit(quantity)

    def tell(self, message: Message) -> None:
        """Say something about what was tried, until something else is chosen.

        What an action did it says by itself.
        """
        self._say(message)
        self._is_passing = True

    def fall_silent(self) -> None:
        """Say no longer what was said about something that was tried."""
        if self._is_passing:
            self._say(NOTHING)

    def _say(self, message: Message) -> None:
        self._message, self._is_passing = message, False
        self.said.emit(message)


def _chosen(focus: Focus) -> tuple[object, ...]:
    """What the user has picked: what was said of other things is past."""
    return focus.parameters, focus.nodes, focus.point


def _asked(focus: Focus) -> tuple[object, ...]:
    """What the numbers that are asked for depend on."""
    return focus.parameters, focus.node, focus.row
