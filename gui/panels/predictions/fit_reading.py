"""What is read of predictions at a place in the plot, in lines. No Qt in here."""

from collections.abc import Sequence

import numpy as np

from core.document.document import Document
from core.nn.arrays import Array
from core.opening.predicting import predicted
from core.text.numbers import counted, grouped
from gui.formatting.numbers import number
from gui.panels.predictions.fit_view import FitKind, FitView, Points, output_name
from gui.plotting.plot_frame import Frame, Pixel

_REACH = 9.0


def found_at(view: FitView, frame: Frame, point: Pixel) -> tuple[Points, int] | None:
    """Which of which points is under the pointer."""
    best, found = _REACH, None
    for points in view.points:
        if points.x.size:
            away = np.hypot(*(frame.points(points.x, points.y) - point).T)
            at = int(away.argmin())
            if away[at] < best:
                best, found = float(away[at]), (points, at)
    return found


def row_at(view: FitView, frame: Frame, point: Pixel) -> int | None:
    """The row that is learnt from whose point is under the pointer."""
    found = found_at(view, frame, point)
    return None if found is None or found[0].aside else int(found[0].rows[found[1]])


def point_lines(view: FitView, points: Points, at: int) -> list[str]:
    """A row: which it is, and its two numbers; on a map its target too."""
    which = "row set aside" if points.aside else "row"
    pairs = zip(view.names, (points.x, points.y), strict=True)
    lines = [f"{which} {grouped(int(points.rows[at]) + 1)}"]
    lines += [f"{name} {number(float(values[at]))}" for name, values in pairs]
    if view.kind is FitKind.MAP:
        lines.append(f"target {_target(view, float(points.classes[at]))}")
    return lines


def _target(view: FitView, value: float) -> str:
    """The name of a class, or a number."""
    return view.class_names[round(value)] if view.class_names else number(value)


def prediction_at(document: Document, at: Sequence[float]) -> Array:
    """All predictions at inputs, shape (outputs,); both in their own units."""
    return predicted(document, tuple(np.array([value]) for value in at))[:, 0]


def place_of(
    document: Document, kind: FitKind, output: int, at: Sequence[float]
) -> tuple[float, float]:
    """Where inputs are on a plot of this kind: on the map, or on the curve of an output."""
    if kind is FitKind.MAP:
        return at[0], at[1]
    return at[0], float(prediction_at(document, at)[output])


def prediction_lines(
    document: Document, view: FitView, output: int, at: Sequence[float]
) -> list[str]:
    """What is predicted at inputs: the likeliest class, or one of the predictions."""
    values = prediction_at(document, at)
    lines = [f"{name} {number(value)}" for name, value in zip(view.names, at, strict=False)]
    if view.class_names and view.kind is FitKind.MAP:
        return lines + _classes(view, values)
    return [*lines, f"{output_name(document, output)} {number(float(values[output]))}"]


def _classes(view: FitView, values: Array) -> list[str]:
    """The likeliest class, and what is predicted for it."""
    each = np.array([1 - values[0], values[0]]) if len(values) == 1 else values
    best = int(each.argmax())
    return [f"{view.class_names[best]}: {number(float(each[best]))}"]


def cell_lines(view: FitView, across: float, down: float) -> list[str]:
    """How many rows of one class are given another."""
    assert view.counts is not None
    last = len(view.class_names) - 1
    given, actual = (min(max(int(place), 0), last) for place in (across, down))
    rows, every = int(view.counts[actual, given]), int(view.counts[actual].sum())
    names = view.class_names
    return [
        f"actual {names[actual]}, predicted {names[given]}",
        f"{grouped(rows)} of {counted(every, 'row')}",
    ]
