"""How quickly the hill is seen: first picture, frames while it is refined, drag to painted.

The real window at 1440 × 900 on the page of two weights. Drag to painted is told for the hill and
for the window without it, taken in turns, and as the ratio of the two.
"""

import statistics
import sys
import time

import numpy as np
from PySide6.QtWidgets import QApplication, QDockWidget

from gui.operations.numbers import Scrub, parameter
from gui.panels.hill.hill_panel import TWO_WEIGHTS
from gui.panels.two_weights.plane.plane_range import FINE
from gui.shell.main_window import MainWindow
from tests.benchmarks.windows import Documents, bank, settle, sized, window_of

MOVES = 40
DOCUMENTS: Documents = {
    "2-2-1, 1 row": bank,
    "2-8-8-1, 500 rows": lambda: sized(2, 8, 8, 1, rows=500),
    "9-8-1, 534 rows": lambda: sized(9, 8, 1, rows=534),
}


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
    for name, document in DOCUMENTS.items():
        with window_of(document()) as window:
            window.hill_panel.show_page(TWO_WEIGHTS)
            settle()
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
