"""The page of step sizes, where the optimizer remembers; with a rule that only tests know."""

import numpy as np
from msgspec.structs import replace

from core.training.experiment import Experiment
from gui.panels.hill.hill_panel import STEP_SIZE
from gui.panels.step_size.step_page import StepSizePage
from tests.core.builders import as_document, build_experiment
from tests.core.remembering import remembering
from tests.gui.window_hands import WindowHands


def page_of(hands: WindowHands, experiment: Experiment) -> StepSizePage:
    panel = hands.window.hill_panel
    panel.show_page(STEP_SIZE)
    hands.window.session.load(as_document(experiment))
    return panel.step_size


def with_memory(experiment: Experiment, mean: float) -> Experiment:
    """Three updates on, with this mean of the slopes of every weight."""
    size = experiment.network.parameters.size
    memory = np.concatenate((np.full(size, mean), np.zeros(size), [3.0]))
    return replace(remembering(experiment), memory=memory, updates=3)


def test_what_is_remembered_moves_weights_where_no_slope_does_and_can_lead_uphill(
    hands: WindowHands,
) -> None:
    session = hands.window.session
    page = page_of(hands, build_experiment([[[1.0]]], ["identity"], [[1]], [3]))
    before = page.plot.view.sizes.losses
    document = session.document
    session.apply("Optimizer", document.with_experiment(remembering(document.experiment)))
    assert page.plot.view.sizes.losses.tolist() != before.tolist()

    asleep = build_experiment([[[-1.0]], [[1.0]]], ["relu", "identity"], [[1]], [2])
    page = page_of(hands, asleep)
    assert page.verdict.text() == "No slope: a step of any size changes nothing."
    page = page_of(hands, with_memory(asleep, -0.5))
    assert page.verdict.text() == "The step leads along the hill of all rows, neither up nor down."

    # The loss (w − 3)² falls as w grows from 1; a mean slope of 50 takes w down all the same
    page = page_of(hands, with_memory(build_experiment([[[1.0]]], ["identity"], [[1]], [3]), 50.0))
    assert page.verdict.text() == (
        "The step leads up the hill of all rows: a small step raises its loss."
    )
