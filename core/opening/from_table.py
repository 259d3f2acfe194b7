"""A document from a table: its numbers, and a network that can learn them."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.columns.coding import Scheme, Use, has_classes
from core.columns.notes import the_only_value
from core.columns.prepared import Prepared, filled_from
from core.data.batches import ALL_ROWS
from core.data.classification import odd_rows, tells_classes
from core.data.dataset import Dataset
from core.data.image import likely_shape
from core.data.scaling import Scale, fit, is_far_from_1
from core.data.validation_split import split_rows
from core.document.document import Document
from core.nn.activation import Activation
from core.nn.activations import IDENTITY, RELU
from core.nn.arrays import Rows
from core.nn.initializers import SUITED, randomise
from core.nn.limits import check_layers, check_rows, most_rows
from core.nn.loss import Loss
from core.nn.losses import MEAN_SQUARED_ERROR
from core.nn.losses_of_probabilities import CROSS_ENTROPY
from core.nn.network import Layer, Network, assemble
from core.tables.problems import TooManyRowsError
from core.text.numbers import counted, grouped, rounded_text
from core.training.experiment import Experiment
from core.training.rules.optimizer import Optimizer
from core.training.rules.optimizers import GradientDescent

FAR_FROM_1 = "they are far from 1"  # why targets are scaled where nobody chose


class Learning(Struct, frozen=True):
    """How to learn from rows.

    Attributes:
        hidden: the sizes of the hidden layers; none for none.
        activation: of the hidden layers.
        loss: what is made smaller; None for the usual one of the targets.
        optimizer: the rule by which it is made smaller.
        learning_rate: how far a step goes.
        batch_size: how many rows a step uses; 0 for all.
        validation: the part of the rows that is set aside, from 0 to 1.
        input_scale: how inputs are scaled, fitted on the rows that are learnt from.
        target_scale: how targets are; None for what suits them, see `suited_target_scale`.
        seed: where the weights, the rows set aside and the order of the rows come from.
    """

    hidden: tuple[int, ...] = (8,)
    activation: Activation = RELU
    loss: Loss | None = None
    optimizer: type[Optimizer] = GradientDescent
    learning_rate: float = 0.01
    batch_size: int = ALL_ROWS
    validation: float = 0.0
    input_scale: Scale = Scale.STANDARD
    target_scale: Scale | None = None
    seed: int = 0


def usual_loss(prepared: Prepared) -> Loss:
    """Cross-entropy for classes, the mean squared error for numbers."""
    return CROSS_ENTROPY if prepared.classes else MEAN_SQUARED_ERROR


def suited_target_scale(prepared: Prepared, loss: Loss | None = None) -> Scale:
    """Standard for several numbers far from what a network begins with, else none.

    Classes, and yes and no as 0 and 1, are never scaled for their own sake.
    """
    if prepared.rows.size == 1 or tells_classes(loss or usual_loss(prepared)):
        return Scale.NONE
    codings = [coding for coding in prepared.codings if coding.use is Use.TARGET]
    amounts = (Scheme.NUMBER, Scheme.DATE)
    names = {name for each in codings if each.scheme in amounts for name in each.node_names}
    both = zip(prepared.target_names, prepared.targets, strict=True)
    return Scale.STANDARD if any(is_far_from_1(v) for n, v in both if n in names) else Scale.NONE


def learnt_fills(prepared: Prepared, learning: Learning) -> Prepared:
    """The same numbers with missing cells filled from the rows that are learnt from alone."""
    if not any(coding.fills for coding in prepared.codings) or prepared.rows.size < 2:
        return prepared
    return filled_from(prepared, _split(prepared, learning)[0])


def _split(prepared: Prepared, learning: Learning) -> tuple[Rows, Rows]:
    """The rows to learn from, and those set aside."""
    of_classes = tells_classes(learning.loss or usual_loss(prepared))
    by_class = of_classes or has_classes(prepared.codings)
    rows = Dataset(prepared.targets, prepared.targets)
    return split_rows(rows, learning.validation, learning.seed, by_class=by_class)


def document_of(prepared: Prepared, learning: Learning, title: str = "") -> Document:
    """A document with a network of random weights that can learn these numbers.

    Raises:
        ValueError: the loss does not go with the targets, targets of classes are to be scaled, a
            layer has no nodes, numbers are too large to be scaled, or there are too few rows or too
            many weights; the message is for people.
        TooManyRowsError: there are too many rows.
    """
    loss = learning.loss or usual_loss(prepared)
    if learning.target_scale is None:
        learning = replace(learning, target_scale=suited_target_scale(prepared, loss))
    _check(prepared, learning, loss)
    sizes = (len(prepared.inputs), *learning.hidden, len(prepared.targets))
    check_layers(sizes)
    try:
        check_rows(prepared.rows.size, sizes)
    except ValueError as problem:
        raise TooManyRowsError(str(problem), most_rows(sizes)) from problem
    kept, aside = _split(prepared, learning)
    prepared = learnt_fills(prepared, learning)
    rows = Dataset(prepared.inputs, prepared.targets)
    names = prepared.input_names, prepared.target_names
    training, validation = _scaled(rows, kept, aside, learning, *names)
    network = _network(prepared, learning, loss)
    experiment = Experiment(
        network,
        training,
        loss,
        learning.optimizer(learning.learning_rate),
        seed=learning.seed,
        batch_size=learning.batch_size,
        validation=validation,
    )
    experiment = replace(experiment, network=randomise(network, SUITED, learning.seed))
    image = likely_shape(len(prepared.inputs))
    return Document(experiment, experiment, title, prepared.codings, image=image)


def _scaled(
    rows: Dataset,
    kept: Rows,
    aside: Rows,
    learning: Learning,
    input_names: Sequence[str],
    target_names: Sequence[str],
) -> tuple[Dataset, Dataset | None]:
    """Both parts of the rows, scaled by what was fitted on those that are learnt from.

    One row alone is left as it is: nothing would be left of it but zeros.
    """
    training = rows.only(kept)
    if training.rows == 1:
        return training, rows.set_aside(aside) if aside.size else None
    inputs = fit(learning.input_scale, training.own_inputs, input_names)
    targets = fit(learning.target_scale or Scale.NONE, training.own_targets, target_names)
    validation = rows.set_aside(aside).scaled(inputs, targets) if aside.size else None
    return training.scaled(inputs, targets), validation


def _check_targets(prepared: Prepared) -> None:
    """Refuse to learn what is the same in every row, of several."""
    if not prepared.targets:
        raise ValueError("there is no target: choose the column that is to be predicted")
    if prepared.rows.size > 1 and all(node.min() == node.max() for node in prepared.targets):
        coding = next(coding for coding in prepared.codings if coding.use is Use.TARGET)
        what = the_only_value(coding, prepared.targets[: len(coding.node_names)])
        raise ValueError(f"{coding.name} is {what} in every row: there is nothing to learn")


def _check_probabilities(prepared: Prepared, loss: Loss) -> None:
    for name, column in zip(prepared.target_names, prepared.targets, strict=True):
        beyond = column[(column < 0) | (column > 1)]
        if beyond.size:
            first, count = rounded_text(float(beyond[0])), counted(beyond.size, "row")
            raise ValueError(
                f"{loss.name} is for classes, or for targets between 0 and 1: {name} is not in"
                f" {count}, first {first}"
            )


def _check(prepared: Prepared, learning: Learning, loss: Loss) -> None:
    _check_targets(prepared)
    if any(size < 1 for size in learning.hidden):
        raise ValueError("a hidden layer needs one node or more")
    if tells_classes(loss):
        if learning.target_scale is not Scale.NONE:
            raise ValueError(f"{loss.name} is for classes; their targets are not to be scaled")
        _check_probabilities(prepared, loss)
        odd = odd_rows(loss, Dataset(prepared.inputs, prepared.targets))
        if odd:
            raise ValueError(
                f"{loss.name} is for one class a row, and the targets of {grouped(odd)} rows do not"
                " add up to 1; take log loss for several questions"
            )
    if loss.by_row and len(prepared.targets) < 2:
        raise ValueError(f"{loss.name} tells two or more classes apart, and here is one target")


def _network(prepared: Prepared, learning: Learning, loss: Loss) -> Network:
    output = loss.output_activation or IDENTITY
    sizes = (len(prepared.inputs), *learning.hidden, len(prepared.targets))
    layers = [Layer(("",) * size, learning.activation, biased=True) for size in learning.hidden]
    layers.append(Layer(tuple(prepared.target_names), output, biased=True))
    matrices = [np.zeros((after, before + 1)) for before, after in pairwise(sizes)]
    return assemble(prepared.input_names, layers, matrices)
