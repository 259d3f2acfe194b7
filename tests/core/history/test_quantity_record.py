"""The record of quantities, against a replay of each step."""

from collections.abc import Sequence

import numpy as np
import pytest
from msgspec.structs import replace

from core.document.data_edits import insert_row
from core.document.edits import add_node, with_network
from core.explanation.quantities import Quantities
from core.history.history import History
from core.history.kept_moments import bucket_size, coarse_first
from core.history.moments import Moment
from core.history.quantity_record import QuantityRecord
from core.nn.network import NodePlace
from core.nn.network_edits import remove_node, rename_node, set_parameters
from core.nn.quantity import Quantity, QuantityKind, still_there
from core.training.descent import Descent, Step, step
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from tests.core.builders import as_document, bank, sized_experiment

HIDDEN = NodePlace(0, 0)
EACH = (
    Quantity(QuantityKind.WEIGHT, parameter=0),
    Quantity(QuantityKind.SLOPE, parameter=0),
    Quantity(QuantityKind.LOSS_SLOPE, node=HIDDEN, row=1),
    Quantity(QuantityKind.ACTIVATION, node=HIDDEN, row=1),
)
WEIGHT, SLOPE = EACH[:2]


def begun(experiment: Experiment) -> History:
    evaluation = evaluate(experiment)
    return History(as_document(experiment), evaluation.loss, evaluation.validation_loss)


def run(history: History, count: int) -> None:
    document, missing = history.nearest(history.present)
    assert missing == 0
    trace = history.begin_run(document, evaluate(document.experiment).loss)
    assert Descent(document.experiment).run(count, trace) is None
    history.extend_run()
    history.end_run()


def complete(record: QuantityRecord, quantities: Sequence[Quantity]) -> int:
    """Find all that is missing on the path; how many looks that took."""
    looks = 0
    for moment in record.missing(record.history.past() + record.future(), quantities):
        record.look(moment, quantities)
        looks += 1
    return looks


def replayed(experiment: Experiment, count: int) -> list[Experiment]:
    found = [experiment]
    for _ in range(count):
        taken = step(found[-1])
        assert isinstance(taken, Step)
        found.append(taken.after)
    return found


def test_each_value_is_that_of_its_step() -> None:
    experiment = replace(sized_experiment((2, 3, 1), 6), batch_size=2)
    history = begun(experiment)
    run(history, 30)
    record = QuantityRecord(history)
    assert complete(record, EACH) == 31
    for quantity in EACH:
        steps, values = record.series(history.past(), quantity)
        assert steps.tolist() == [*range(31)]
        numbers = [Quantities(each, evaluate(each)) for each in replayed(experiment, 30)]
        assert values.tolist() == [each.value(quantity) for each in numbers]


def test_by_hand_on_the_first_network() -> None:
    """The slope of the mean squared error is 2 × 11 × 2 × 3 = 132: weight 2 becomes 0.68."""
    history = begun(bank())
    run(history, 1)
    record = QuantityRecord(history)
    complete(record, (WEIGHT, SLOPE))
    assert record.series(history.past(), WEIGHT).values.tolist() == pytest.approx([2.0, 0.68])
    assert record.series(history.past(), SLOPE).values[0] == 132.0


def test_a_row_has_no_course_before_it_was_put_in() -> None:
    history = begun(bank())
    run(history, 2)
    document, _ = history.nearest(history.present)
    longer = insert_row(document, 1)
    history.record_edit("Add a row", longer, evaluate(longer.experiment).loss)
    run(history, 1)
    record = QuantityRecord(history)
    complete(record, EACH)
    assert complete(record, EACH) == 0
    for quantity in EACH[2:]:
        steps, values = record.series(history.past(), quantity)
        assert steps.tolist() == [2, 3]
        now = history.nearest(history.present)[0].experiment
        numbers = [Quantities(each, evaluate(each)) for each in (longer.experiment, now)]
        assert values.tolist() == [each.value(quantity) for each in numbers]


def test_of_a_long_run_a_sample_is_looked_at_and_every_value_is_exact() -> None:
    experiment = sized_experiment((2, 3, 1), 6)
    history = begun(experiment)
    run(history, 1000)
    record = QuantityRecord(history, most=16)
    assert complete(record, EACH) <= 18
    every = replayed(experiment, 1000)
    steps, values = record.series(history.past(), SLOPE)
    assert steps[0] == 0
    assert steps[-1] == 1000
    assert np.diff(steps).max() <= 64
    exact = [evaluate(every[int(at)]).gradient[0] for at in steps]
    assert values.tolist() == exact


def test_what_was_found_is_not_looked_at_again_as_the_run_goes_on() -> None:
    history = begun(sized_experiment((2, 3, 1), 6))
    run(history, 100)
    record = QuantityRecord(history, most=16)
    complete(record, EACH)
    assert complete(record, EACH) == 0
    run(history, 4)
    assert complete(record, EACH) == 1
    run(history, 400)
    assert complete(record, EACH) <= 16


def test_what_the_present_shows_is_taken_as_it_is() -> None:
    experiment = sized_experiment((2, 3, 1), 6)
    history = begun(experiment)
    record = QuantityRecord(history, most=4)
    for _ in range(40):
        run(history, 1)
        now = history.nearest(history.present)[0].experiment
        record.take(history.present, EACH, Quantities(now, evaluate(now)))
    steps, values = record.series(history.past(), WEIGHT)
    assert 4 <= len(steps) <= 9
    weights = [float(each.network.parameters[0]) for each in replayed(experiment, 40)]
    assert values.tolist() == [weights[int(at)] for at in steps]


def test_thinned_moments_are_left_out_and_those_kept_are_exact() -> None:
    experiment = sized_experiment((2, 3, 1), 6)
    history = begun(experiment)
    run(history, 100)
    trace = history.lines[0].trace
    for _ in range(3):
        assert trace.thin()
    assert trace.stride == 8
    record = QuantityRecord(history)
    complete(record, (WEIGHT,))
    steps, values = record.series(history.past(), WEIGHT)
    assert steps.tolist() == [*range(0, 100, 8), 100]
    weights = [float(each.network.parameters[0]) for each in replayed(experiment, 100)]
    assert values.tolist() == [weights[int(at)] for at in steps]


def test_an_edit_breaks_the_line_and_a_branch_goes_on_from_where_it_left() -> None:
    history = begun(bank(0.001))
    run(history, 3)
    document, _ = history.nearest(history.present)
    network = set_parameters(document.experiment.network, [0], 7.0)
    history.record_edit("Edit", with_network(document, network), 1.0)
    run(history, 2)
    history.go(Moment(1, 1))
    run(history, 1)
    record = QuantityRecord(history)
    complete(record, (WEIGHT,))
    steps, values = record.series(history.past(), WEIGHT)
    assert np.isnan(values).tolist() == [False] * 4 + [True] + [False] * 2 + [True] + [False] * 2
    assert steps[~np.isnan(steps)].tolist() == [0, 1, 2, 3, 3, 4, 4, 5]
    assert values[5] == 7.0
    assert values[6] == values[8]  # the moment that was branched off at


def test_redo_leads_no_further_than_the_structure_stays() -> None:
    history = begun(bank())
    document, _ = history.nearest(history.present)
    history.record_edit("Add a node", add_node(document, NodePlace(0, 2)), 1.0)
    run(history, 2)
    history.go(Moment(0, 0))
    assert history.future()
    assert QuantityRecord(history).future() == []


def test_a_line_taken_back_gives_its_place_to_another() -> None:
    history = begun(bank(0.001))
    run(history, 2)
    history.go(Moment(0, 1))
    record = QuantityRecord(history)
    document, _ = history.nearest(history.present)
    history.begin_run(document, 1.0)
    history.end_run()
    run(history, 1)
    complete(record, (WEIGHT,))
    assert len(record.series(history.past(), WEIGHT).values) == 5


def test_quantities_follow_the_names_of_what_they_are_of() -> None:
    before = rename_node(bank().network, NodePlace(-1, 1), "children")
    after = remove_node(before, NodePlace(-1, 0)).network
    kept = Quantity(QuantityKind.SLOPE, parameter=1)
    value = Quantity(QuantityKind.ACTIVATION, node=NodePlace(0, 1), row=3)
    gone = Quantity(QuantityKind.WEIGHT, parameter=0)
    assert before.parameter_name(before.place(1)) == "children → hidden 1"
    assert still_there((gone, kept, value), before, after) == (kept._replace(parameter=0), value)


def test_buckets_are_powers_of_two_and_never_too_many() -> None:
    assert [bucket_size(last, 4) for last in (0, 3, 4, 7, 8, 100)] == [1, 1, 2, 2, 4, 32]


def test_coarse_ones_come_first() -> None:
    assert coarse_first(range(9)) == [0, 8, 4, 2, 6, 1, 3, 5, 7]
