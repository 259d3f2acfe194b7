"""The lines of code: to read, to copy, and to hear what each name stands for."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit
from typing_extensions import override

from gui.style.code_font import code_font
from gui.style.theme import Theme
from gui.widgets.texts.plain_text import PlainText

_Band = QTextEdit.ExtraSelection
_WALKING = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_OWN = (QKeySequence.StandardKey.SelectAll, QKeySequence.StandardKey.Copy)
_HANGING = 4  # letters that the rest of a line is further in than its beginning


class CodeView(PlainText):
    """Text that can be read and copied, with some of its lines lit.

    A line that is too long goes on below, further in; copied, it is one line.

    `name_pointed` comes with the number of a line and a column that the pointer, or the cursor, is
    on; `tip_wanted` likewise, with where on the screen.
    """

    name_pointed = Signal(int, int)
    tip_wanted = Signal(int, int, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lit: tuple[Sequence[int], Sequence[int]] | None = None
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName("Code of one update")
        self.setMouseTracking(True)
        self._comments = _Comments(self, theme)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.restyle()

    def restyle(self) -> None:
        """Take over the fonts and colours of the theme."""
        self.setFont(code_font(self._theme.font(0.92).pixelSize()))
        self._hang()
        self._comments.rehighlight()
        if self._lit is not None:
            self._paint_lit(*self._lit)

    def show_text(self, text: str) -> None:
        """Show other lines, from where they were scrolled to."""
        place = self.verticalScrollBar().value()
        self.setPlainText(text)
        self._hang()
        self._lit = None
        self.verticalScrollBar().setValue(place)

    def light(self, walked: Sequence[int], selected: Sequence[int]) -> None:
        """Light the lines that were computed last, and those of what is selected; show the first.

        Args:
            walked: numbers of lines, from 0.
            selected: likewise.
        """
        if (walked, selected) == self._lit:
            return
        self._lit = walked, selected
        self._paint_lit(walked, selected)
        lit = walked or selected
        if lit:
            self._show_line(lit[0])

    def _paint_lit(self, walked: Sequence[int], selected: Sequence[int]) -> None:
        colors = self._theme.colors
        self.setExtraSelections(
            [
                *(self._band(at, colors.selection) for at in selected if at not in walked),
                *(self._band(at, colors.slope_surface) for at in walked),
            ]
        )

    def _hang(self) -> None:
        """Have what does not fit into a line go on further in."""
        width = self.fontMetrics().horizontalAdvance("0") * _HANGING
        look = QTextBlockFormat()
        look.setLeftMargin(width)
        look.setTextIndent(-width)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(look)

    def name_under(self, position: QTextCursor) -> tuple[int, int]:
        """The line and the column of a place in the text."""
        return position.blockNumber(), position.positionInBlock()

    def _band(self, at: int, color: str) -> QTextEdit.ExtraSelection:
        band = _Band()
        block = self.document().findBlockByNumber(at)
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.NextBlock)  # with it the band is full width
        cursor.setPosition(block.position(), QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setBackground(QColor(color))
        look.setProperty(QTextFormat.Property.FullWidthSelection, True)
        band.cursor, band.format = cursor, look
        return band

    def _show_line(self, at: int) -> None:
        """Scroll so far that a line is in view, and no further."""
        place = self.cursorRect(QTextCursor(self.document().findBlockByNumber(at)))
        height = self.viewport().height()
        if place.top() < 0 or place.bottom() > height:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + place.top() - height // 3)

    def _on_cursor_moved(self) -> None:
        self.name_pointed.emit(*self.name_under(self.textCursor()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.name_pointed.emit(*self.name_under(self.cursorForPosition(event.position().toPoint())))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.name_pointed.emit(-1, 0)

    @override
    def event(self, event: QEvent) -> bool:
        """Leave to the window the keys that walk through the update, and take its Select all."""
        if isinstance(event, QKeyEvent) and event.key() in _WALKING:
            event.ignore()
            return False
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if any(map(event.matches, _OWN)):
                event.accept()
            return event.isAccepted()
        return super().event(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.name_under(self.cursorForPosition(event.pos()))
            self.tip_wanted.emit(*place, event.globalPos())
            return True
        return super().viewportEvent(event)


class _Comments(QSyntaxHighlighter):
    """Comments in muted letters."""

    def __init__(self, view: QTextEdit, theme: Theme) -> None:
        super().__init__(view.document())
        self._theme = theme

    @override
    def highlightBlock(self, text: str) -> None:
        if text.startswith("#"):
            look = QTextCharFormat()
            look.setForeground(QColor(self._theme.colors.muted))
            self.setFormat(0, len(text), look)
