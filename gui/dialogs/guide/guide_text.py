"""The text of the guide, with its pictures in the colours of the theme and no wider than it."""

from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser
from typing_extensions import override

from gui.dialogs.guide.sections import FOLDER
from gui.style.theme import Theme
from gui.widgets.clocks import RestTimer

_MARGIN = 18  # pixels around the text
_BELOW, _BELOW_ENTRY = 10, 4  # pixels, of a paragraph and of an entry of a list
_DARK = "-dark"  # behind the name of a picture that has dark colours


class GuideText(QTextBrowser):
    """Markdown with pictures from the folder of the guide, and from nowhere else.

    What is linked to comes with `anchorClicked`.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._markdown = theme, ""
        self._resized = RestTimer(self, 0, self._write)  # never while its lines are being laid out
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Guide")
        self.document().setDocumentMargin(_MARGIN)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # one width for all
        theme.changed.connect(self._write)

    def show_markdown(self, markdown: str) -> None:
        """Show a text from its top."""
        self._markdown = markdown
        self.moveCursor(QTextCursor.MoveOperation.Start)  # else a link that has it adds a line
        self._write()
        self.verticalScrollBar().setValue(0)

    def _write(self) -> None:
        place = self.verticalScrollBar().value()
        self.setMarkdown(self._markdown)
        self._space_out()
        self.verticalScrollBar().setValue(place)

    def _space_out(self) -> None:
        """Give paragraphs and entries of lists some air."""
        cursor, block = QTextCursor(self.document()), self.document().begin()
        while block.isValid():
            style = block.blockFormat()
            is_entry = block.textList() is not None
            style.setBottomMargin(_BELOW_ENTRY if is_entry else _BELOW)
            cursor.setPosition(block.position())
            if cursor.currentTable() is None:
                cursor.setBlockFormat(style)
            block = block.next()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._resized.start()

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """The picture that is meant; nothing else is loaded."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        url = name if isinstance(name, QUrl) else QUrl(name)
        path = FOLDER / "guide" / url.fileName()
        dark = path.with_stem(f"{path.stem}{_DARK}")
        image = QImage(str(dark if self._theme.is_dark and dark.exists() else path))
        room, ratio = self.viewport().width() - 2 * _MARGIN, self.devicePixelRatioF()
        width = round(min(image.width(), room) * ratio)
        image = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        return image
