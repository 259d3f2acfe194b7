"""The model of the weights table: every parameter, its slope, and where the next step puts it."""

import math

from PySide6.QtCore import QModelIndex, QObject, Qt
from typing_extensions import override

from core.nn.network import Network, NodePlace, Place
from core.nn.quantity import Quantity, QuantityKind
from core.training.rules.optimizer import Optimizer
from gui.formatting.names import short_parameter_name
from gui.formatting.numbers import brief, full
from gui.operations import structure
from gui.operations.numbers import Editable, parameter
from gui.panels.data.editable_model import CHECKABLE, NO_INDEX, EditableModel
from gui.panels.weights import weights_columns as columns
from gui.panels.weights.weights_columns import MEMORY, NUMBERS, USUAL, Col, title_of
from gui.session.session import Session
from gui.session.snapshot import Focus, Present
from gui.session.visibility import Visibility, same_visibility
from gui.widgets.tables.number_model import Cell, Elastic, Index, Side
from gui.widgets.texts.plain_text import as_tip

_Role = Qt.ItemDataRole
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTER = Qt.AlignmentFlag.AlignCenter
_KINDS = {
    Col.WEIGHT: QuantityKind.WEIGHT,
    Col.SLOPE: QuantityKind.SLOPE,
    Col.NEXT: QuantityKind.NEW_WEIGHT,
    **dict.fromkeys(MEMORY, QuantityKind.REMEMBERED),
}


class WeightsTableModel(EditableModel):
    """One row a parameter, in the order of the network's flat vector."""

    turn = 1

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self.columns = columns.columns_of(self._optimizer)
        session.focus_changed.connect(self._on_focus_changed)

    @property
    def network(self) -> Network:
        """The network on screen."""
        return self._present.document.experiment.network

    @property
    def _optimizer(self) -> Optimizer:
        return self._present.document.experiment.optimizer

    def places(self, *columns: Col) -> list[int]:
        """Where some columns stand, those that there are."""
        return [self.columns.index(column) for column in columns if column in self.columns]

    @override
    def show_present(self, present: Present) -> None:
        before, after = self._present.document.experiment, present.document.experiment
        old, new = before.network, after.network
        same_memory = before.optimizer.remembers == after.optimizer.remembers
        if not same_memory or old.inputs != new.inputs or old.layers != new.layers:
            self.beginResetModel()
            self._present = present
            self.columns = columns.columns_of(self._optimizer)
            self.endResetModel()
            return
        self._present = present
        if before is not after:
            (last,) = self.places(Col.NEXT if old.locked is new.locked else Col.LOCKED)
            bottom = self.index(self.rowCount() - 1, last)
            self.dataChanged.emit(self.index(0, Col.WEIGHT), bottom)  # names stay

    def _on_focus_changed(self, focus: Focus) -> None:
        """Hide, reveal, or write in other numerals."""
        same = same_visibility(focus, self._focus)
        self._focus = focus
        if not same:
            last = self.index(self.rowCount() - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _shows(self, row: int, column: Col) -> bool:
        """Whether a number may be seen."""
        return self._visibility().shows(_quantity(row, column))

    def set_locked(self, rows: list[int], locked: bool) -> None:
        """Lock weights or unlock them: one undo."""
        structure.set_locked(self._session, rows, locked)

    @override
    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else self.network.parameters.size

    @override
    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def _cell(self, row: int, column: int, visibility: Visibility) -> Cell:
        shown = self.columns[column]
        match shown:
            case Col.NAME:
                place = self.network.place(row)
                name = short_parameter_name if visibility.is_brief else Network.parameter_name
                return Cell(name(self.network, place), side=Side.LEFT)
            case Col.LAYER:
                layer = self.network.place(row).layer
                return Cell(structure.layer_name(self._session, layer), "muted", Side.LEFT)
            case Col.NEXT:
                return self._next_cell(row, visibility)
            case Col.LOCKED:
                return Cell("", checked=bool(self.network.locked[row]))
        value = self._value(row, shown)
        write = visibility.text if shown is Col.WEIGHT else visibility.signed_text
        return Cell(_covered(write(value), row, shown, visibility), _ink(shown, value))

    def _next_cell(self, row: int, visibility: Visibility) -> Cell:
        """What the weight will be; or how far it moves, where both numbers look the same."""
        now, after = self._value(row, Col.WEIGHT), self._value(row, Col.NEXT)
        shown = visibility.text(after)
        seen = _covered(shown, row, Col.NEXT, visibility)
        if now == after or math.isnan(after) or seen != shown:
            return Cell(seen, "muted")  # an arrow would tell the sign of the slope
        arrow = "▲" if after > now else "▼"
        if shown == _covered(visibility.text(now), row, Col.WEIGHT, visibility):
            shown = f"by {brief(abs(after - now))}"
        return Cell(f"{arrow} {shown}", "down")

    @override
    def usual_text(self, column: int) -> str:
        if column == Col.LAYER:
            return max(
                (
                    structure.layer_name(self._session, layer)
                    for layer in range(len(self.network.layers))
                ),
                key=len,
            )
        return USUAL.get(self.columns[column], "")

    @override
    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        row, column = index.row(), self.columns[index.column()]
        if role == _Role.DisplayRole:
            return self._text(row, column)
        if role == _Role.TextAlignmentRole:
            return _alignment(column)
        if role == _Role.CheckStateRole and column is Col.LOCKED:
            locked = bool(self.network.locked[row])
            return Qt.CheckState.Checked if locked else Qt.CheckState.Unchecked
        if role == _Role.EditRole:
            is_seen = column in NUMBERS and self._shows(row, column)
            return self._value(row, column) if is_seen else self._text(row, column)
        if role == _Role.AccessibleTextRole:
            return self._spoken(row, column)
        return as_tip(self._tip(row, column)) if role == _Role.ToolTipRole else None

    def _tip(self, row: int, column: Col) -> str:
        name = self.network.parameter_name(self.network.place(row))
        if column in NUMBERS and self._shows(row, column):
            title = title_of(column, self._optimizer)
            return f"{name}, {title}: {full(self._value(row, column))}"
        if column is Col.LOCKED:
            return f"{name}: {self._lock_word(row)}"
        return name if column is Col.NAME else self._text(row, column)

    def _text(self, row: int, column: Col) -> str:
        return self.cell(row, *self.places(column)).text

    def _spoken(self, row: int, column: Col) -> str:
        place = self.network.place(row)
        name = self._spoken_name(place)
        match column:
            case Col.WEIGHT:
                return f"{name}, {self._spoken_numbers(row)}"
            case Col.NEXT:
                return f"{name}, {self._spoken_next(self._text(row, column))}"
            case Col.SLOPE | Col.KEPT | Col.KEPT_TOO:
                return f"{name}, {title_of(column, self._optimizer)} {self._text(row, column)}"
            case Col.LOCKED:
                return f"{name}: {self._lock_word(row)}"
        layer = structure.layer_name(self._session, place.layer)
        return f"{name}, {self._spoken_numbers(row)}, in the {layer}"

    def _spoken_next(self, text: str) -> str:
        arrow, _, way = text.partition(" by ")
        if way:
            return f"will {'rise' if arrow == '▲' else 'fall'} by {way}"
        return f"will be {text.strip('▲▼ ')}"

    def _lock_word(self, row: int) -> str:
        return "locked" if self.network.locked[row] else "free"

    def _spoken_name(self, place: Place) -> str:
        """The name without signs that a screen reader may leave out: "accounts to hidden 1"."""
        target = self.network.node_name(NodePlace(place.layer, place.node))
        if place.source is None:
            return f"bias of {target}"
        return f"{self.network.node_name(NodePlace(place.layer - 1, place.source))} to {target}"

    def _spoken_numbers(self, row: int) -> str:
        kind = "weight" if self.network.place(row).source is not None else "bias"
        value, slope = self._text(row, Col.WEIGHT), self._text(row, Col.SLOPE)
        locked = ", locked" if self.network.locked[row] else ""
        return f"{kind} {value}, slope {slope}{locked}"

    def _value(self, row: int, column: Col) -> float:
        if column is Col.WEIGHT:
            return float(self.network.parameters[row])
        if column is Col.SLOPE:
            return float(self._present.evaluation.gradient[row])
        if column in MEMORY:
            memory = self._present.document.experiment.memory
            return float(self._optimizer.memory_by_parameter(memory)[MEMORY.index(column), row])
        return float(self._present.numbers.next_parameters[row])

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == _Role.DisplayRole else None
        column = self.columns[section]
        if role == _Role.TextAlignmentRole:
            return _alignment(column)
        if role == _Role.DisplayRole:
            return title_of(column, self._optimizer)
        return columns.about(column, self._optimizer) if role == _Role.ToolTipRole else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return CHECKABLE if self._is_box(index) else super().flags(index)

    @override
    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        if role == _Role.CheckStateRole and self._is_box(index):
            self.set_locked([index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        return super().setData(index, value, role)

    @override
    def elastic(self, column: int) -> Elastic:
        if self.columns[column] in MEMORY:
            return Elastic.TITLE
        return Elastic.TEXT if column == Col.NAME else Elastic.NOTHING

    def _is_box(self, index: Index) -> bool:
        return index.isValid() and self.columns[index.column()] is Col.LOCKED

    @override
    def home(self, index: Index) -> QModelIndex:
        """A weight is edited from its name too."""
        named = index.column() in (Col.NAME, Col.LAYER)
        return self.index(index.row(), Col.WEIGHT if named else index.column())

    @override
    def refusal(self, index: Index) -> str:
        match self.columns[index.column()]:
            case Col.WEIGHT:
                return ""
            case Col.KEPT | Col.KEPT_TOO:
                return "What the optimizer remembers is computed, step by step"
            case Col.SLOPE:
                return "The slope is computed; change the weight"
            case Col.NEXT:
                return "What the weight will be is computed; change the weight itself"
            case Col.LOCKED:
                return "Click the box, or press Enter, to lock the weight or unlock it"
        return "Nodes are renamed in the drawing"

    @override
    def editable_at(self, index: Index) -> Editable:
        return parameter(index.row())


def _covered(text: str, row: int, column: Col, visibility: Visibility) -> str:
    """The text of a number, or what stands in its place."""
    return text if visibility.is_open else visibility.cover(text, _quantity(row, column))


def _ink(column: Col, value: float) -> str:
    if column is Col.WEIGHT:
        return "positive_text" if value > 0 else "negative_text" if value < 0 else "muted"
    return "slope" if column is Col.SLOPE else "muted"


def _quantity(row: int, column: Col) -> Quantity:
    """The number in a cell, as something that can be hidden."""
    part = MEMORY.index(column) if column in MEMORY else 0
    return Quantity(_KINDS[column], parameter=row, part=part)


def _alignment(column: Col) -> Qt.AlignmentFlag:
    if column in (Col.NAME, Col.LAYER):
        return _LEFT
    return _CENTER if column is Col.LOCKED else _RIGHT
