"""Every text that a window shows or speaks, and whether Qt would take it for markup."""

import re
from collections.abc import Iterator

from msgspec import Struct
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import Qt as RichText
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGraphicsTextItem,
    QGraphicsView,
    QGroupBox,
    QHeaderView,
    QLabel,
    QMenu,
    QTabBar,
    QTextEdit,
    QWidget,
)

_MOST_CELLS = 120
_WIDEST_TIP = 200
_IMAGE = "\ufffc"
_Role = Qt.ItemDataRole


class Shown(Struct, frozen=True):
    """A text, where it stands, as a user reads it, and what is wrong with it if anything is."""

    where: str
    text: str
    fault: str = ""


def shown_texts(within: QWidget | None = None) -> Iterator[Shown]:
    """The texts of all widgets, of one or of the program, with menus, dialogs and tooltips."""
    every = QApplication.allWidgets() if within is None else [within, *within.findChildren(QWidget)]
    for widget in every:
        yield from _of_widget(widget)


def _of_widget(widget: QWidget) -> Iterator[Shown]:
    yield _guessed("tooltip", widget.toolTip())
    yield _guessed("help", widget.whatsThis())
    yield _spoken(widget.accessibleName())
    yield _spoken(widget.accessibleDescription())
    yield Shown("title", widget.windowTitle())
    shows_tips = not isinstance(widget, QMenu) or widget.toolTipsVisible()
    for action in widget.actions():
        yield _with_mnemonics("entry", action.text())
        yield Shown("status", action.statusTip())
        yield _guessed("tooltip", action.toolTip() if shows_tips else "")
    if isinstance(widget, QHeaderView):
        return  # its texts are those of its table
    if isinstance(widget, QComboBox | QAbstractItemView):
        yield from _of_model(widget.model())
    elif isinstance(widget, QGraphicsView):
        yield from _of_scene(widget)
    else:
        yield from _own_text(widget)


def _own_text(widget: QWidget) -> Iterator[Shown]:
    if isinstance(widget, QLabel):
        yield _of_label(widget)
    elif isinstance(widget, QAbstractButton):
        yield _with_mnemonics("button", widget.text())
    elif isinstance(widget, QGroupBox | QMenu):
        yield _with_mnemonics("entry", widget.title())
    elif isinstance(widget, QTextEdit):
        yield _rich("text", widget.toHtml())
    elif isinstance(widget, QTabBar):
        for at in range(widget.count()):
            yield _with_mnemonics("tab", widget.tabText(at))
            yield _guessed("tooltip", widget.tabToolTip(at))


def _of_label(label: QLabel) -> Shown:
    text = label.text()
    if label.buddy() is not None:
        text = _with_mnemonics("label", text).text
    if label.textFormat() is Qt.TextFormat.PlainText:
        return Shown("label", text)
    if label.textFormat() is Qt.TextFormat.RichText:
        return _rich("written", text)
    return _guessed("tooltip" if label.inherits("QTipLabel") else "label", text)


def _of_model(model: QAbstractItemModel | None) -> Iterator[Shown]:
    if model is None:
        return
    rows = model.rowCount()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for orientation, count in (
        (Qt.Orientation.Horizontal, columns),
        (Qt.Orientation.Vertical, rows),
    ):
        for at in range(min(count, _MOST_CELLS)):
            yield Shown("head", _text(model.headerData(at, orientation)))
            tip = model.headerData(at, orientation, _Role.ToolTipRole)
            yield _guessed("tooltip", _text(tip))
    for row in range(min(rows, _MOST_CELLS // max(columns, 1))):
        for column in range(columns):
            yield from _of_cell(model.index(row, column))


def _of_cell(index: QModelIndex) -> Iterator[Shown]:
    yield Shown("cell", _text(index.data()))
    yield _guessed("tooltip", _text(index.data(_Role.ToolTipRole)))
    yield _spoken(_text(index.data(_Role.AccessibleTextRole)))


def _of_scene(view: QGraphicsView) -> Iterator[Shown]:
    for item in view.items():
        if isinstance(item, QGraphicsTextItem):
            yield _rich("plot", item.toHtml())
        yield _guessed("tooltip", item.toolTip())


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _guessed(where: str, text: str) -> Shown:
    """A text of which Qt guesses whether it is markup."""
    visible = text.replace("\u2060", "")
    if RichText.mightBeRichText(text):
        return Shown(where, visible, "taken for markup")
    too_wide = where == "tooltip" and max(map(len, text.split("\n"))) > _WIDEST_TIP
    return Shown(where, visible, "wider than a screen" if too_wide else "")


def _rich(where: str, markup: str) -> Shown:
    document = QTextDocument()
    document.setHtml(markup)
    plain = document.toPlainText()
    return Shown(where, plain, "shows an image" if _IMAGE in plain else "")


def _spoken(text: str) -> Shown:
    return Shown("spoken", text, "speaks markup" if "&amp;" in text else "")


def _with_mnemonics(where: str, text: str) -> Shown:
    """A text in which Qt swallows an & and underlines what follows."""
    swallowed = re.search(r"&(?!\w)", text.replace("&&", ""))
    plain = re.sub(r"&(.)", r"\1", text)
    return Shown(where, plain, "swallows an &" if swallowed else "")
