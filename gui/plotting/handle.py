"""A handle: what can be dragged in a plot, or moved with the arrow keys."""

from abc import ABC, abstractmethod

from PySide6.QtCore import Qt

from gui.plotting.plot_frame import Frame, Pixel

REACH = 16.0  # pixels around it within which the pointer is on it


class Handle(ABC):
    """Something that stands for a number or two, and changes them where it is moved.

    Moving tries values out; `commit` keeps the last of them as one undo, `cancel` goes back.
    """

    cursor = Qt.CursorShape.SizeHorCursor

    @abstractmethod
    def place(self, frame: Frame) -> Pixel:
        """Where it stands."""

    def is_near(self, frame: Frame, point: Pixel) -> bool:
        """Whether a point is close enough to take hold of it."""
        x, y = self.place(frame)
        return abs(x - point.x) + abs(y - point.y) <= REACH

    @property
    def is_over(self) -> bool:
        """Whether something else was done while it was held, so that it is held no longer."""
        return False

    @abstractmethod
    def move_to(self, frame: Frame, point: Pixel) -> None:
        """Follow the pointer."""

    @abstractmethod
    def commit(self) -> None:
        """Keep what was reached."""

    @abstractmethod
    def cancel(self) -> None:
        """Put back what was there before."""

    @abstractmethod
    def nudge(self, right: int, up: int, modifiers: Qt.KeyboardModifier) -> None:
        """Move one step with the arrow keys, as one undo; Shift and the like change the step."""
