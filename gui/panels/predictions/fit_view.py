"""What there is to see of predictions, in numbers. No Qt in here."""

from enum import Enum

import numpy as np
from msgspec import Struct

from core.data.classification import YES_OR_NO, Counts, confusion, excludes, tells_classes
from core.data.dataset import Dataset
from core.document.document import Document
from core.document.made_inputs import given_names
from core.nn.arrays import Array, Rows
from core.nn.network import NodePlace
from core.opening.predicting import classes_of, predicted
from core.text.numbers import grouped
from core.training.experiment import Experiment
from gui.plotting.plot_frame import Span
from gui.plotting.scales import widened

_MOST_POINTS = 2000
_CURVE = 161
_FINE, _MOVING = 61, 25
_MARGIN = 0.08
Spans = tuple[Span, Span]


class FitKind(Enum):
    """How predictions are shown; the value is what the choice is called."""

    CURVE = "Curve"
    MAP = "Map"
    ACTUAL = "Predicted against actual"
    RESIDUALS = "Errors"
    CONFUSION = "Right and wrong classes"


class Part(Enum):
    """Whose classes are compared; the value is what the choice is called."""

    LEARNT = "rows learnt from"
    ASIDE = "rows set aside"
    ALL = "all rows"


class Points(Struct, frozen=True, eq=False):
    """Rows as points.

    Attributes:
        x: shape (points,).
        y: shape (points,).
        rows: which row each is, shape (points,).
        classes: the class of each, or its target, shape (points,).
        aside: whether they are rows set aside.
    """

    x: Array
    y: Array
    rows: Rows
    classes: Array
    aside: bool = False


class FitView(Struct, frozen=True, eq=False):
    """Predictions beside what was wanted.

    Attributes:
        kind: how they are shown.
        names: of the axes.
        spans: what the axes show unless other ranges were chosen.
        points: the rows; none for a confusion.
        line: the prediction along the input, shape (n, 2), as far as it is in view, or None.
        ground: predictions over the two inputs in view, shape (outputs, n, m), or None.
        counts: how many rows of each class are given which, or None.
        class_names: what classes are called; empty where numbers are predicted.
        note: what has to be said; may be empty.
    """

    kind: FitKind
    names: tuple[str, str]
    spans: Spans
    points: tuple[Points, ...] = ()
    line: Array | None = None
    ground: Array | None = None
    counts: Counts | None = None
    class_names: tuple[str, ...] = ()
    note: str = ""

    @property
    def heights(self) -> Span | None:
        """From which prediction to which the colours of the ground go, unless they are classes."""
        if self.ground is None or self.class_names:
            return None
        finite = self.ground[0][np.isfinite(self.ground[0])]
        return widened(float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)


def kinds_for(experiment: Experiment) -> list[FitKind]:
    """What fits, the best first."""
    inputs = len(experiment.dataset.given_inputs)
    classes = tells_classes(experiment.loss)
    found = []
    if inputs == 2:
        found.append(FitKind.MAP)
    if inputs == 1:
        found.append(FitKind.CURVE)
    if classes:
        return [*found, FitKind.CONFUSION]
    return [*found, FitKind.ACTUAL, FitKind.RESIDUALS]


def look(
    document: Document,
    predictions: Array,
    kind: FitKind,
    output: int,
    part: Part = Part.LEARNT,
    shown: Spans | None = None,
    *,
    moving: bool,
) -> FitView:
    """Look at the predictions of one output.

    Args:
        document: whose they are.
        predictions: for the rows learnt from, as the network gives them, shape (outputs, rows); a
            curve and a map find their own.
        kind: how they are shown.
        output: which prediction.
        part: whose classes are compared; whatever else is shown has the rows of both parts.
        shown: what the axes show; None for all rows.
        moving: whether things move, and a coarse look has to do.
    """
    if kind is FitKind.CONFUSION:
        return _confusion(document, predictions, part)
    if kind is FitKind.MAP:
        return _map(document, shown, moving)
    if kind is FitKind.CURVE:
        return _curve(document, output, shown)
    rows = document.experiment.dataset
    parts = [(rows, rows.target_scaling.originals(predictions)[output], False)]
    held_out = document.experiment.validation
    if held_out is not None:
        parts.append((held_out, predicted(document, held_out.given_inputs)[output], True))
    return _scatter(document, parts, output, kind)


def _name(document: Document, place: NodePlace) -> str:
    return document.experiment.network.node_name(place)


def output_name(document: Document, output: int) -> str:
    """What a prediction is called."""
    last = len(document.experiment.network.layers) - 1
    return _name(document, NodePlace(last, output))


def _some(rows: int) -> Rows:
    """The rows that are drawn: all, or evenly spread ones."""
    return np.linspace(0, rows - 1, min(rows, _MOST_POINTS)).round().astype(np.intp)


def _note(experiment: Experiment) -> str:
    """Which rows the points are."""
    rows, parts = experiment.dataset.rows, []
    if rows > _MOST_POINTS:
        parts.append(f"{grouped(_MOST_POINTS)} of {grouped(rows)} rows")
    if experiment.validation is not None:
        parts.append("hollow: set aside")
    return " · ".join(parts)


def _parts(document: Document) -> list[tuple[Dataset, bool]]:
    experiment = document.experiment
    parts = [(experiment.dataset, False)]
    return parts if experiment.validation is None else [*parts, (experiment.validation, True)]


def _curve(document: Document, output: int, shown: Spans | None) -> FitView:
    """One input: the prediction along it, through the points."""
    points = []
    for rows, aside in _parts(document):
        some = _some(rows.rows)
        x, y = rows.given_inputs[0][some], rows.own_targets[output][some]
        points.append(Points(x, y, some, y, aside))
    across = _span(*(part.x for part in points))
    line = _line(document, output, across)
    names = given_names(document.experiment)[0], output_name(document, output)
    heights = line[np.isfinite(line[:, 1]), 1]
    spans = across, _span(*(part.y for part in points), np.clip(heights, *_reach(points)))
    note = _note(document.experiment)
    if shown is not None:
        line = _line(document, output, shown[0])
    return FitView(FitKind.CURVE, names, spans, tuple(points), line, note=note)


def _line(document: Document, output: int, across: Span) -> Array:
    """The prediction along the input, shape (n, 2)."""
    x = np.linspace(*across, _CURVE)
    return np.column_stack((x, predicted(document, (x,))[output]))


def _reach(points: list[Points]) -> Span:
    """How far a curve may widen the axis: as far again as the points reach."""
    low, high = _span(*(part.y for part in points))
    return low - (high - low), high + (high - low)


def _map(document: Document, shown: Spans | None, moving: bool) -> FitView:
    """Two inputs: the prediction over both, with the points on it."""
    points = []
    for rows, aside in _parts(document):
        some = _some(rows.rows)
        x, y = (column[some] for column in rows.given_inputs)
        targets = np.stack([column[some] for column in rows.own_targets])
        kind = targets[0] if len(targets) == 1 else targets.argmax(axis=0).astype(float)
        points.append(Points(x, y, some, kind, aside))
    spans = _span(*(part.x for part in points)), _span(*(part.y for part in points))
    size = _MOVING if moving else _FINE
    grid = np.meshgrid(*(np.linspace(*span, size) for span in shown or spans), indexing="ij")
    values = predicted(document, tuple(axis.ravel() for axis in grid))
    across, up = given_names(document.experiment)
    return FitView(
        FitKind.MAP,
        (across, up),
        spans,
        tuple(points),
        ground=values.reshape(len(values), size, size),
        class_names=_classes(document),
        note=_note(document.experiment),
    )


def _scatter(
    document: Document, parts: list[tuple[Dataset, Array, bool]], output: int, kind: FitKind
) -> FitView:
    """Predicted against actual, or what is wrong with each prediction."""
    points = []
    for rows, values, aside in parts:
        some = _some(rows.rows)
        actual, found = rows.own_targets[output][some], values[some]
        is_finite = np.isfinite(found)
        some, actual, found = some[is_finite], actual[is_finite], found[is_finite]
        if kind is FitKind.ACTUAL:
            points.append(Points(actual, found, some, actual, aside))
        else:
            points.append(Points(found, found - actual, some, actual, aside))
    xs, ys = [part.x for part in points], [part.y for part in points]
    note = _note(document.experiment)
    if kind is FitKind.ACTUAL:
        both = _span(*xs, *ys)
        return FitView(kind, ("actual", "predicted"), (both, both), tuple(points), note=note)
    across, up = _span(*xs), _span(*ys, np.zeros(1))
    names = ("predicted", "predicted − actual")
    return FitView(kind, names, (across, up), tuple(points), note=note)


def _confusion(document: Document, found: Array, part: Part) -> FitView:
    """Which classes the rows of a part are given."""
    held_out = document.experiment.validation
    learnt = np.array(document.experiment.dataset.targets)
    exclusive = excludes(learnt)
    pairs = [(found, learnt)] if part is not Part.ASIDE else []
    if held_out is not None and part is not Part.LEARNT:
        pairs.append((predicted(document, held_out.given_inputs), np.array(held_out.targets)))
    predictions, targets = (np.concatenate(both, axis=1) for both in zip(*pairs, strict=True))
    counts = confusion(predictions, targets, exclusive=exclusive)
    names = _classes(document) if len(counts) == len(learnt) else YES_OR_NO
    size = float(len(names))
    return FitView(
        FitKind.CONFUSION,
        ("predicted", "actual"),
        ((0.0, size), (0.0, size)),
        counts=counts,
        class_names=names,
    )


def _classes(document: Document) -> tuple[str, ...]:
    return classes_of(document) if tells_classes(document.experiment.loss) else ()


def _span(*parts: Array) -> Span:
    """From a little below the least to a little above the greatest."""
    every = np.concatenate([part[np.isfinite(part)] for part in parts])
    if not every.size:
        return 0.0, 1.0
    low, high = widened(float(every.min()), float(every.max()))
    margin = _MARGIN * (high - low)
    return low - margin, high + margin
