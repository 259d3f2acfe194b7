"""What the page says of a step comes true, in states of every kind."""

from hypothesis import given, settings

from core.history.moments import Moment
from core.training.descent import Refusal, step
from core.training.diagnosis import standstill
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from gui.panels.step_size.step_view import look, verdict
from gui.session.snapshot import Present
from tests.core.builders import as_document
from tests.core.states import states

_ROUNDING = 1e-12


@settings(max_examples=60)
@given(states())
def test_a_step_does_what_is_said_of_it(experiment: Experiment) -> None:
    evaluation, taken = evaluate(experiment), step(experiment)
    present = Present(as_document(experiment), evaluation, Moment(0, 0))
    said = verdict(look(present), present, 0)
    nothing = said.startswith(("No slope", "Every weight"))
    refused = "refused" in said or "no step can be taken" in said
    assert refused is isinstance(taken, Refusal) or nothing, said
    if isinstance(taken, Refusal):
        return
    rise, noise = taken.loss_after - evaluation.loss, _ROUNDING * abs(evaluation.loss)
    if nothing:
        assert rise == 0, said
    if "too small" in said:
        assert abs(rise) <= noise, said
    if "is worse" in said:
        assert rise >= -noise, said
    if "is good" in said or "is small" in said:
        assert rise <= noise, said
    if "The bottom" in said:
        assert rise >= -1e3 * noise, said
    if "for ever" in said:
        assert standstill(taken.after, evaluate(taken.after)) is not None, said
