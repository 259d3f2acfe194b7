"""What is said beside the hill along one weight. No Qt."""

import math
from collections.abc import Sequence
from enum import Enum

from gui.formatting.numbers import number, signed
from gui.panels.one_weight.slice_view import SliceView
from gui.plotting.plot_frame import Frame


class Word(Enum):
    """What a line is about."""

    SLOPE = "slope"
    STEP = "step"
    REMARK = "remark"


def legend(view: SliceView, frame: Frame) -> list[tuple[str, Word]]:
    """The slope, and where the next step leads: this weight alone, and all together."""
    if not math.isfinite(view.loss):
        return [("the loss is too large to compute here", Word.REMARK)]
    if not math.isfinite(view.slope):
        return [("the slope is too large to compute here", Word.REMARK)]
    rows = " over all rows" if view.in_batches else ""
    lines = [(f"slope{rows} {signed(view.slope)}", Word.SLOPE)]
    if view.why_flat:
        lines = [(view.why_flat, Word.REMARK)]
    if view.after != view.value:
        up = " (uphill)" if view.slope * (view.after - view.value) > 0 else ""
        lines.append((f"{_alone(view, frame)}{up}", Word.STEP))
    elif view.why_flat:
        return lines
    refused = "the step would be refused"
    all_ = refused if view.loss_all is None else number(view.loss_all)
    return [*lines, (f"all weights: {all_}", Word.STEP)]


def in_short_lines(lines: Sequence[tuple[str, Word]]) -> list[tuple[str, Word]]:
    """The same, each in as many lines as it has parts."""
    return [
        (part, kind)
        for text, kind in lines
        for part in text.replace(": ", ":\n").replace(", loss", ",\nloss").split("\n")
    ]


def _alone(view: SliceView, frame: Frame) -> str:
    batch = ", by the batch" if view.in_batches else ""
    if not math.isfinite(view.after):
        return f"only this weight{batch}: too large a step"
    loss = number(view.loss_alone) if math.isfinite(view.loss_alone) else "too large to compute"
    text = f"only this weight{batch}: {number(view.after)}, loss {loss}"
    low, high = frame.steps
    if view.after < low:
        return f"← {text}"
    return f"{text} →" if view.after > high else text
