"""Plain text in labels, tooltips, menus and titles: shown as it is, whoever wrote it.

Names, titles and paths come from files and from the user. Qt takes what looks like markup for
markup in labels and tooltips, which would even load images; an & for the sign before a mnemonic;
and "[*]" in a window's title for the place of the mark of changes.
"""

import re
from textwrap import wrap

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QListWidgetItem,
    QTableWidgetItem,
    QTextEdit,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from core.text.names import in_one_line
from gui.formatting.numbers import with_alike_figures
from gui.style.roles import ROLE, Role
from gui.widgets.ground import lay_ground

_WIDEST_TIP = 160  # characters
_JOINER = "\u2060"  # invisible, without width
_MAY_BE_MARKUP = frozenset("<&")
_MARKUP = re.compile(rf"<(?!{_JOINER})|&(?=lt;)")


class Label(QLabel):
    """A label that shows its text as it is, in the style of its role."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, role: Role = Role.BODY
    ) -> None:
        super().__init__(parent)
        self.setProperty(ROLE, role.value)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


class SteadyLabel(Label):
    """A label on a panel that keeps its size until a text outgrows it: nothing moves meanwhile.

    Neither is what lays out a window asked, nor what is behind it painted anew, each time another
    number is written.
    """

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, role: Role = Role.BODY
    ) -> None:
        super().__init__(text, parent, role=role)
        lay_ground(self)

    @override
    def setText(self, text: str) -> None:
        alike = with_alike_figures(text) == with_alike_figures(self.text())
        super().setText(text)
        if not alike:
            self._make_room()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setMinimumSize(0, 0)
            self._make_room()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        if self.isVisible():  # before, its font is not known
            self.setFixedSize(self.sizeHint())  # no less than it has


class PlainText(QTextEdit):
    """A longer text that is read and copied; what looks like markup in it is but text."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)


def as_tip(text: str) -> str:
    """A text for a tooltip, in which nothing is a tag or an entity, and no line is endless.

    Escaped markup would be read out with its entities where a widget has no description.
    """
    if len(text) <= _WIDEST_TIP and not _MAY_BE_MARKUP.intersection(text):
        return text  # as nearly all are
    lines = text.split("\n")
    if any(len(line) > _WIDEST_TIP for line in lines):
        lines = [part for line in lines for part in wrap(line, _WIDEST_TIP) or [line]]
    return _MARKUP.sub(rf"\g<0>{_JOINER}", "\n".join(lines))


def set_tip(target: QWidget | QAction | QTableWidgetItem | QListWidgetItem, text: str) -> None:
    """Have a text shown as it is where the pointer rests."""
    tip = as_tip(text)
    if tip != target.toolTip():  # Qt does not ask
        target.setToolTip(tip)


def show_tip(where: QPoint, text: str, owner: QWidget) -> None:
    """Show a text as it is at a place on the screen; none if it is empty."""
    QToolTip.showText(where, as_tip(text), owner)


def as_entry(text: str) -> str:
    """A text for a menu, a button or a tab, in which no & is the sign before a mnemonic."""
    return in_one_line(text).replace("&", "&&")


def show_choice(button: QAbstractButton, chosen: str) -> None:
    """Write what is chosen on a button that opens a menu, and have just that read out."""
    button.setText(f"{as_entry(chosen)} ▾")
    button.setAccessibleName(chosen)


def without_mnemonics(entry: str) -> str:
    """The entry of a menu as it is read."""
    return re.sub(r"&(.)", r"\1", entry)


def as_title(text: str) -> str:
    """A text for the title of a window, in which nothing is the place of the mark of changes."""
    return in_one_line(text).replace("[*]", "[*][*]")
