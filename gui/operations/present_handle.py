"""The present as a handle: moving it goes to another moment of the path."""

from PySide6.QtCore import Qt
from typing_extensions import override

from gui.plotting.handle import Handle
from gui.plotting.plot_frame import Frame, Pixel
from gui.session.session import Session

_FAR = 10  # moments, with Shift


class PresentHandle(Handle):
    """Where the present stands on an axis of steps."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._history = session.history
        self._begun = session.history.present

    @property
    @override
    def is_over(self) -> bool:
        return self._session.history is not self._history

    @override
    def move_to(self, frame: Frame, point: Pixel) -> None:
        self._scrub_to(round(frame.step(point.x)))

    @override
    def commit(self) -> None:
        self._session.arrive()

    @override
    def cancel(self) -> None:
        self._session.go(self._begun)

    @override
    def nudge(self, right: int, up: int, modifiers: Qt.KeyboardModifier) -> None:
        far = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        history = self._session.history
        self.go_to(history.updates_at(history.present) + right * (_FAR if far else 1))

    def go_to(self, step: int) -> None:
        """Go to the moment of the present path that is nearest to a count of updates."""
        self._scrub_to(step)
        self._session.arrive()

    def _scrub_to(self, step: int) -> None:
        history = self._session.history
        lowest, highest = history.path_range()
        moment = history.at_updates(min(max(step, lowest), highest))
        if moment != history.present:
            self._session.scrub(moment)
