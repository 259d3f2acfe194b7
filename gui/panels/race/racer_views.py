"""The predictions of all racers, to be looked at side by side. No Qt in here."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from core.document.document import Document
from core.text.numbers import grouped
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from gui.panels.predictions.fit_view import FitKind, FitView, Spans, kinds_for, look
from gui.plotting.plot_frame import Span

_MOST_ROWS, _MOVING_ROWS = 400, 80  # small pictures show no more
_OF_ROWS = (FitKind.ACTUAL, FitKind.CONFUSION)


class Place(NamedTuple):
    """Where a racer stands, and whether it has left the numbers there."""

    experiment: Experiment
    is_out: bool = False


class RacerViews(NamedTuple):
    """The predictions of each racer, on the same axes and in the same colours.

    Attributes:
        views: one for each racer.
        spans: what all axes show.
        heights: from which prediction to which colours go; None unless they stand for numbers.
        note: what has to be said of rows left out; may be empty.
    """

    views: tuple[FitView, ...]
    spans: Spans
    heights: Span | None
    note: str


def racer_views(document: Document, places: Sequence[Place], *, moving: bool) -> RacerViews:
    """Look at the first prediction of each racer; those that are out do not stretch the axes.

    Args:
        document: that the race began with.
        places: where the racers stand.
        moving: whether they move, and a coarse look has to do.
    """
    kind = kinds_for(document.experiment)[0]
    most = _MOVING_ROWS if moving else _MOST_ROWS
    few = (_with_rows(place.experiment, most) for place in places)
    views = tuple(_view(document, experiment, kind, moving) for experiment in few)
    pairs = zip(views, places, strict=True)
    leading = [view for view, place in pairs if not place.is_out] or views
    grounds = [view.heights for view in leading if view.heights is not None]
    spans = tuple(_around([view.spans[axis] for view in leading]) for axis in (0, 1))
    rows = document.experiment.dataset.rows
    part = f"{grouped(most)} of {grouped(rows)} rows" if rows > most else ""
    return RacerViews(views, (spans[0], spans[1]), _around(grounds) if grounds else None, part)


def _with_rows(experiment: Experiment, most: int) -> Experiment:
    """The experiment with no more rows than that, of either part."""
    aside = experiment.validation
    return replace(
        experiment,
        dataset=experiment.dataset.sampled(most),
        validation=None if aside is None else aside.sampled(most),
    )


def _view(document: Document, few: Experiment, kind: FitKind, moving: bool) -> FitView:
    predictions = evaluate(few).predictions if kind in _OF_ROWS else np.empty((0, 0))
    return look(document.with_experiment(few), predictions, kind, 0, moving=moving)


def _around(spans: Sequence[Span]) -> Span:
    return min(low for low, _ in spans), max(high for _, high in spans)
