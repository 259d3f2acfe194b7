"""How costs grow with rows, weights, layers and moments: exponents, beside what they may be.

A cost that grows as sizeᵏ is told by its exponent k: the slope of the straight line through the
logarithms of sizes and costs, over the upper half of the sizes, where what does not grow matters
least. Time is processor time, the least of a few; memory is what Python and NumPy hold for the
window more than before.
"""

import gc
import sys
import tracemalloc
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.document.document import Document
from core.files.document_file import decode_document, decode_history, encode_document
from core.nn.initializers import SUITED, randomise
from core.training.descent import Descent
from gui.shell.main_window import MainWindow
from tests.benchmarks.click import clicks
from tests.benchmarks.picture import busy
from tests.benchmarks.windows import settle, sized, window_of

TIMES = 3
UPDATE, STEP, BACK, RUN = "one update", "step to painted", "back to painted", "run"
SAVE, OPEN, MEMORY = "saving", "opening", "memory"
TOO_MUCH = 0.15  # above what the exponent may be

Costs = dict[str, float]


class Axis(Struct, frozen=True):
    """What grows, its sizes, and with which exponent each cost may grow."""

    what: str
    sizes: Sequence[int]
    measure: Callable[[int], Costs]
    goals: Mapping[str, float]


def begun(*sizes: int, rows: int) -> Document:
    """A network that neither dies nor explodes, however deep it is."""
    document = sized(*sizes, rows=rows)
    experiment = document.experiment
    experiment = replace(experiment, network=randomise(experiment.network, SUITED, seed=1))
    return Document(experiment, experiment)


def costs_of(document: Document) -> Costs:
    """What a document costs, in core and in the window."""
    found = {UPDATE: least(updates(document))}
    data = encode_document(document)
    found[SAVE] = least(lambda: encode_document(document))
    found[OPEN] = least(lambda: decode_document(data))
    with window_of(document) as window:
        found |= steps(window)
    return found | {MEMORY: memory(document)}


def costs_of_moments(moments: int) -> Costs:
    """What is to be paid after so many moments."""
    with window_of(begun(2, 8, 1, rows=50)) as window:
        session = window.session

        def run() -> None:
            session.step(moments)
            session.finish_run()

        tracemalloc.start()
        found = {RUN: busy(run)}
        found[MEMORY] = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        found |= steps(window)
        document, history = session.document, session.history
        data = encode_document(document, history)
        found[SAVE] = least(lambda: encode_document(document, history))
        found[OPEN] = least(lambda: decode_history(data, document))
    return found


def updates(document: Document) -> Callable[[], object]:
    """One update after another."""
    descent = Descent(document.experiment)
    return lambda: descent.run(1)


def steps(window: MainWindow) -> Costs:
    """What a click on Step and one on Back cost until all is painted."""
    click, session = clicks(window), window.session

    def back() -> None:
        session.back()
        while session.present.missing:
            settle(1)
        settle(3)

    click()
    return {STEP: least(click), BACK: least(back)}


def memory(document: Document) -> float:
    """The bytes that a window holds for a document after a step."""
    with window_of(begun(2, 8, 1, rows=1)) as window:
        click = clicks(window)
        gc.collect()
        tracemalloc.start()
        window.session.load(document)
        settle()
        click()
        held = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
    return held


def least(work: Callable[[], object]) -> float:
    """The least processor time of a few; some work takes too little to be measured just once."""
    often = max(1, int(0.01 / max(busy(work), 1e-5)))
    return min(busy(lambda: [work() for _ in range(often)]) / often for _ in range(TIMES))


def exponent(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """The slope of log cost over log size, over the upper half of the sizes."""
    half = len(sizes) // 2
    return float(np.polyfit(np.log(sizes[half:]), np.log(costs[half:]), 1)[0])


LINEAR = dict.fromkeys((UPDATE, STEP, BACK, SAVE, OPEN, MEMORY), 1.0)
WIDTHS = (2, 4, 10, 32, 100, 180, 320, 560, 1000)
AXES = {
    "rows": Axis(
        "rows of 2-8-1",
        [100, 316, 1000, 3160, 10_000, 31_600, 100_000, 316_000, 1_000_000],
        lambda rows: costs_of(begun(2, 8, 1, rows=rows)),
        LINEAR,
    ),
    "width": Axis(
        "weights of 2-n-n-1, n from 2 to 1,000, 50 rows",
        [n * n for n in WIDTHS],
        lambda weights: costs_of(begun(2, round(weights**0.5), round(weights**0.5), 1, rows=50)),
        LINEAR,
    ),
    "layers": Axis(
        "hidden layers of 8 nodes, 50 rows",
        [1, 2, 4, 8, 12, 18, 25, 35, 50],
        lambda layers: costs_of(begun(2, *[8] * layers, 1, rows=50)),
        LINEAR,
    ),
    "moments": Axis(
        "moments of 2-8-1, 50 rows",
        [10, 100, 1000, 10_000, 100_000, 1_000_000],
        costs_of_moments,
        {RUN: 1.0, MEMORY: 1.0, STEP: 0.0, BACK: 0.0, SAVE: 1.0, OPEN: 1.0},
    ),
}


def lines_of(axis: Axis) -> Iterator[str]:
    """The costs at the smallest and the largest size, and how they grow."""
    found = [axis.measure(size) for size in axis.sizes]
    for cost, goal in axis.goals.items():
        costs = [each[cost] for each in found]
        grows = exponent(axis.sizes, costs)
        verdict = "MORE THAN IT MAY" if grows > goal + TOO_MUCH else ""
        ends = " … ".join(f"{amount(cost, each):>9}" for each in (costs[0], costs[-1]))
        yield f"    {cost:16} {ends}   exponent {grows:5.2f}, may be {goal:.0f}  {verdict}"


def amount(cost: str, number: float) -> str:
    """A cost with its unit."""
    return f"{number / 2**20:.1f} MB" if cost == MEMORY else f"{number * 1e3:.2f} ms"


def main() -> None:
    """Print a line for each cost along each axis."""
    for axis in AXES.values():
        sys.stdout.write(f"  {axis.what}: {axis.sizes[0]:,} … {axis.sizes[-1]:,}\n")
        for line in lines_of(axis):
            sys.stdout.write(f"{line.rstrip()}\n")
        sys.stdout.flush()
