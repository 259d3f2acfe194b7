"""An animation on the screen, in the time that its file says."""

import io
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QPixmap
from typing_extensions import override

from core.text.numbers import counted
from gui.formatting.numbers import file_size, number
from gui.widgets.texts.plain_text import Label

if TYPE_CHECKING:
    from PIL.Image import Image


class MovingPicture(Label):
    """Plays a file over and over, made smaller where it has no room, until another comes."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(1, 1)
        self.setAccessibleName("Preview")
        self._film: Image | None = None
        self._frames = 0
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._go_on)

    def play(self, made: bytes) -> str:
        """Play a file, and tell how long and how large it is."""
        from PIL import Image, ImageSequence

        self._film = Image.open(io.BytesIO(made))
        shown = [frame.info["duration"] for frame in ImageSequence.Iterator(self._film)]
        self._frames = len(shown)
        self._show(0)
        frames, seconds = counted(len(shown), "frame"), number(sum(shown) / 1000)
        return f"{frames}, {seconds} seconds, {file_size(len(made))}"

    def stop(self) -> None:
        """Play nothing."""
        self._clock.stop()
        self._film = None
        self.clear()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.stop()
        super().hideEvent(event)

    def _go_on(self) -> None:
        if self._film is not None:
            self._show((self._film.tell() + 1) % self._frames)

    def _show(self, frame: int) -> None:
        film = self._film
        assert film is not None
        film.seek(frame)
        bands = film.convert("RGBA")
        image = QImage(bands.tobytes(), *bands.size, QImage.Format.Format_RGBA8888)
        if image.width() > self.width() or image.height() > self.height():
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
            image = image.scaled(self.size(), keep, smooth.SmoothTransformation)
        self.setPixmap(QPixmap.fromImage(image))
        self._clock.start(round(film.info["duration"]))
