"""The base of table models whose numbers are changed through the session."""

import math
import time
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QObject, Qt
from typing_extensions import override

from core.nn.network import Network
from gui.formatting.nudges import step_of, stepped
from gui.operations.numbers import Editable, Scrub, read_value, set_value, value_of
from gui.session.session import Session
from gui.session.snapshot import Present
from gui.session.visibility import Visibility, visibility_of
from gui.widgets.tables.number_model import Cell, Index, NumberModel

NO_INDEX = QModelIndex()
# Asked for with every cell that is drawn, so put together once.
_FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITABLE = _FIXED | Qt.ItemFlag.ItemIsEditable
_LEAST_SHOWN, _MOST_SHOWN = 0.040, 0.075  # seconds of a moment of a run, if others follow
_TABLES = 2  # that take turns
CHECKABLE = _FIXED | Qt.ItemFlag.ItemIsUserCheckable


def same_nodes(one: Network, other: Network) -> bool:
    """Whether two networks differ in nothing but their parameters."""
    return one.layers is other.layers and one.inputs == other.inputs


class EditableModel(NumberModel):
    """A table model that edits as all views do; subclasses say which number a cell holds.

    Attributes:
        turn: which of the moments of a run that come fast it shows: no frame has several tables
            to show.
    """

    turn: ClassVar[int] = 0

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._present = session.present
        self._focus = session.focus
        self._seen: dict[bool, Visibility] = {}
        self._seen_by = self._focus
        self._tried: Scrub | None = None
        self._passed, self._shown = 0, -math.inf
        session.changed.connect(self._let_go)
        session.changed.connect(self._follow)
        session.running_changed.connect(self._on_running_changed)

    def _follow(self, present: Present) -> None:
        """Show a moment; while a run goes on, no more of them than can be read."""
        self._passed = self._passed + 1 if self._is_passing(present) else 0
        now = time.perf_counter()
        shown = now - self._shown
        on_turn = self._passed % _TABLES == self.turn and shown >= _LEAST_SHOWN
        if not self._passed or on_turn or shown >= _MOST_SHOWN:
            self._shown = now
            self.show_present(present)

    def _on_running_changed(self, running: bool) -> None:
        if not running:
            self.show_present(self._session.present)

    def _is_passing(self, present: Present) -> bool:
        """Whether others come soon that differ in the same numbers."""
        before, after = self._present.document.experiment, present.document.experiment
        same_rows = before.dataset is after.dataset and before.loss is after.loss
        running = self._session.is_running and not present.is_preview
        return running and same_rows and same_nodes(before.network, after.network)

    def show_present(self, present: Present) -> None:
        """Show another moment."""
        raise NotImplementedError

    def _let_go(self, present: Present) -> None:
        """What was tried is over where something else was done meanwhile."""
        if not present.is_preview:
            self._tried = None

    def editable_at(self, index: Index) -> Editable:
        """The number that is edited in this cell, which has to be one that can be edited."""
        raise NotImplementedError

    def _visibility(self, *, is_brief: bool = False) -> Visibility:
        """What may be seen of the numbers, in short ones if there is little room."""
        network, focus = self._present.document.experiment.network, self._focus
        known = self._seen.get(is_brief)
        if known is None or known.network is not network or self._seen_by is not focus:
            known = visibility_of(network, focus, is_brief=is_brief)
            self._seen, self._seen_by = {is_brief: known}, focus
        return known

    def _cell(self, row: int, column: int, visibility: Visibility) -> Cell:
        """A cell, of which so much may be seen."""
        raise NotImplementedError

    @override
    def cell(self, row: int, column: int, *, is_brief: bool = False) -> Cell:
        return self._cell(row, column, self._visibility(is_brief=is_brief))

    @property
    @override
    def is_asking(self) -> bool:
        return self._session.is_asking

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        fixed = not index.isValid() or bool(self.refusal(index))
        return _FIXED if fixed else _EDITABLE

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not isinstance(value, int | float):
            return False
        self.set_number(index, float(value))
        return True

    @override
    def number_at(self, index: Index) -> float:
        return value_of(self._session.document, self.editable_at(index))

    @override
    def read_number(self, index: Index, text: str) -> float:
        return read_value(self._session.settled.document, self.editable_at(index), text)

    @override
    def try_number(self, index: Index, value: float) -> None:
        if self._tried is None:
            self._tried = Scrub(self._session, self.editable_at(index))
        self._tried.move_to(value)

    @override
    def keep_tried(self) -> None:
        tried, self._tried = self._tried, None
        if tried is not None:
            tried.commit()

    @override
    def set_number(self, index: Index, value: float) -> None:
        self.put_back()  # what was tried on the way is not what it is changed from
        set_value(self._session, self.editable_at(index), value)

    @override
    def put_back(self) -> None:
        self._tried = None
        self._session.cancel()

    @override
    def nudged(self, value: float, count: int, modifiers: Qt.KeyboardModifier) -> float:
        return stepped(value, count, step_of(modifiers))
