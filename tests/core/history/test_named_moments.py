"""Names of moments: given, changed, taken away, and found on the path they lie on."""

import pytest

from core.history.moments import Moment
from core.history.named_moments import NamedMoment, every_named, named_on
from tests.core.builders import as_document, sized_experiment
from tests.core.history_worker import Worker


@pytest.fixture
def worker() -> Worker:
    """Ten steps, and a branch of three from the fourth."""
    worker = Worker(as_document(sized_experiment((2, 2, 1), 4, learning_rate=0.02)))
    worker.run(10)
    worker.history.go(Moment(0, 4))
    worker.run(3)
    return worker


def test_a_name_is_given_changed_and_taken_away(worker: Worker) -> None:
    history = worker.history
    history.name_moment(Moment(0, 7), "  before\nthe fall ")
    assert history.name_of(Moment(0, 7)) == "before the fall"
    history.name_moment(Moment(0, 7), "later")
    assert every_named(history) == [NamedMoment(Moment(0, 7), 7, "later")]
    history.name_moment(Moment(0, 7), " ")
    history.name_moment(Moment(0, 7), "")
    assert every_named(history) == []
    assert history.name_of(Moment(0, 7)) == ""


def test_every_one_is_listed_by_its_step_and_a_path_knows_its_own(worker: Worker) -> None:
    history = worker.history
    for moment, name in ((Moment(1, 2), "new"), (Moment(0, 7), "old"), (Moment(0, 2), "both")):
        history.name_moment(moment, name)
    assert [named.name for named in every_named(history)] == ["both", "new", "old"]
    assert [named.updates for named in every_named(history)] == [2, 6, 7]
    assert [named.name for named in named_on(history, history.past())] == ["both", "new"]
    history.go(Moment(0, 5))
    path = history.past() + history.future()
    assert [named.name for named in named_on(history, path)] == ["both", "old"]


def test_where_a_branch_leaves_there_is_one_moment_with_one_name(worker: Worker) -> None:
    worker.history.name_moment(Moment(1, 0), "fork")
    assert worker.history.name_of(Moment(0, 4)) == "fork"
    worker.history.name_moment(Moment(0, 4), "")
    assert every_named(worker.history) == []


def test_a_name_stays_with_its_moment_whatever_comes_after(worker: Worker) -> None:
    worker.history.name_moment(Moment(1, 3), "tip")
    worker.run(5)
    worker.edit(0.5)
    worker.undo()
    assert every_named(worker.history) == [NamedMoment(Moment(1, 3), 7, "tip")]
