"""The columns of the data table: inputs, targets, predictions, errors and losses."""

from collections.abc import Sequence
from enum import Enum

import numpy as np
from msgspec import Struct

from core.data.classification import tells_classes
from core.document.document import Document
from core.document.made_inputs import formula_text
from core.nn import quantity
from core.nn.arrays import Array
from core.nn.loss import Loss
from core.nn.network import INPUT_LAYER, Network, NodePlace
from core.nn.quantity import Quantity
from core.text.names import in_one_line
from core.training.evaluation import Evaluation
from core.training.original_units import own_errors, own_share
from gui.formatting.numbers import equals, number
from gui.formatting.sentences import as_read, as_sentence
from gui.operations.numbers import Editable, input_cell, target_cell
from gui.operations.rows.made_inputs import MARK, made_refusal
from gui.panels.data.row_classes import row_classes

_MOST_TERMS = 8
_MOST_INPUTS_FIRST = 3


class ColumnRole(Enum):
    """What sort of numbers a column holds."""

    CLASS = "class"
    INPUT = "input"
    TARGET = "target"
    PREDICTION = "prediction"
    ERROR = "error"
    SHARE = "share"


_QUANTITIES = {
    ColumnRole.CLASS: quantity.QuantityKind.ACTIVATION,
    ColumnRole.INPUT: quantity.QuantityKind.INPUT,
    ColumnRole.TARGET: quantity.QuantityKind.TARGET,
    ColumnRole.PREDICTION: quantity.QuantityKind.ACTIVATION,
    ColumnRole.ERROR: quantity.QuantityKind.ERROR,
    ColumnRole.SHARE: quantity.QuantityKind.SHARE,
}


class Column(Struct, frozen=True):
    """One column: which input or output it belongs to, its title, and a sentence about it.

    `is_scaled` says that it stands beside one in own units, with what the network sees. `refusal`
    says why an input cannot be typed over that is made of others.
    """

    kind: ColumnRole
    place: int
    title: str
    about: str
    is_scaled: bool = False
    refusal: str = ""

    @property
    def is_data(self) -> bool:
        """Whether it is one of those that are learnt from, inputs and targets."""
        return self.kind in (ColumnRole.INPUT, ColumnRole.TARGET)

    @property
    def is_computed(self) -> bool:
        """Whether each of its cells is a number that comes of what is given."""
        return not self.is_data and self.kind is not ColumnRole.CLASS

    @property
    def is_editable(self) -> bool:
        """Whether its numbers are given, not computed."""
        return self.is_data and not self.refusal

    def cell(self, row: int) -> Editable:
        """The number in a row of a column that can be edited."""
        make = input_cell if self.kind is ColumnRole.INPUT else target_cell
        return make(self.place, row)

    def quantity(self, last_layer: int, row: int) -> Quantity:
        """The number in a row, as something that can be hidden."""
        layer = INPUT_LAYER if self.kind is ColumnRole.INPUT else last_layer
        return Quantity(_QUANTITIES[self.kind], node=NodePlace(layer, self.place), row=row)

    def values(self, document: Document, evaluation: Evaluation, *, own: bool = False) -> Array:
        """The numbers in all rows, shape (rows,), in own units or as the network sees them."""
        experiment, place = document.experiment, self.place
        dataset, own = experiment.dataset, own and not self.is_scaled
        scaling = dataset.target_scaling
        match self.kind:
            case ColumnRole.CLASS:
                return row_classes(document).order(
                    np.array(dataset.targets), evaluation.predictions
                )
            case ColumnRole.INPUT:
                return (dataset.own_inputs if own else dataset.inputs)[place]
            case ColumnRole.TARGET:
                return (dataset.own_targets if own else dataset.targets)[place]
            case ColumnRole.PREDICTION:
                seen = evaluation.predictions
                return np.asarray((scaling.originals(seen) if own else seen)[place])
            case ColumnRole.ERROR:
                errors = evaluation.errors
                return np.asarray((own_errors(dataset, errors) if own else errors)[place])
            case ColumnRole.SHARE:
                factor = scaling.factors[place] if own and scaling.is_on else 1.0
                larger = own_share(experiment.loss, factor) or 1.0
                with np.errstate(over="ignore"):
                    return np.asarray(evaluation.shares[place] * larger)


def columns_of(document: Document, *, own: bool = True) -> tuple[Column, ...]:
    """The columns: inputs, targets, predictions, errors, shares of the loss, and the classes.

    Where targets are scaled and numbers shown in own units, scaled errors and their shares follow:
    it is these that make the loss. A share that has no own units is there scaled only.
    """
    experiment = document.experiment
    network, loss = experiment.network, experiment.loss
    inputs = tuple(_input_column(document, place) for place in range(network.sizes[0]))
    kinds = [
        (ColumnRole.TARGET, "target", f": the real answer. {_HOW_TO_EDIT}", False),
        (ColumnRole.PREDICTION, "pred.", ": what the network predicts", False),
        (ColumnRole.ERROR, "error", " = pred. − target", False),
        (ColumnRole.SHARE, loss.share_name, _about_share(loss), False),
    ]
    if own and experiment.dataset.target_scaling.is_on:
        if own_share(loss, 1.0) is None:
            del kinds[-1]
        else:
            kinds[-1] = (ColumnRole.SHARE, loss.share_name, " in own units", False)
        kinds += [
            (ColumnRole.ERROR, "scaled error", ", as the network sees it", True),
            (ColumnRole.SHARE, f"scaled {loss.share_name}", _about_share(loss), True),
        ]
    classes = (Column(ColumnRole.CLASS, 0, "class", _ABOUT_CLASS),) if tells_classes(loss) else ()
    results = tuple(
        Column(kind, place, title + suffix, f"{title}{suffix}{about}", is_scaled)
        for kind, title, about, is_scaled in kinds
        for place, suffix in enumerate(_suffixes(network))
    )
    return inputs + results + classes


def _input_column(document: Document, place: int) -> Column:
    """The column of an input; one that is made of others has a mark before its name."""
    name = document.experiment.network.node_name(NodePlace(INPUT_LAYER, place))
    if not (made := formula_text(document.experiment, place)):
        return Column(ColumnRole.INPUT, place, name, f"{name}: an input. {_HOW_TO_EDIT}")
    refused = made_refusal(document, place)
    about = f"{name} = {as_read(made)}: an input that is made of others.\n{as_sentence(refused)}"
    return Column(ColumnRole.INPUT, place, f"{MARK} {name}", about, refusal=refused)


def in_order(columns: Sequence[Column]) -> list[int]:
    """The columns as they stand from left to right.

    The class comes first, and what it is told from stands before other results. What comes of a
    row stands before its inputs where these are many. It depends on nothing else, so that a
    document looks the same however its moment was reached.
    """
    classes = [place for place, column in enumerate(columns) if column.kind is ColumnRole.CLASS]
    inputs = [place for place, column in enumerate(columns) if column.kind is ColumnRole.INPUT]
    results = [place for place in range(len(columns)) if place not in {*inputs, *classes}]
    if classes:
        results.sort(key=lambda place: columns[place].kind is not ColumnRole.PREDICTION)
    few = len(inputs) <= _MOST_INPUTS_FIRST
    return classes + (inputs + results if few else results + inputs)


def to_drop(columns: Sequence[Column]) -> list[list[int]]:
    """Columns to leave out where there is little room: what the classes tell in other words.

    Where even that does not help, nothing is left out, and all can be scrolled to.
    """
    if not any(column.kind is ColumnRole.CLASS for column in columns):
        return [[]]
    errors, both = (
        [place for place, column in enumerate(columns) if column.kind in kinds]
        for kinds in ({ColumnRole.ERROR}, {ColumnRole.ERROR, ColumnRole.TARGET})
    )
    return [[], errors, both, []]


_ABOUT_CLASS = "class: the real one → the one predicted, the likeliest; ✓ where they are the same"
_HOW_TO_EDIT = "Double-click a number to change it"


def _suffixes(network: Network) -> list[str]:
    """What tells the columns of several outputs apart."""
    count = network.sizes[-1]
    if count == 1:
        return [""]
    names = network.layers[-1].names
    return [f" {in_one_line(name) or place + 1}" for place, name in enumerate(names)]


def _about_share(loss: Loss) -> str:
    verb = "averaged" if loss.averages else "added up"
    return f": what each error adds to the loss, {verb} below"


def refusal(column: Column, *, scaled: bool = False) -> str:
    """Why the numbers of a column cannot be edited; empty where they can.

    `scaled` says that numbers are shown as the network sees them, not as they were given.
    """
    if column.refusal:
        return column.refusal
    if column.is_editable:
        how = "choose “own units” above the table to change it"
        return f"{column.title} is shown scaled; {how}" if scaled else ""
    if column.kind is ColumnRole.PREDICTION:
        return f"{column.title} is computed; change a weight or an input"
    return f"{column.title} is computed; change a weight, an input or a target"


def penalty_words(evaluation: Evaluation) -> str:
    """What the weights cost besides: " + 0.14 for the weights"; empty for nothing."""
    return f" + {number(evaluation.penalty)} for the weights" if evaluation.penalty else ""


def loss_sum(loss: Loss, evaluation: Evaluation) -> str:
    """How the shares become the loss: "(64 + 36 + 25 + 25) / 4 = 37.5"."""
    outputs, rows = evaluation.shares.shape
    shares = evaluation.shares.T.ravel()
    if loss.by_row:  # one share a row, that of its class
        shares = evaluation.shares.sum(axis=0)
    divisor = loss.divisor(rows, outputs)
    shown = shares if shares.size <= _MOST_TERMS else shares[: _MOST_TERMS - 2]
    terms = [number(float(share)) for share in shown]
    exact = all(equals(float(share)) == "=" for share in shown)
    if shares.size > _MOST_TERMS:
        terms += ["…", number(float(shares[-1]))]
    total = " + ".join(terms)
    if divisor > 1:
        total = f"({total}) / {divisor}"
    if evaluation.penalty:
        exact = exact and equals(evaluation.penalty) == "="
        total += penalty_words(evaluation)
    sign = equals(evaluation.loss) if exact else "≈"
    return f"{total} {sign} {number(evaluation.loss)}"
