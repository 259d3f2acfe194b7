"""Experiments in states of every kind, for what has to be true in all of them."""

from hypothesis import strategies as st
from msgspec.structs import replace

from core.nn.activations import ACTIVATIONS
from core.nn.losses import LOSSES
from core.nn.network_edits import set_locked
from core.training.descent import Descent
from core.training.experiment import Experiment
from tests.core.builders import sized_experiment

HIDDEN = sorted(set(ACTIVATIONS) - {"softmax"})
RATES = (1e-30, 1e-8, 1e-3, 0.1, 1.0, 1e3, 1e200)


@st.composite
def states(draw: st.DrawFn) -> Experiment:
    """Tiny and huge weights, asleep and locked ones, batches, diverging and finished runs."""
    experiment = sized_experiment(
        draw(st.sampled_from([(1, 2), (2, 2, 2), (1, 3, 2), (2, 3, 2, 2)])),
        draw(st.sampled_from([1, 2, 5])),
        ACTIVATIONS[draw(st.sampled_from(HIDDEN))],
        LOSSES[draw(st.sampled_from(sorted(LOSSES)))],
        learning_rate=draw(st.sampled_from(RATES)),
        seed=draw(st.integers(0, 99)),
    )
    parameters = experiment.network.parameters * draw(st.sampled_from([0, 1e-8, 1, 100, 1e160]))
    network = experiment.network.with_parameters(parameters)
    if draw(st.booleans()):
        network = set_locked(network, [draw(st.integers(0, parameters.size - 1))], True)
    size = draw(st.sampled_from([0, 1, 2]))
    updates = draw(st.integers(0, 6))
    experiment = replace(experiment, network=network, batch_size=size, updates=updates)
    descent = Descent(experiment)
    descent.run(draw(st.sampled_from([0, 1, 30])))
    return descent.experiment
