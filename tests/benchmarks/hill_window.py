"""How quickly the hill is seen: first picture, frames while it is refined, drag to painted.

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.hill_window

The real window at 1440 × 900 on the page of two weights. Drag to painted is told for the hill and
for the window without it, taken in turns, and as the ratio of the two.
"""

import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from PySide6.QtWidgets import QApplication, QDockWidget

from core.document.document import Document
from core.opening.starters import BANK, open_starter
from core.training.experiment import Experiment
from gui.app import create_window
from gui.operations.numbers import Scrub, parameter
from gui.panels.hill.hill_panel import TWO_WEIGHTS
from gui.panels.two_weights.plane_range import FINE
from gui.shell.main_window import MainWindow
from tests.core.builders import sized_experiment

MOVES = 40
PASSES = 400


def documents() -> dict[str, Document]:
    """What is looked at."""

    def document(experiment: Experiment) -> Document:
        return Document(experiment, experiment)

    return {
        "bank": open_starter(BANK),
        "XOR": open_starter("xor"),
        "2-8-8-1, 500 rows": document(sized_experiment((2, 8, 8, 1), 500)),
        "9-8-1, 534 rows": document(sized_experiment((9, 8, 1), 534)),
    }


@contextmanager
def window_of(document: Document) -> Iterator[MainWindow]:
    """The window with the hill over two weights open."""
    window = create_window()
    window.resize(1440, 900)
    window.show()
    window.session.load(document)
    window.hill_panel.show_page(TWO_WEIGHTS)
    settle()
    yield window
    window.session.load(document)
    window.close()


def settle(passes: int = 20) -> None:
    """Let everything be painted that waits for it."""
    for _ in range(passes):
        QApplication.processEvents()


def first_picture(window: MainWindow) -> float:
    """Milliseconds from asking for another plane to its coarse picture painted."""
    page = window.hill_panel.plane
    times = []
    for _ in range(15):
        begun = time.perf_counter()
        page.scene.fit()
        page.contours.repaint()
        times.append(time.perf_counter() - begun)
        settle()
    return statistics.median(times) * 1e3


def longest_wait(window: MainWindow) -> tuple[float, float]:
    """The longest pass of the event loop while a picture is refined, and the time it takes."""
    scene = window.hill_panel.plane.scene
    scene.fit()
    begun = time.perf_counter()
    longest = 0.0
    while scene.view is not None and scene.view.losses.shape != (FINE, FINE):
        start = time.perf_counter()
        QApplication.processEvents()
        longest = max(longest, time.perf_counter() - start)
    return longest * 1e3, (time.perf_counter() - begun) * 1e3


def drag_to_painted(window: MainWindow) -> tuple[list[float], list[float]]:
    """Seconds from a move of a weight to all painted: with the hill, and without."""
    dock = window.findChild(QDockWidget, "Hill")
    assert dock is not None
    scrub = Scrub(window.session, parameter(0))
    taken: tuple[list[float], list[float]] = ([], [])
    for block in range(6):
        dock.setVisible(block % 2 == 0)
        settle()
        for move in range(MOVES // 2):
            begun = time.perf_counter()
            scrub.move_to(0.5 + 0.01 * (move + block))
            QApplication.processEvents()
            taken[block % 2].append(time.perf_counter() - begun)
    scrub.cancel()
    dock.show()
    return taken


def main() -> None:
    """Print a line for each document."""
    for name, document in documents().items():
        with window_of(document) as window:
            first = first_picture(window)
            wait, whole = longest_wait(window)
            with_hill, without = drag_to_painted(window)
        median, bare = statistics.median(with_hill) * 1e3, statistics.median(without) * 1e3
        late = float(np.percentile(with_hill, 95)) * 1e3
        sys.stdout.write(
            f"{name:20} first picture {first:5.1f} ms · refined in {whole:6.1f} ms,"
            f" longest wait {wait:4.1f} ms · drag to painted {median:5.1f} ms"
            f" (95 %: {late:.1f}), without the hill {bare:5.1f} ms: {median / bare:.2f} ×\n"
        )


if __name__ == "__main__":
    main()
