"""A document from a model that another program made, or this one."""

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from core.data.classification import odd_rows, tells_classes
from core.data.dataset import from_rows
from core.data.image import likely_shape
from core.document.document import Document
from core.files.document_checks import DocumentError
from core.models.model import Layers, Model, sizes_of
from core.nn.activation import Activation
from core.nn.arrays import EMPTY
from core.nn.limits import check_layers
from core.nn.losses import loss_for
from core.nn.network import Layer, Network, assemble
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent


def document_of_model(
    model: Model, layers: Layers, activations: Sequence[Activation], title: str
) -> Document:
    """A document with the network of a model.

    A file of weights has no rows, so there is one: all inputs 1, and a target of 0 or, of classes,
    the first.

    Args:
        model: what the file says.
        layers: one of its readings.
        activations: one a layer.
        title: of the document.

    Raises:
        DocumentError: there are too many layers or parameters, or they cannot have these
            activations.
    """
    sizes, last = sizes_of(layers), activations[-1]
    stated = model.stated.loss
    loss = stated if stated is not None and stated.fits(last) else loss_for(last)
    if loss.by_row and sizes[-1] < 2:
        raise DocumentError(f"{last.name} tells classes apart, and here is a single prediction")
    targets = np.zeros((1, sizes[-1]))
    targets[0, 0] = loss.by_row
    try:
        check_layers(sizes)
        network = _network(model, layers, activations)
    except ValueError as problem:
        raise DocumentError(str(problem)) from problem
    rows = from_rows(np.ones((1, sizes[0])), targets)
    experiment = Experiment(network, rows, loss, GradientDescent())
    return Document(experiment, experiment, title, image=likely_shape(sizes[0]))


def _network(model: Model, layers: Layers, activations: Sequence[Activation]) -> Network:
    sizes, stated = sizes_of(layers), model.stated
    names = [("",) * size for size in sizes]
    for at, given in ((0, stated.inputs), (-1, stated.predictions)):
        if len(given) == sizes[at]:
            names[at] = given
    made, matrices = [], []
    for layer, activation, each in zip(layers, activations, names[1:], strict=True):
        biases = layer.biases
        made.append(Layer(each, activation, biased=biases is not None))
        parts = [layer.weights] if biases is None else [layer.weights, biases]
        matrices.append(np.column_stack(parts))
    return assemble(names[0], made, matrices)


def with_rows_of(document: Document, like: Document) -> Document | None:
    """The document with the rows of another one, its way down and its names.

    None where these rows do not fit: there are other numbers of inputs or predictions, or targets
    are no classes where the loss is one of classes.
    """
    experiment, network = like.experiment, document.experiment.network
    theirs = experiment.network
    if (network.sizes[0], network.sizes[-1]) != (theirs.sizes[0], theirs.sizes[-1]):
        return None
    last = network.layers[-1]
    loss = experiment.loss if experiment.loss.fits(last.activation) else document.experiment.loss
    rows = experiment.dataset
    if tells_classes(loss) and (rows.target_scaling.is_on or odd_rows(loss, rows)):
        return None
    named = replace(last, names=theirs.layers[-1].names)
    network = replace(network, inputs=theirs.inputs, layers=(*network.layers[:-1], named))
    changed = replace(experiment, network=network, loss=loss, updates=0, memory=EMPTY)
    return replace(like, experiment=changed, start=changed, title=document.title).with_positions({})
