"""The branches of a history, by example and for whatever one does."""

from itertools import pairwise

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from core.history.history import History
from core.history.moments import Moment
from core.history.outcomes import end_of, outcome_of, start_of
from tests.core.builders import as_document, sized_experiment
from tests.core.history_worker import Worker


@pytest.fixture
def worker() -> Worker:
    return Worker(as_document(sized_experiment((2, 2, 1), 4, learning_rate=0.02)))


def ends(history: History) -> list[Moment]:
    return [end_of(history, branch) for branch in history.branches]


def test_without_an_update_there_is_none(worker: Worker) -> None:
    worker.edit(0.5)
    worker.run(0)
    assert len(worker.history.branches) == 0


def test_runs_and_edits_one_after_the_other_are_one_branch(worker: Worker) -> None:
    worker.run(5)
    worker.run(2)
    worker.edit(0.25)
    worker.edit(0.5)
    worker.run(3)
    assert ends(worker.history) == [Moment(2, 3)]
    assert outcome_of(worker.history, worker.history.branches[0]).updates == 10


def test_an_edit_that_was_taken_back_belongs_to_no_branch(worker: Worker) -> None:
    worker.run(5)
    worker.edit(9.0, "Bad")
    assert ends(worker.history) == [Moment(0, 5)]
    worker.undo()
    worker.edit(0.5, "Good")
    worker.run(2)
    assert ends(worker.history) == [Moment(2, 2)]


def test_stepping_from_an_earlier_moment_begins_one(worker: Worker) -> None:
    worker.run(10)
    worker.history.go(Moment(0, 4))
    worker.run(2)
    worker.history.go(Moment(0, 0))
    worker.run(10)
    assert ends(worker.history) == [Moment(0, 10), Moment(1, 2), Moment(2, 10)]
    assert [outcome_of(worker.history, one).updates for one in worker.history.branches] == [
        10,
        6,
        10,
    ]


def test_a_new_start_begins_one_although_it_comes_after_the_end(worker: Worker) -> None:
    worker.run(10)
    worker.restart_from(0.5)
    worker.edit(0.25)
    worker.run(3)
    history = worker.history
    assert ends(history) == [Moment(0, 10), Moment(2, 3)]
    assert start_of(history, history.branches[1]) == Moment(2, 0), "with all edits made there"
    assert outcome_of(history, history.branches[1]).updates == 3


def test_of_two_that_go_on_from_an_end_the_first_with_updates_is_the_same_branch(
    worker: Worker,
) -> None:
    worker.run(5)
    worker.edit(0.25)
    worker.history.go(Moment(0, 5))
    worker.edit(0.5)
    worker.run(2)
    assert ends(worker.history) == [Moment(2, 2)]
    worker.history.go(Moment(1, 0))
    worker.run(4)
    assert ends(worker.history) == [Moment(2, 2), Moment(1, 4)]


def test_a_line_that_grows_after_it_was_left_is_another_branch(worker: Worker) -> None:
    worker.run(5)
    worker.edit(0.25)
    worker.run(2)
    worker.history.go(Moment(0, 5))
    worker.run(3)
    assert ends(worker.history) == [Moment(1, 2), Moment(0, 8)]


def test_a_name_and_whether_it_is_shown_stay_while_a_branch_goes_on(worker: Worker) -> None:
    worker.run(5)
    branches = worker.history.branches
    branches.rename(branches[0], " slow \n one ")
    branches.show(branches[0], shown=False)
    worker.edit(0.25)
    worker.run(2)
    assert [(one.name, one.is_shown, one.tip) for one in branches] == [("slow one", False, 1)]
    before = branches.version
    branches.show(branches[0], shown=True)
    assert branches.version != before


def test_the_time_spent_is_that_of_the_updates_on_the_way(worker: Worker) -> None:
    worker.run(10)
    worker.history.go(Moment(0, 5))
    worker.run(4)
    worker.history.lines[0].seconds, worker.history.lines[1].seconds = 2.0, 8.0
    spent = [outcome_of(worker.history, one).seconds for one in worker.history.branches]
    assert spent == [2.0, 1.0 + 8.0]


DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("run"), st.integers(0, 4)),
        st.tuples(st.just("edit"), st.integers(0, 9)),
        st.tuples(st.just("anew"), st.integers(0, 9)),
        st.tuples(st.just("go"), st.integers(0, 40)),
    ),
    max_size=25,
)


@given(DEEDS)
@settings(max_examples=40)
def test_every_update_lies_on_a_branch_and_every_branch_ends_where_nothing_of_it_goes_on(
    deeds: list[tuple[str, int]],
) -> None:
    worker = Worker(as_document(sized_experiment((1, 1, 1), 2, learning_rate=0.01)))
    history, counts, known = worker.history, [0], list[object]()
    for deed, number in deeds:
        if deed == "run":
            worker.run(number, portion=2)
        elif deed == "edit":
            worker.edit(number / 10)
        elif deed == "anew":
            worker.restart_from(number / 10)
        else:
            every = [
                Moment(at, offset)
                for at, line in enumerate(history.lines)
                for offset in range(line.first, line.trace.last + 1)
            ]
            history.go(every[number % len(every)])
        assert known == [*history.branches][: len(known)], "none goes, and none changes places"
        known = [*history.branches]
        counts.append(len(known))
    assert all(before <= after for before, after in pairwise(counts))
    tips = [branch.tip for branch in history.branches]
    assert len(set(tips)) == len(tips)
    covered = {
        (line, offset)
        for branch in history.branches
        for line, first, last in history.path(end_of(history, branch))
        for offset in range(first, last + 1)
    }
    updates = {
        (at, offset)
        for at, line in enumerate(history.lines)
        for offset in range(1, line.trace.last + 1)
    }
    assert updates <= covered
    for branch in history.branches:
        assert history.lines[branch.tip].trace.last > 0
