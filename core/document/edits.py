"""Document edits: changes that touch more than one part of a document.

A change of structure keeps network, data and positions in step, and the count of updates goes back
to 0; what the optimizer remembers follows the weights. Other weights at random or all the same
begin anew: the optimizer forgets, too. What only changes numbers keeps both.
"""

from collections.abc import Callable
from functools import partial

import numpy as np
from msgspec.structs import replace

from core.data.dataset import Dataset
from core.document.document import Document, Point
from core.nn import network_edits
from core.nn.activation import Activation
from core.nn.activations import IDENTITY
from core.nn.arrays import EMPTY, Array
from core.nn.initializers import Initializer, randomise
from core.nn.loss import Loss
from core.nn.losses import loss_for
from core.nn.network import INPUT_LAYER, Network, NodePlace
from core.nn.network_edits import Restructured
from core.training.experiment import Experiment

Positions = dict[NodePlace, Point]
_RowsEdit = Callable[[Dataset], Dataset]


def with_network(document: Document, network: Network) -> Document:
    """Put another network of the same structure in; the count of updates stays."""
    return document.with_experiment(replace(document.experiment, network=network))


def with_dataset(document: Document, dataset: Dataset) -> Document:
    """Put other rows in; the count of updates stays."""
    return document.with_experiment(replace(document.experiment, dataset=dataset))


def begin_anew(document: Document, network: Network) -> Document:
    """Put another network in, set the count of updates back to 0, and forget what led here."""
    return document.with_experiment(document.experiment.begun_anew(network))


def _rebuilt(document: Document, edit: Restructured) -> Document:
    """Put a network of another structure in; what the optimizer remembers follows its weights."""
    return document.with_experiment(document.experiment.restructured(edit))


def restart(document: Document) -> Document:
    """Put the weights and the count of updates back to the start, and nothing else.

    Rows, loss, activations, optimizer, batch size, names, places and locks stay as they are now;
    with the seed, which stays too, the epochs take the rows in the same order again. Edits of
    weights that were made at count 0 belong to the start. Every change of structure begins anew,
    so that the start has the present structure; where a file says otherwise, its network, rows and
    loss come back together, and the nodes to their own places.
    """
    start, present = document.start, document.experiment
    if start.network.shapes == present.network.shapes:
        network = present.network.with_parameters(start.network.parameters)
        return begin_anew(document, network)
    begun = replace(
        start,
        optimizer=present.optimizer,
        memory=EMPTY,
        schedule=present.schedule,
        max_norm=present.max_norm,
        l2_penalty=present.l2_penalty,
        batch_size=present.batch_size,
    )
    return document.with_experiment(begun).with_positions({})


def randomise_weights(document: Document, initializer: Initializer, seed: int) -> Document:
    """Draw new weights from a seed, remember the seed, and begin anew."""
    network = randomise(document.experiment.network, initializer, seed)
    return document.with_experiment(replace(document.experiment.begun_anew(network), seed=seed))


def set_all(document: Document, value: float) -> Document:
    """Set every parameter that is not locked to one value, and begin anew."""
    network = document.experiment.network
    free = np.flatnonzero(~network.locked).tolist()
    return begin_anew(document, network_edits.set_parameters(network, free, value))


def add_node(document: Document, place: NodePlace) -> Document:
    """Insert a node, an input or a prediction; what the others predict stays as it was.

    The new weights are drawn from the seed, in tenths so that they are easy to reckon with. A new
    input or target is 0 in every row.
    """
    experiment = document.experiment
    network = experiment.network
    layer, node = place
    count = network.sizes[1] if layer == INPUT_LAYER else network.sizes[layer]
    weights = _tenths(experiment.seed, network.parameters.size, count)
    insert: _RowsEdit | None = None
    if layer == INPUT_LAYER:
        insert = partial(Dataset.insert_input, at=node, value=0.0)
    elif layer == len(network.layers) - 1:
        insert = partial(Dataset.insert_target, at=node, value=0.0)
    edit = network_edits.add_node(network, place, weights)
    changed = _restructured(experiment, edit, insert)
    return _moved(document.with_experiment(changed), lambda old: _down(old, place))


def remove_node(document: Document, place: NodePlace) -> Document:
    """Take out a node, an input or a prediction, with its weights and its column of data.

    With an input, those that are made of it go too.

    Raises:
        ValueError: none would be left in its layer.
    """
    if place.layer == INPUT_LAYER:
        document, place = _without_made_of(document, place)
    experiment = document.experiment
    edit = network_edits.remove_node(experiment.network, place)
    delete: _RowsEdit | None = None
    if place.layer == INPUT_LAYER:
        delete = partial(Dataset.delete_input, at=place.node)
    elif place.layer == len(edit.network.layers) - 1:
        delete = partial(Dataset.delete_target, at=place.node)
    changed = _restructured(experiment, edit, delete)
    return _moved(document.with_experiment(changed), lambda old: _up(old, place))


def _without_made_of(document: Document, place: NodePlace) -> tuple[Document, NodePlace]:
    """The document without the inputs that are made of one, and where that one stands then."""
    made = document.experiment.dataset.recipe.made_of(place.node)
    for at in reversed(made):
        document = remove_node(document, NodePlace(INPUT_LAYER, at))
    return document, NodePlace(INPUT_LAYER, place.node - sum(at < place.node for at in made))


def _restructured(
    experiment: Experiment, edit: Restructured, change: _RowsEdit | None
) -> Experiment:
    """The experiment with another structure, its rows and validation rows changed to fit.

    One prediction alone cannot tell classes apart: softmax goes then, and cross-entropy with it.
    """
    loss, network = experiment.loss, edit.network
    if loss.by_row and network.sizes[-1] < 2:
        network = network_edits.set_activation(network, len(network.layers) - 1, IDENTITY)
        edit, loss = replace(edit, network=network), loss_for(IDENTITY)
    return experiment.restructured(edit, change, loss)


def insert_layer(document: Document, at: int, activation: Activation) -> Document:
    """Insert a hidden layer that hands on the values of the layer before it."""
    edit = network_edits.insert_layer(document.experiment.network, at, activation)
    return _rebuilt(document, edit).with_positions({})


def remove_layer(document: Document, layer: int) -> Document:
    """Take out a hidden layer; the next one gets the product of both layers' weights.

    Raises:
        ValueError: the layer is not a hidden one.
    """
    edit = network_edits.remove_layer(document.experiment.network, layer)
    return _rebuilt(document, edit).with_positions({})


def set_biased(document: Document, layer: int, biased: bool) -> Document:
    """Give a layer biases of 0, or take its biases away, and begin to count anew."""
    return _rebuilt(document, network_edits.set_biased(document.experiment.network, layer, biased))


def set_activation(document: Document, layer: int, activation: Activation) -> Document:
    """Choose the activation function of a layer; the count of updates stays.

    Predictions that the loss does not go with get the first one that does: cross-entropy for
    softmax, else the mean squared error.

    Raises:
        ValueError: one that is for predictions in a hidden layer.
    """
    experiment = document.experiment
    network = network_edits.set_activation(experiment.network, layer, activation)
    loss = experiment.loss
    if not loss.fits(network.layers[-1].activation):
        loss = loss_for(network.layers[-1].activation)
    return document.with_experiment(replace(experiment, network=network, loss=loss))


def set_loss(document: Document, loss: Loss) -> Document:
    """Choose the loss; the count of updates stays.

    A loss of probabilities brings the activation of the predictions with it, and takes softmax
    away again with itself.
    """
    experiment = document.experiment
    network = experiment.network
    last = len(network.layers) - 1
    if not loss.fits(network.layers[last].activation):
        activation = loss.output_activation or IDENTITY
        network = network_edits.set_activation(network, last, activation)
    return document.with_experiment(replace(experiment, network=network, loss=loss))


def move_node(document: Document, place: NodePlace, point: Point | None) -> Document:
    """Place a node by hand, or let it be laid out automatically again (None)."""
    positions = dict(document.positions)
    positions.pop(place, None)
    if point is not None:
        positions[place] = point
    return document.with_positions(positions)


def _tenths(seed: int, salt: int, count: int) -> Array:
    drawn = np.random.default_rng((seed, salt)).integers(1, 11, count) / 10
    signs = np.random.default_rng((salt, seed)).choice((-1.0, 1.0), count)
    return np.asarray(drawn * signs, dtype=np.float64)


def _moved(document: Document, change: Callable[[Positions], Positions]) -> Document:
    return document.with_positions(change(dict(document.positions)))


def _down(positions: Positions, place: NodePlace) -> Positions:
    """Positions after a node came in at a place: those from there on belong to the next node."""
    return {
        NodePlace(at.layer, at.node + (at.layer == place.layer and at.node >= place.node)): point
        for at, point in positions.items()
    }


def _up(positions: Positions, place: NodePlace) -> Positions:
    """Positions after the node at a place went out."""
    return {
        NodePlace(at.layer, at.node - (at.layer == place.layer and at.node > place.node)): point
        for at, point in positions.items()
        if at != place
    }
