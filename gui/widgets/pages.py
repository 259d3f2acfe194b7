"""Pages in one place, of which one is seen, and each is made when it is first turned to."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

_Page = TypeVar("_Page", bound=QWidget)


class Pages(QStackedLayout):
    """A stack that pages come to later. The first widget is there from the beginning."""

    def added(self, page: _Page) -> _Page:
        """Take a page that has just been made; the Tab key reaches it where the stack stands."""
        parts = _chain(page)
        self.addWidget(page)
        put_in_tab_order(self.widget(0), parts)
        return page


def put_in_tab_order(place: QWidget, added: list[QWidget]) -> None:
    """Have the Tab key reach widgets that came into a window later where `place` stands in it."""
    before = place
    while not _takes_tab(before):
        before = before.previousInFocusChain()
        if before is place:
            return
    for each in filter(_takes_tab, added):
        QWidget.setTabOrder(before, each)
        before = each


def _chain(page: QWidget) -> list[QWidget]:
    """A widget that is in no window yet, and all in it, as the Tab key goes."""
    chain = [page]
    while (following := chain[-1].nextInFocusChain()) is not page:
        chain.append(following)
    return chain


def _takes_tab(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.focusProxy() is None
