"""Pages in one place, of which one is seen and made when it is first turned to, and their tabs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QStackedLayout, QStyleOptionTab, QTabBar, QWidget
from typing_extensions import override

_Page = TypeVar("_Page", bound=QWidget)


class Pages(QStackedLayout):
    """A stack that pages come to later. The first widget is there from the beginning.

    It needs as much room as the page that is seen.
    """

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _: self.update())

    @override
    def minimumSize(self) -> QSize:
        seen = self.itemAt(self.currentIndex())
        return super().minimumSize() if seen is None else seen.minimumSize()

    def added(self, page: _Page) -> _Page:
        """Take a page that has just been made; the Tab key reaches it where the stack stands."""
        parts, first = [*_chain(page, QWidget.nextInFocusChain)], self.widget(0)
        self.addWidget(page)
        if first is not None:
            put_in_tab_order(first, parts)
        return page


class PageTabs(QTabBar):
    """Tabs that are always all in view: a name that has no room stands there in short.

    Args:
        called: what all of them are, for a screen reader.
        names: of the pages, with those in short.
    """

    def __init__(
        self, called: str, names: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shorter = dict(names)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(called)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for name in names:
            self.addTab(name)
        self.currentChanged.connect(lambda _: self.updateGeometry())  # its name is wider

    def _is_short(self, at: int) -> bool:
        return self.tabRect(at).width() < self.tabSizeHint(at).width()

    @override
    def minimumTabSizeHint(self, at: int) -> QSize:
        whole, name = self.tabSizeHint(at), self.tabText(at)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)  # of the page on show
        width = QFontMetrics(font).horizontalAdvance
        return QSize(whole.width() - width(name) + width(self._shorter[name]), whole.height())

    @override
    def initStyleOption(self, option: QStyleOptionTab, at: int) -> None:
        super().initStyleOption(option, at)
        if self._is_short(at):
            option.text = self._shorter[self.tabText(at)]

    @override
    def tabLayoutChange(self) -> None:
        for at in range(self.count()):
            self.setTabToolTip(at, self.tabText(at) if self._is_short(at) else "")


def put_in_tab_order(place: QWidget, added: Iterable[QWidget]) -> None:
    """Have the Tab key reach widgets that came into a window later where `place` stands in it."""
    before = next(filter(_takes_tab, _chain(place, QWidget.previousInFocusChain)), None)
    for each in filter(_takes_tab, added):
        if before is not None:
            QWidget.setTabOrder(before, each)
        before = each


def _chain(first: QWidget, following: Callable[[QWidget], QWidget | None]) -> Iterator[QWidget]:
    """All widgets of a window from one on, as the Tab key goes or the other way round."""
    at: QWidget | None = first
    while at is not None:
        yield at
        at = following(at)
        if at is first:
            return


def _takes_tab(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.focusProxy() is None
