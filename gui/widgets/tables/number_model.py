"""The interface of models of numbers: what a table needs to know to show and edit them."""

from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

Index = QModelIndex | QPersistentModelIndex


class Elastic(Enum):
    """The part of a column that may end in "…" where there is no room. Numbers never may."""

    NOTHING = "nothing"
    TITLE = "title"
    TEXT = "text"


class Side(Enum):
    """The side of a cell on which its text stands."""

    LEFT = "left"
    RIGHT = "right"


class Cell(NamedTuple):
    """What is drawn in a cell: a text in one of the theme's colours, or a box to check."""

    text: str
    ink: str = "ink"
    side: Side = Side.RIGHT
    checked: bool | None = None


class CellModel(QAbstractTableModel):
    """A table model that says what is drawn in its cells.

    `row_titles_changed` comes when rows stand out that did not, or have another title. After
    `headerDataChanged`, Qt would lay all of the table out anew.
    """

    row_titles_changed = Signal()

    def cell(self, row: int, column: int, *, is_brief: bool = False) -> Cell:
        """What is drawn in a cell; in short where the table has little room.

        It is asked for once, until `dataChanged` or the like says that it is another.
        """
        raise NotImplementedError

    def usual_text(self, column: int) -> str:
        """A text as long as those of a column are as a rule, whatever they are now."""
        return ""

    @property
    def longest_row_title(self) -> str:
        """A text as long as those of the rows can be, which stand at their left."""
        return str(self.headerData(self.rowCount() - 1, Qt.Orientation.Vertical))

    def is_marked(self, row: int) -> bool:
        """Whether a row stands out from the others."""
        return False

    def elastic(self, column: int) -> Elastic:
        """What of a column may be cut off."""
        return Elastic.NOTHING


class NumberModel(CellModel):
    """A table model of which some cells are numbers that can be changed.

    Its `EditRole` gives the number itself. Subclasses say the rest.
    """

    def home(self, index: Index) -> QModelIndex:
        """The cell that an edit begun in this cell is meant for."""
        return self.index(index.row(), index.column())

    @property
    def is_asking(self) -> bool:
        """Whether what is typed on a cell is an answer, which changes nothing."""
        raise NotImplementedError

    def refusal(self, index: Index) -> str:
        """Why the cell cannot be edited, in a sentence; empty where it can."""
        raise NotImplementedError

    def number_at(self, index: Index) -> float:
        """The number that is edited."""
        raise NotImplementedError

    def read_number(self, index: Index, text: str) -> float:
        """Read what is typed into the cell.

        Raises:
            ValueError: it cannot be; the message says why.
        """
        raise NotImplementedError

    def try_number(self, index: Index, value: float) -> None:
        """Show what a value does, without keeping it."""
        raise NotImplementedError

    def set_number(self, index: Index, value: float) -> None:
        """Keep a value: one undo."""
        raise NotImplementedError

    def keep_tried(self) -> None:
        """Keep the value that was tried, if it still is: one undo."""
        raise NotImplementedError

    def put_back(self) -> None:
        """Let go of a value that was only tried."""
        raise NotImplementedError

    def nudged(self, value: float, count: int, modifiers: Qt.KeyboardModifier) -> float:
        """The value some steps away; Shift makes the steps smaller, Ctrl larger."""
        raise NotImplementedError
