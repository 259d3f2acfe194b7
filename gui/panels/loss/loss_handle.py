"""The present as a handle on the loss curve."""

from typing_extensions import override

from gui.operations.present_handle import PresentHandle
from gui.panels.loss.loss_labels import NOW_RADIUS
from gui.panels.loss.loss_marks import now_at
from gui.plotting.plot_frame import Frame, Pixel


class LossHandle(PresentHandle):
    """The dot of the present moment."""

    @override
    def place(self, frame: Frame) -> Pixel:
        return now_at(self._session.present, frame)

    @override
    def is_near(self, frame: Frame, point: Pixel) -> bool:
        """On the dot itself: the moments around it are for clicks."""
        x, y = self.place(frame)
        return max(abs(x - point.x), abs(y - point.y)) <= NOW_RADIUS
