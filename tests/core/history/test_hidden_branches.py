"""Which moments are hidden with a branch: its own, and none that a branch on show leads through."""

import pytest

from core.history.hidden_branches import hidden_from
from core.history.history import History
from core.history.moments import Moment
from tests.core.builders import as_document, sized_experiment
from tests.core.history_worker import Worker


@pytest.fixture
def worker() -> Worker:
    """Ten steps; three from the fourth; from the second of these two with an edit before."""
    worker = Worker(as_document(sized_experiment((2, 2, 1), 4, learning_rate=0.02)))
    worker.run(10)
    worker.history.go(Moment(0, 4))
    worker.run(3)
    worker.history.go(Moment(1, 2))
    worker.edit(0.5)
    worker.run(2)
    return worker


@pytest.fixture
def history(worker: Worker) -> History:
    return worker.history


def hide(history: History, *which: int) -> dict[int, float]:
    for at, branch in enumerate(history.branches):
        history.branches.show(branch, shown=at not in which)
    return hidden_from(history)


def test_with_nothing_hidden_every_line_is_seen(history: History) -> None:
    assert hide(history) == {}


def test_what_another_branch_leads_through_stays(history: History) -> None:
    assert hide(history, 0) == {0: 5}, "the others left it at its fourth moment"
    assert hide(history, 1) == {1: 3}
    assert hide(history, 2) == {2: float("-inf")}
    assert hide(history, 1, 2) == {1: float("-inf"), 2: float("-inf")}
    assert hide(history, 0, 1) == {0: 5, 1: 3}


def test_all_of_them_hidden_hides_all(history: History) -> None:
    assert set(hide(history, 0, 1, 2)) == {0, 1, 2}


def test_a_branch_on_show_that_grows_stays_on_show(worker: Worker, history: History) -> None:
    hide(history, 0, 1)
    history.go(Moment(2, 2))
    worker.run(5)
    assert hidden_from(history) == {0: 5, 1: 3}


def test_a_new_start_does_not_lead_through_what_was_before_it(worker: Worker) -> None:
    history = worker.history
    history.go(Moment(0, 10))
    worker.restart_from(0.25)
    worker.run(2)
    assert hide(history, 0) == {0: 5}
    assert hide(history, 0, 1, 2) == {0: float("-inf"), 1: float("-inf"), 2: float("-inf")}
