"""What is said of the next step comes true, in states of every kind."""

import numpy as np
from hypothesis import given

from core.explanation.linear_prediction import effect_of_step, predict_linearly
from core.explanation.quantities import Quantities
from core.explanation.remarks import tendency_remark
from core.training.descent import Descent, Refusal, step
from core.training.diagnosis import standstill
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from tests.core.builders import bits
from tests.core.states import states


@given(states())
def test_a_weight_goes_where_it_is_said_to_go(experiment: Experiment) -> None:
    numbers, taken = Quantities(experiment, evaluate(experiment)), step(experiment)
    old = experiment.network.parameters
    new = old if isinstance(taken, Refusal) else taken.after.network.parameters
    for index, (before, after) in enumerate(zip(old.tolist(), new.tolist(), strict=True)):
        said = tendency_remark(numbers, index).text
        assert ("will raise it" in said) is (after > before), said
        assert ("will lower it" in said) is (after < before), said
        assert "awake" not in said


@given(states())
def test_where_it_is_said_to_stand_still_it_does(experiment: Experiment) -> None:
    still = standstill(experiment, evaluate(experiment))
    descent, refusal, moved = Descent(experiment), None, False
    for _ in range(2 * experiment.turn.batches):  # a step can lead back to where the last began
        refusal = refusal or descent.run(1)
        moved = moved or bits(descent.experiment) != bits(experiment)
    if still is not None:
        assert not moved, still.text
    elif refusal is None and experiment.turn.batches == 1:
        assert moved


@given(states())
def test_a_step_does_to_its_rows_what_was_seen_ahead(experiment: Experiment) -> None:
    evaluation, taken = evaluate(experiment), step(experiment)
    ahead = predict_linearly(Quantities(experiment, evaluation))
    assert isinstance(ahead.kept, Refusal) is isinstance(taken, Refusal)
    if isinstance(taken, Refusal):
        return
    found = effect_of_step(experiment, evaluation, taken.after, evaluate(taken.after))
    assert np.isclose(found.before, evaluate(experiment.of_batch).loss, rtol=1e-9, atol=1e-300)
    assert np.isclose(found.after, ahead.came_to, rtol=1e-9, atol=1e-300)
    assert found.after > found.before or not found.too_far
