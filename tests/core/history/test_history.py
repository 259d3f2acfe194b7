"""The tree of moments, by example; `test_history_model` compares it with keeping everything."""

import pytest
from msgspec.structs import replace

from core.history.moments import Moment, Segment
from core.training.descent import Descent
from core.training.rules.optimizers import GradientDescent
from tests.core.builders import as_document, bank, bits, sized_experiment
from tests.core.history_worker import Worker
from tests.core.remembering import remembering


@pytest.fixture
def worker() -> Worker:
    return Worker(as_document(sized_experiment((2, 2, 1), 4, learning_rate=0.02)))


def test_in_the_beginning_there_is_one_moment(worker: Worker) -> None:
    history = worker.history
    assert history.present == Moment(0, 0)
    assert history.undo_action is None
    assert history.redo_action is None
    assert history.previous(history.present) is None
    assert history.beginning() == Moment(0, 0)
    assert history.past() == [Segment(0, 0, 0)]
    assert history.future() == []


def test_a_run_is_one_action_and_many_moments(worker: Worker) -> None:
    worker.run(1)
    worker.run(20)
    history = worker.history
    assert history.present == Moment(0, 21)
    assert history.previous(history.present) == Moment(0, 20)
    assert worker.undo() == "Run, 20 steps"
    assert worker.undo() == "Step"
    assert history.present == Moment(0, 0)
    assert worker.redo() == "Step"
    assert worker.redo() == "Run, 20 steps"
    assert history.present == Moment(0, 21)


def test_in_the_middle_of_a_run_undo_takes_all_of_it_back_and_redo_finishes_it(
    worker: Worker,
) -> None:
    worker.run(20)
    worker.history.go(Moment(0, 8))
    assert worker.redo() == "Run, 20 steps"
    worker.history.go(Moment(0, 8))
    assert worker.undo() == "Run, 20 steps"
    assert worker.history.present == Moment(0, 0)


def test_an_edit_begins_a_line_and_keeps_the_count(worker: Worker) -> None:
    worker.run(5)
    worker.edit(0.25, "Set a weight")
    history = worker.history
    assert history.present == Moment(1, 0)
    assert history.updates_at(history.present) == 5
    assert history.previous(history.present) == Moment(0, 5)
    worker.run(3)
    assert history.path(history.present) == [Segment(0, 0, 5), Segment(1, 0, 3)]
    assert list(history.edits(history.past())) == [(5, "Set a weight")]
    assert worker.undo() == "Run, 3 steps"
    assert worker.undo() == "Set a weight"
    assert history.present == Moment(0, 5)


def test_stepping_from_an_earlier_moment_leaves_the_old_branch_whole(worker: Worker) -> None:
    worker.run(10)
    tip = bits(worker.document.experiment)
    history = worker.history
    history.go(Moment(0, 4))
    worker.run(2)
    assert history.present == Moment(1, 2)
    assert history.path(history.present) == [Segment(0, 0, 4), Segment(1, 1, 2)]
    assert history.previous(Moment(1, 1)) == Moment(0, 4)
    history.go(Moment(0, 10))
    assert bits(worker.document.experiment) == tip
    assert history.redo_action is None


def test_the_same_steps_from_an_earlier_moment_lead_to_the_same_bits(worker: Worker) -> None:
    worker.run(10)
    tip = bits(worker.document.experiment)
    worker.history.go(Moment(0, 4))
    worker.run(6)
    assert worker.history.present == Moment(1, 6)
    assert bits(worker.document.experiment) == tip


def test_redo_leads_along_the_branch_that_was_gone_last(worker: Worker) -> None:
    worker.run(10)
    history = worker.history
    history.go(Moment(0, 4))
    worker.run(2)
    history.go(Moment(0, 0))
    assert worker.redo() == "Run, 10 steps"
    assert history.present == Moment(0, 4)
    assert worker.redo() == "Run, 2 steps"
    assert history.present == Moment(1, 2)


def test_going_to_another_branch_takes_up_the_way_that_led_on_from_there(worker: Worker) -> None:
    worker.run(10)
    history = worker.history
    history.go(Moment(0, 4))
    worker.run(2)
    worker.edit(0.25, "Edit on the branch")
    worker.run(3)
    history.go(Moment(0, 10))
    assert history.redo_action is None
    history.go(Moment(1, 1))
    assert worker.redo() == "Run, 2 steps"
    assert worker.redo() == "Edit on the branch"
    assert worker.redo() == "Run, 3 steps"
    assert history.present == Moment(2, 3)


def test_a_run_without_an_update_leaves_no_trace(worker: Worker) -> None:
    worker.run(5)
    for offset in (5, 3):
        worker.history.go(Moment(0, offset))
        worker.run(0)
        assert worker.history.present == Moment(0, offset)
        assert len(worker.history.lines) == 1
    worker.history.go(Moment(0, 5))
    assert worker.undo() == "Run, 5 steps"
    assert worker.redo() == "Run, 5 steps"


def test_a_run_has_to_be_begun(worker: Worker) -> None:
    with pytest.raises(RuntimeError, match="no run has begun"):
        worker.history.extend_run()


def test_a_run_is_there_while_it_is_under_way(worker: Worker) -> None:
    descent = Descent(worker.document.experiment)
    trace = worker.history.begin_run(worker.document, descent.loss)
    for taken in (1, 2, 3):
        descent.run(1, trace)
        worker.history.extend_run()
        assert worker.history.present == Moment(0, taken)
    assert worker.history.undo_action is not None
    assert worker.history.undo_action.name == "Run, 3 steps"
    assert worker.history.undo_action.updates == 3


def test_restart_leads_to_the_latest_moment_without_updates(worker: Worker) -> None:
    worker.edit(0.25)
    worker.run(5)
    assert worker.history.beginning() == Moment(1, 0)
    worker.restart_from(0.5)
    worker.run(5)
    worker.edit(0.75)
    worker.run(5)
    assert worker.history.beginning() == Moment(2, 0)


def test_a_document_that_was_opened_after_some_updates_has_no_beginning() -> None:
    worker = Worker(as_document(replace(bank(), updates=20)))
    worker.run(1)
    assert worker.history.beginning() is None
    assert worker.history.path_range() == (20, 21)


def test_the_path_goes_from_its_start_to_its_tip(worker: Worker) -> None:
    worker.run(10)
    worker.restart_from(0.5)
    worker.run(6)
    worker.edit(0.25)
    worker.run(4)
    history = worker.history
    assert history.past() == [Segment(1, 0, 6), Segment(2, 0, 4)]
    assert history.path_range() == (0, 10)
    history.go(Moment(1, 2))
    assert history.past() == [Segment(1, 0, 2)]
    assert history.future() == [Segment(1, 3, 6), Segment(2, 0, 4)]
    history.go(Moment(0, 3))
    assert history.future() == [Segment(0, 4, 10)]
    assert history.path_range() == (0, 10)


def test_the_path_from_its_very_start_ends_where_the_next_one_begins(worker: Worker) -> None:
    worker.run(5)
    worker.restart_from(0.5)
    worker.run(2)
    history = worker.history
    history.go(Moment(0, 0))
    assert history.future() == [Segment(0, 1, 5)]
    assert history.path_range() == (0, 5)
    assert history.at_updates(3) == Moment(0, 3)


def test_edits_before_the_first_update_are_still_ahead_of_the_start(worker: Worker) -> None:
    worker.edit(0.25)
    worker.run(5)
    worker.history.go(Moment(0, 0))
    assert worker.history.future() == [Segment(1, 0, 0 + 5)]
    assert worker.history.at_updates(0) == Moment(1, 0)


def test_a_count_of_updates_leads_to_the_last_moment_with_it(worker: Worker) -> None:
    worker.run(6)
    worker.edit(0.25)
    worker.edit(0.5)
    worker.run(3)
    history = worker.history
    assert history.at_updates(4) == Moment(0, 4)
    assert history.at_updates(6) == Moment(2, 0)
    assert history.at_updates(8) == Moment(2, 2)
    assert history.at_updates(99) == Moment(2, 3)
    assert history.at_updates(-1) == Moment(0, 0)


def test_the_words_for_going_back_over_an_edit_are_kept(worker: Worker) -> None:
    document = worker.document
    worker.history.record_edit("Restart", document, 1.0, back="before the restart")
    assert worker.history.undo_action is not None
    assert worker.history.undo_action.back == "before the restart"
    assert worker.history.undo_action.updates == 0


def test_an_edit_of_anything_is_returned_to(worker: Worker) -> None:
    document = worker.document
    faster = replace(document.experiment, optimizer=GradientDescent(0.5))
    worker.record("Rate", replace(document.with_experiment(faster), title="Renamed"))
    worker.undo()
    assert worker.document.title == ""
    assert worker.document.experiment.optimizer == GradientDescent(0.02)
    worker.redo()
    assert worker.document.title == "Renamed"
    assert worker.document.experiment.optimizer == GradientDescent(0.5)


def test_what_the_optimizer_remembers_goes_along_in_time() -> None:
    """Back, another branch, an edit, a start anew and Redo: each moment to the last bit."""
    worker = Worker(as_document(remembering(sized_experiment((2, 2, 1), 4))))
    history, seen = worker.history, {}
    for steps in range(7):
        seen[history.present] = worker.document.experiment
        assert seen[history.present].memory[-1] == steps
        worker.run(1)
    history.go(Moment(0, 3))
    worker.run(3)
    assert bits(worker.document.experiment) == bits(seen[Moment(0, 6)])
    worker.edit(0.25)
    assert worker.document.experiment.memory.tobytes() == seen[Moment(0, 6)].memory.tobytes()
    worker.run(2)
    tip, end = worker.document.experiment, history.present
    worker.restart_from(0.5)
    assert not worker.document.experiment.memory.any()
    history.go(end)
    assert bits(worker.document.experiment) == bits(tip)
    for moment, experiment in seen.items():
        history.go(moment)
        assert bits(worker.document.experiment) == bits(experiment)


def test_another_moment_is_gone_to_only_in_what_was_made_to_look_at(worker: Worker) -> None:
    worker.run(5)
    worker.history.go(Moment(0, 2))
    worker.run(3)
    history = worker.history
    other = history.to_look_at()
    present, way = history.present, history.future()
    other.go(Moment(0, 5))
    assert other.present == Moment(0, 5)
    there, here = (each.nearest(Moment(0, 5))[0].experiment for each in (other, history))
    assert bits(there) == bits(here)
    assert (history.present, history.future()) == (present, way)
    assert history.path(present) != other.path(other.present)
