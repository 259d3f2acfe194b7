"""A view that is painted: what a plot is before it has axes."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget
from typing_extensions import override

from gui.style.theme import Theme
from gui.widgets.menus import show_menu
from gui.widgets.painted_file import Painted, copy, is_pdf, is_svg
from gui.widgets.texts.described import Described
from gui.widgets.texts.plain_text import set_tip

FONT_SIZE = 0.85
COPY = "Copy as a &picture"


class PlotView(Described, QWidget):
    """What is painted with any painter, fills its place, is reached with Tab, and tells of itself.

    Its own menu copies it.

    Args:
        theme: how it looks.
        name: what it is, for a screen reader.
        tip: what can be done with it, for the mouse.
        parent: the widget this one belongs to.
    """

    def __init__(
        self, theme: Theme, name: str, tip: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_figure = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)
        set_tip(self, tip)
        self.addAction(COPY, self.copy)
        theme.changed.connect(self.look_again)

    @property
    def text_font(self) -> QFont:
        """The font of all words."""
        return self._theme.font(FONT_SIZE)

    def look_again(self) -> None:
        """Paint anew, because there is something else to see."""
        self.update()

    def copy(self) -> None:
        """Put a picture of it on the clipboard, as large as it is on the screen."""
        paint, scale = partial(self.paint_figure, ground=True), self.devicePixelRatioF()
        copy(Painted(self.accessibleName(), self.size(), scale, paint))

    def paint(self, painter: QPainter) -> None:
        """Paint what there is to see, in pixels; the painter has the font and is antialiased."""
        raise NotImplementedError

    def paint_on(self, painter: QPainter) -> None:
        """Paint everything as it stands, with any painter."""
        painter.fillRect(self.rect(), QColor(self._theme.colors.panel))
        self.set_up(painter)
        self.paint(painter)

    @property
    def is_figure(self) -> bool:
        """Whether it is painted to be taken away: without focus or what the pointer shows."""
        return self._is_figure

    def paint_figure(self, painter: QPainter, *, ground: bool) -> None:
        """Paint it with any painter, on the colour of panels or on nothing."""
        if ground:
            painter.fillRect(self.rect(), QColor(self._theme.colors.panel))
        self._is_figure = True
        painter.save()
        self.set_up(painter)
        try:
            self.paint(painter)
        finally:
            painter.restore()
            self._is_figure = False

    def paint_into_file(self, painter: QPainter) -> bool:
        """Paint it as a part of the window, if that becomes a file of lines."""
        if is_pdf(painter):
            self.paint_figure(painter, ground=True)
        return is_pdf(painter) or is_svg(painter)

    def set_up(self, painter: QPainter) -> None:
        """Give a painter the font, and have it smooth lines."""
        painter.setFont(self.text_font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addActions(self.actions())
        show_menu(menu, event.globalPos())

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.pixels(300), self._theme.pixels(220))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.pixels(160), self._theme.pixels(104))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        # Should painting fail, the painter has to let go of the widget before Qt goes on.
        with QPainter(self) as painter:
            if not self.paint_into_file(painter):
                self.paint_on(painter)
