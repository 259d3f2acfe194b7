"""The numbers that can be changed by hand: parameters, input values and targets."""

from enum import Enum
from functools import lru_cache

import numpy as np
from msgspec import Struct

from core.document.document import Document
from core.document.edits import with_dataset, with_network
from core.document.made_inputs import check_made_inputs
from core.formulas.problems import FormulaError
from core.nn import network_edits
from core.nn.network import INPUT_LAYER, NodePlace
from core.training.experiment import Experiment
from gui.formatting.sentences import as_read, as_sentence
from gui.formatting.typed_numbers import parse_number
from gui.session.messages import change
from gui.session.session import Session

_REMEMBERED = 4096  # parameters; each is drawn at every step


class EditableKind(Enum):
    """What sort of number it is."""

    PARAMETER = "parameter"
    INPUT = "input"
    TARGET = "target"


class Editable(Struct, frozen=True):
    """One number: a parameter by its index, or a cell of the data by column and row."""

    kind: EditableKind
    index: int
    row: int = 0


@lru_cache(maxsize=_REMEMBERED)
def parameter(index: int) -> Editable:
    """The weight or bias at a place of the flat vector."""
    return Editable(EditableKind.PARAMETER, index)


def input_cell(column: int, row: int) -> Editable:
    """An input value of the data."""
    return Editable(EditableKind.INPUT, column, row)


def input_number(experiment: Experiment, place: NodePlace, row: int | None) -> Editable | None:
    """The value of a node that is given in a row: of an input that is not made of others."""
    if row is None or place.layer != INPUT_LAYER:
        return None
    is_made = experiment.dataset.recipe.formula_of(place.node) is not None
    return None if is_made else input_cell(place.node, row)


def target_cell(column: int, row: int) -> Editable:
    """A target of the data."""
    return Editable(EditableKind.TARGET, column, row)


def value_of(document: Document, number: Editable) -> float:
    """What the number is now."""
    experiment = document.experiment
    if number.kind is EditableKind.PARAMETER:
        return float(experiment.network.parameters[number.index])
    dataset = experiment.dataset
    columns = dataset.own_inputs if number.kind is EditableKind.INPUT else dataset.own_targets
    return float(columns[number.index][number.row])


def name_of(document: Document, number: Editable) -> str:
    """What the number is called: "accounts → hidden 1", "children, row 2", "target, row 1"."""
    network = document.experiment.network
    if number.kind is EditableKind.PARAMETER:
        return network.parameter_name(network.place(number.index))
    where = f", row {number.row + 1}" if document.experiment.dataset.rows > 1 else ""
    if number.kind is EditableKind.INPUT:
        return network.node_name(NodePlace(INPUT_LAYER, number.index)) + where
    return target_name(document, number.index) + where


def target_name(document: Document, column: int) -> str:
    """What a target is called: "target", or "target of prediction 2" if there are several."""
    network = document.experiment.network
    if network.sizes[-1] == 1:
        return "target"
    return f"target of {network.node_name(NodePlace(len(network.layers) - 1, column))}"


def with_value(document: Document, number: Editable, value: float) -> Document:
    """The document with the number changed."""
    experiment = document.experiment
    if number.kind is EditableKind.PARAMETER:
        changed = network_edits.set_parameters(experiment.network, [number.index], value)
        return with_network(document, changed)
    dataset = experiment.dataset
    change_cell = dataset.with_input if number.kind is EditableKind.INPUT else dataset.with_target
    return with_dataset(document, change_cell(number.row, number.index, value))


def read_value(document: Document, number: Editable, text: str) -> float:
    """Read what is typed for the number.

    Raises:
        ValueError: it is no number, or something is infinite that comes of it; the message says so.
    """
    value, dataset = parse_number(text), document.experiment.dataset
    follows = dataset.is_scaled or dataset.recipe.formulas
    if number.kind is not EditableKind.PARAMETER and follows:
        with np.errstate(over="ignore"):
            changed = with_value(document, number, value)
        if problem := rows_problem(changed, "this number"):
            raise ValueError(as_sentence(problem))
    return value


def rows_problem(document: Document, which: str = "a number") -> str:
    """Why rows cannot be learnt from, in words; empty if they can. `which` was changed."""
    if document.experiment.dataset.is_finite:
        return ""
    try:
        check_made_inputs(document)
    except FormulaError as problem:
        return as_read(str(problem))
    return f"scaled, {which} would be too large to be one"


def set_value(session: Session, number: Editable, value: float) -> None:
    """Change the number: one moment, one undo. The same value again is no change."""
    document = session.document
    before = value_of(document, number)
    if value != before:
        name = name_of(document, number)
        changed = with_value(document, number, value)
        session.apply(change(name, before, value), changed, back=change(name, value, before))


class Scrub:
    """A number being changed step by step, by dragging or with the arrow keys held: one undo."""

    def __init__(self, session: Session, number: Editable) -> None:
        self._session = session
        self._number = number
        self._document = session.document
        self.before = value_of(self._document, number)
        self.value = self.before

    @property
    def is_over(self) -> bool:
        """Whether something else was done meanwhile, so that there is nothing more to try."""
        present = self._session.present
        return not present.is_preview and present.document is not self._document

    def move_to(self, value: float) -> None:
        """Try a value out, with everything following."""
        if value == self.value:
            return
        changed = with_value(self._document, self._number, value)
        if self._document.experiment.dataset.recipe.formulas and rows_problem(changed):
            return  # where an input that is made of this one is no number
        self.value = value
        self._session.preview(self._name(self.before, value), changed)

    def commit(self) -> None:
        """Keep the value reached; back at the old one, nothing has happened."""
        if self.value == self.before:
            self._session.cancel()
        else:
            self._session.commit(
                self._name(self.before, self.value), self._name(self.value, self.before)
            )

    def cancel(self) -> None:
        """Put the old value back."""
        self._session.cancel()

    def _name(self, before: float, after: float) -> str:
        return change(name_of(self._document, self._number), before, after)
