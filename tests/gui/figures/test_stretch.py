"""The moments that an animation shows."""

import pytest

from core.history.moments import Moment
from gui.figures.animation import Stretch, usual_stretch
from tests.core.builders import as_document, sized_experiment
from tests.core.history_worker import Worker


@pytest.fixture
def worker() -> Worker:
    return Worker(as_document(sized_experiment((2, 2, 1), 4, learning_rate=0.02)))


def test_the_last_moment_is_always_shown(worker: Worker) -> None:
    worker.run(10)
    shown = Stretch(1, 9, 3).moments(worker.history)
    assert shown == [Moment(0, 1), Moment(0, 4), Moment(0, 7), Moment(0, 9)]


def test_what_is_no_moment_of_the_path_is_left_out(worker: Worker) -> None:
    worker.run(3)
    assert Stretch(2, 90, 50).moments(worker.history) == [Moment(0, 2), Moment(0, 3)]
    assert Stretch(0, 0).moments(worker.history) == [Moment(0, 0)]


@pytest.mark.parametrize(("steps", "every"), [(5, 1), (60, 1), (61, 2), (130, 5), (900, 20)])
def test_usual_are_all_moments_in_sixty_frames_at_the_most(
    worker: Worker, steps: int, every: int
) -> None:
    worker.run(steps)
    worker.history.go(Moment(0, 2))
    assert usual_stretch(worker.history) == Stretch(0, steps, every)
    assert len(usual_stretch(worker.history).moments(worker.history)) <= 61
