import numpy as np
import pytest

from core.document.document import Document
from core.document.edits import with_network
from core.history.history import History
from core.history.moments import Moment, Segment
from core.nn.arrays import Array
from core.nn.network_edits import set_parameters
from core.opening.starters import BANK, open_starter
from core.training import trace
from core.training.evaluation import evaluate
from core.training.trace import Trace
from gui.panels.loss.lines.loss_curves import LossCurves
from gui.panels.loss.lines.thinned_losses import LineLosses


def bank() -> Document:
    return open_starter(BANK)


def begin(first: float = 121.0) -> History:
    return History(bank(), first)


def run_on(history: History, losses: list[float] | Array) -> None:
    """Record updates with these losses; what the parameters are does not matter here."""
    document, _ = history.nearest(history.present)
    run = history.begin_run(document, history.loss_at(history.present) or 0.0)
    size = document.experiment.network.parameters.size
    run.extend(np.asarray(losses, dtype=np.float64), np.zeros((len(losses), size)))
    history.extend_run()
    history.end_run()


def edit(history: History, loss: float, name: str = "edit") -> None:
    document, _ = history.nearest(history.present)
    history.record_edit(name, document, loss)


def points(curves: LossCurves, segments: list[Segment]) -> list[tuple[float, float]]:
    steps, losses = curves.curve(segments, -1e9, 1e9, 1000)
    return list(zip(steps.tolist(), losses.tolist(), strict=True))


def gapless(found: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [point for point in found if np.isfinite(point).all()]


def test_the_path_is_drawn_up_to_the_present_and_ahead_from_it() -> None:
    history = begin()
    run_on(history, [20, 15, 9])
    history.go(Moment(0, 1))
    curves = LossCurves(history)
    assert points(curves, history.past()) == [(0, 121), (1, 20)]
    assert points(curves, history.future()) == [(1, 20), (2, 15), (3, 9)]
    assert curves.ghosts == []


def test_a_branch_leaves_the_rest_of_the_old_line_as_a_ghost() -> None:
    history = begin()
    run_on(history, [20, 15, 9])
    history.go(Moment(0, 1))
    run_on(history, [14, 8])
    curves = LossCurves(history)
    assert curves.ghosts == [Segment(0, 2, 3)]
    assert points(curves, curves.ghosts) == [(1, 20), (2, 15), (3, 9)]
    assert gapless(points(curves, history.past())) == [(0, 121), (1, 20), (1, 20), (2, 14), (3, 8)]


def test_only_the_latest_ghosts_are_kept_when_there_are_too_many() -> None:
    history = begin()
    for k in range(6):
        history.go(Moment(0, 0))
        run_on(history, [float(k), 1.0])
    assert [line for line, _, _ in LossCurves(history, 3).ghosts] == [2, 3, 4]


def test_an_edit_breaks_the_line() -> None:
    history = begin()
    run_on(history, [20.0])
    edit(history, 50.0)
    run_on(history, [30.0])
    drawn = points(LossCurves(history), history.past())
    assert gapless(drawn) == [(0, 121), (1, 20), (1, 50), (2, 30)]
    assert np.isnan(drawn[2]).all()


def test_losses_that_are_not_finite_become_gaps() -> None:
    history = begin()
    run_on(history, [20.0])
    for loss in (np.inf, np.nan):
        edit(history, loss)
    curves = LossCurves(history)
    steps, losses = curves.curve(history.past(), 0, 20, 100)
    assert not np.isinf(losses).any()
    assert gapless(list(zip(steps, losses, strict=True))) == [(0, 121), (1, 20)]
    assert curves.extent().highest == 121


def test_the_axes_reach_over_kept_runs_that_are_near_but_not_over_far_ones() -> None:
    history = begin(1.0)
    run_on(history, [2.0] * 30)
    history.go(Moment(0, 0))
    edit(history, 0.5)
    run_on(history, [0.25])
    extent = LossCurves(history).extent()
    assert (extent.highest, extent.last_step, extent.every.lowest_positive) == (2.0, 30, 0.25)
    history.go(Moment(0, 0))
    edit(history, 0.5)
    run_on(history, [1e300] * 5000)
    history.go(Moment(0, 0))
    edit(history, 0.5)
    extent = LossCurves(history).extent()
    assert (extent.highest, extent.every.highest) == (2.0, 1e300)
    assert extent.last_step == 200


def test_many_losses_are_reduced_to_columns_that_keep_every_extreme() -> None:
    losses = np.random.default_rng(3).random(100_000)
    losses[[12_345, 77_777]] = -5, 9
    history = begin()
    run_on(history, losses)
    steps, drawn = LossCurves(history).curve(history.past(), 0, 1e6, 300)
    assert len(steps) <= 1200
    assert np.all(np.diff(steps) >= 0)
    assert [drawn.min(), drawn.max()] == [-5, 121]
    assert steps[-1] == 100_000


def test_zoomed_in_only_what_is_in_view_is_drawn_and_exactly() -> None:
    losses = np.arange(100_000.0)
    history = begin()
    run_on(history, losses)
    steps, drawn = LossCurves(history).curve(history.past(), 50_000, 50_100, 300)
    assert steps[0] <= 50_000
    assert steps[-1] >= 50_100
    assert len(steps) < 120
    assert drawn.tolist() == losses[steps.astype(int) - 1].tolist()


@pytest.mark.parametrize("exact", [400, 10**6])
def test_reduced_while_it_grows_is_the_same_as_reduced_at_once(
    monkeypatch: pytest.MonkeyPatch, exact: int
) -> None:
    monkeypatch.setattr(trace, "EXACT_LOSSES", exact)
    losses = np.random.default_rng(0).normal(size=5000)
    growing = Trace(np.zeros(1), 0.0)
    lines = LineLosses(growing)
    for part in np.array_split(losses, 37):
        growing.extend(part, np.zeros((len(part), 1)))
        seen = lines.extremes()
        columns = lines.columns(0, growing.last, 50)
    every = np.concatenate(([0.0], losses))
    assert (seen.lowest, seen.highest) == (every.min(), every.max())
    if exact > 5000:
        assert seen.lowest_positive == every[every > 0].min()
    fresh = LineLosses(growing).columns(0, growing.last, 50)
    assert columns.lowest.tolist() == fresh.lowest.tolist()
    assert (columns.lowest.min(), columns.highest.max()) == (every.min(), every.max())


def test_the_nearest_moment_is_found_by_what_is_seen() -> None:
    history = begin()
    run_on(history, [20, 15, 9])
    history.go(Moment(0, 1))
    run_on(history, [14, 8])
    curves = LossCurves(history)

    def near(step: float, loss: float) -> Moment | None:
        found = curves.nearest((step, loss), (10.0, 10.0), 9.0, lambda losses: losses)
        return found.moment if found else None

    assert near(3.1, 9.1) == Moment(0, 3)
    assert near(3.1, 8.1) == Moment(1, 2)
    assert near(0.9, 20) == Moment(0, 1)
    assert near(2.0, 100) is None
    assert near(9.0, 8) is None


def test_the_history_of_a_real_edit_and_its_loss() -> None:
    document = bank()
    history = History(document, evaluate(document.experiment).loss)
    changed = with_network(document, set_parameters(document.experiment.network, [0], 1.0))
    history.record_edit("weight", changed, evaluate(changed.experiment).loss)
    found = LossCurves(history).found(history.present)
    assert (found.step, found.loss) == (0, evaluate(changed.experiment).loss)
