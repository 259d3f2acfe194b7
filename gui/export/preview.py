"""What a file will hold, before it is written: its text, or its picture."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget
from typing_extensions import override

from core.text.numbers import counted
from gui.export.kinds import Group, Kind
from gui.export.moving_picture import MovingPicture
from gui.export.options import Options
from gui.formatting.numbers import file_size
from gui.style.code_font import code_font
from gui.style.theme import Theme
from gui.widgets.texts.plain_text import Label

_MOST_LINES, _MOST_LETTERS = 400, 100_000


class Preview(QStackedWidget):
    """Shows a file as text or as a picture; of one that is neither, what is inside."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setAccessibleName("Preview")
        self._text.setFont(code_font(theme.font(0.92).pixelSize()))
        self._words = Label()
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setMinimumSize(1, 1)
        self.addWidget(self._text)
        self._moving = MovingPicture()
        self.addWidget(self._words)
        self.addWidget(self._moving)
        self._picture = QPixmap()
        self._note = ""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.currentWidget() is self._words and not self._picture.isNull():
            self._fit_picture()

    @property
    def note(self) -> str:
        """What is to be known of what is shown: that it is only the beginning."""
        return self._note

    def show_file(self, made: bytes | None, kind: Kind, options: Callable[[], Options]) -> None:
        """Show what a file of a kind will hold; nothing for None.

        Args:
            made: the file.
            kind: its kind.
            options: what it was made with.
        """
        self._note = ""
        if made is None:
            self._say("")
        elif kind.group is Group.ANIMATION:
            self.setCurrentWidget(self._moving)
            self._note = self._moving.play(made)
        elif kind.look is not None:
            self._show_picture(kind.look(options()._replace(scale=self.devicePixelRatioF())))
        elif kind.inside is not None:
            is_whole = self._show_text(kind.inside(made))
            more = "" if is_whole else ", with more in it than is shown here"
            self._note = f"{file_size(len(made))}{more}"
        else:
            text = made.decode()
            if not self._show_text(text):
                lines = counted(text.count("\n", 0, -1) + 1, "line")
                self._note = f"Only the beginning is shown here: the file has {lines}"

    def _show_text(self, text: str) -> bool:
        """Show a text, or its beginning; return whether all of it is shown."""
        begun = text[:_MOST_LETTERS].split("\n", _MOST_LINES)[:_MOST_LINES]
        shown = "\n".join(begun)
        self._text.setPlainText(shown)
        self.setCurrentWidget(self._text)
        return len(shown) == len(text)

    def _show_picture(self, image: QImage) -> None:
        self._picture = QPixmap.fromImage(image)
        self._fit_picture()
        self.setCurrentWidget(self._words)

    def _fit_picture(self) -> None:
        """Show all of the picture, which may have less room once there are options above it."""
        picture = self._picture
        room = self.size() * self.devicePixelRatioF()
        fitting = picture.scaled(
            room,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        is_larger = picture.width() > room.width() or picture.height() > room.height()
        self._words.setPixmap(fitting if is_larger else picture)

    def _say(self, words: str) -> None:
        self._picture = QPixmap()
        self._words.clear()  # or else nothing takes the place of a picture
        self._words.setText(words)
        self.setCurrentWidget(self._words)
