"""What the tests of the loss panel read off it."""

import numpy as np

from core.nn.arrays import Array
from gui.panels.loss.loss_plot import LossPlot
from gui.plotting.plot_frame import Pixel, finite
from tests.gui.every_view import painted_texts


def drawn(plot: LossPlot, line: Array) -> list[tuple[float, float]]:
    """Steps and losses that a line goes through, gaps left out."""
    frame = plot.frame
    pairs = [(frame.step(x), frame.scale.loss(frame.height(y))) for x, y in finite(line).tolist()]
    return [(round(step, 6), float(f"{loss:.9g}")) for step, loss in pairs]


def place(line: Array, nth: int) -> Pixel:
    return Pixel(*finite(line)[nth].tolist())


def words(plot: LossPlot) -> list[str]:
    """All that is written on the plot."""
    with painted_texts() as written:
        plot.grab()
    return written


def labels(plot: LossPlot) -> list[str]:
    """What is written on it but for the axes."""
    return [text for text in words(plot) if any(map(str.isalpha, text)) and len(text) > 4]


def is_broken(plot: LossPlot, line: Array, nth: int) -> bool:
    """Whether the ground is seen between two moments of a line that are far from each other."""
    picture, ratio = plot.grab().toImage(), plot.devicePixelRatioF()
    begin, end = finite(line)[nth : nth + 2] * ratio
    parts = np.linspace(0.35, 0.65, 60)[:, np.newaxis]
    colors = [picture.pixelColor(round(x), round(y)) for x, y in begin + parts * (end - begin)]
    return any(color.lightness() > 240 for color in colors)


def steps_shown(plot: LossPlot) -> tuple[int, int]:
    """The whole counts of updates that the axis reaches over."""
    first, last = plot.frame.steps
    return int(np.ceil(first)), int(np.floor(last))


def in_view(plot: LossPlot, points: Array) -> bool:
    """Whether there are points, and all of them lie within the axes."""
    there = finite(points).tolist()
    return bool(there) and all(plot.frame.box.contains(*point) for point in there)
