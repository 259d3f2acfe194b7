"""The best moment on rows set aside, with validation losses that are written down."""

from collections.abc import Sequence

import numpy as np

from core.document.document import Document
from core.history.best_moment import BestMoment, best_moment
from core.history.history import History
from core.history.moments import Moment
from tests.core.builders import as_document, bank


class Trail:
    """A history whose losses are what a test says."""

    def __init__(self, validation: float | None) -> None:
        self.document: Document = as_document(bank())
        self.history = History(self.document, 1.0, validation)

    def run(self, validation: Sequence[float]) -> None:
        count = len(validation)
        document, missing = self.history.nearest(self.history.present)
        assert missing == 0
        trace = self.history.begin_run(document, 1.0, 9.0)
        vectors = np.tile(document.experiment.network.parameters, (count, 1))
        trace.extend(np.ones(count), vectors, np.array(validation))
        self.history.extend_run()
        self.history.end_run()

    def edit(self, validation: float) -> None:
        document, _ = self.history.nearest(self.history.present)
        self.history.record_edit("Edit", document, 1.0, "", validation)


def test_without_rows_set_aside_there_is_none() -> None:
    trail = Trail(None)
    trail.run([3.0, 2.0])
    assert best_moment(trail.history) is None


def test_it_is_the_first_of_the_lowest() -> None:
    trail = Trail(5.0)
    trail.run([4.0, 2.0, 3.0, 2.0])
    assert best_moment(trail.history) == BestMoment(Moment(0, 2), 2, 2.0)


def test_the_start_can_be_the_best() -> None:
    trail = Trail(5.0)
    trail.run([6.0, 7.0])
    assert best_moment(trail.history) == BestMoment(Moment(0, 0), 0, 5.0)


def test_losses_that_were_not_computed_are_passed_over() -> None:
    trail = Trail(5.0)
    trail.run([np.nan, 4.0, np.nan])
    assert best_moment(trail.history) == BestMoment(Moment(0, 2), 2, 4.0)


def test_what_comes_after_the_present_does_not_count() -> None:
    trail = Trail(5.0)
    trail.run([4.0, 3.0, 2.0])
    trail.history.go(Moment(0, 1))
    assert best_moment(trail.history) == BestMoment(Moment(0, 1), 1, 4.0)


def test_what_lies_ahead_counts_where_it_is_asked_for() -> None:
    trail = Trail(5.0)
    trail.run([4.0, 3.0, 2.0, 6.0])
    trail.history.go(Moment(0, 1))
    assert best_moment(trail.history, ahead=True) == BestMoment(Moment(0, 3), 3, 2.0)


def test_a_branch_has_the_moments_before_it_and_its_own_but_not_those_it_left() -> None:
    trail = Trail(5.0)
    trail.run([4.0, 3.5, 1.0, 6.0])
    trail.history.go(Moment(0, 2))
    trail.run([3.0, 2.0, 8.0])
    assert best_moment(trail.history) == BestMoment(Moment(1, 2), 4, 2.0)
    trail.history.go(Moment(1, 1))
    assert best_moment(trail.history) == BestMoment(Moment(1, 1), 3, 3.0)
    trail.history.go(Moment(0, 4))
    assert best_moment(trail.history) == BestMoment(Moment(0, 3), 3, 1.0)


def test_an_edit_on_the_way_is_a_moment_too() -> None:
    trail = Trail(5.0)
    trail.run([4.0, 3.0])
    trail.edit(0.5)
    trail.run([2.0])
    assert best_moment(trail.history) == BestMoment(Moment(1, 0), 2, 0.5)
