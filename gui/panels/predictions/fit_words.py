"""Predictions beside what was wanted, in words. No Qt in here."""

import numpy as np

from core.data.classification import Counts
from core.text.numbers import counted, grouped
from gui.formatting.numbers import number
from gui.panels.predictions.fit_view import FitKind, FitView

_MOST_CLASSES = 12


def fit_words(view: FitView) -> str:
    """What is to be seen of predictions, in a sentence."""
    if view.counts is not None:
        text = _confusion_words(view.counts, view.class_names)
    else:
        rows = counted(sum(points.x.size for points in view.points), "row")
        across, up = (
            f"{name} from {number(low)} to {number(high)}"
            for name, (low, high) in zip(view.names, view.spans, strict=True)
        )
        text = f"{view.kind.value}: {rows}; {across} across, {up} up{_off(view)}"
    return f"{text}. {view.note}" if view.note else text


def _off(view: FitView) -> str:
    """How far predictions are off at the most."""
    if view.kind not in (FitKind.ACTUAL, FitKind.RESIDUALS):
        return ""
    is_error = view.kind is FitKind.RESIDUALS
    errors = [points.y if is_error else points.y - points.x for points in view.points]
    most = np.abs(np.concatenate(errors)).max(initial=0.0)
    return f"; off by {number(float(most))} at the most"


def _confusion_words(counts: Counts, names: tuple[str, ...]) -> str:
    """What the rows of each class were taken for: "of 50 left, 48 predicted left, 2 right"."""
    lines = []
    for name, given in zip(names[:_MOST_CLASSES], counts.tolist(), strict=False):
        found = [f"{grouped(n)} {other}" for n, other in zip(given, names, strict=True) if n]
        lines.append(f"of {grouped(sum(given))} {name}, predicted {', '.join(found) or 'none'}")
    more = [f"and {len(names) - _MOST_CLASSES} more classes"] if len(names) > _MOST_CLASSES else []
    return "; ".join([*lines, *more])
