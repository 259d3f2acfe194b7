"""Pages in one place, of which one is seen, and each is made when it is first turned to."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QStackedLayout, QWidget
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
