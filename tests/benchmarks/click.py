"""How long it takes from a click on Step, or a move of a drag, to everything painted.

Processor time, divided by that of drawing a fixed picture in the same round: 300 short texts and
100 smooth lines at 1440 × 900. So a busy or a slow machine changes the figures little.
"""

import statistics
import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from gui.operations.numbers import Scrub, parameter
from gui.shell.main_window import MainWindow
from tests.benchmarks.picture import busy, picture_seconds
from tests.benchmarks.rounds import Figure
from tests.benchmarks.windows import Documents, bank, settle, sized, window_of

WARM_UP, ROUNDS = 8, 25
PASSES = 3  # of the event loop until everything is painted
DOCUMENTS: Documents = {
    "2-2-1, 1 row": bank,
    "2-8-8-1, 500 rows": lambda: sized(2, 8, 8, 1, rows=500),
    "9-30-30-1, 534 rows": lambda: sized(9, 30, 30, 1, rows=534),
    "9-100-100-1, 534 rows": lambda: sized(9, 100, 100, 1, rows=534),
}

Work = Callable[[], object]


def clicks(window: MainWindow) -> Work:
    """One click on Step at a time."""
    step = window.findChild(QPushButton, "step")
    assert step is not None

    def click() -> None:
        QTest.mouseClick(step, Qt.MouseButton.LeftButton)
        settle(PASSES)

    return click


def moves(window: MainWindow) -> Work:
    """One move at a time of a drag at the first weight."""
    scrub, at = Scrub(window.session, parameter(0)), 0

    def move() -> None:
        nonlocal at
        at += 1
        scrub.move_to(0.5 + 0.01 * (at % 10))
        settle(PASSES)

    return move


def measure(work: Work) -> Figure:
    """Time some work and the picture in turns."""
    times, ratios = [], []
    for at in range(WARM_UP + ROUNDS):
        mine, its = busy(work), picture_seconds()
        if at >= WARM_UP:
            times.append(mine)
            ratios.append(mine / its)
        QApplication.processEvents()
    return Figure(statistics.median(times), ratios)


def main() -> None:
    """Print two lines for each document."""
    for name, document in DOCUMENTS.items():
        with window_of(document()) as window:
            figures = {"click": measure(clicks(window)), "drag": measure(moves(window))}
            window.session.cancel()
        for kind, figure in figures.items():
            took = f"{figure.seconds * 1e3:6.1f} ms"
            sys.stdout.write(f"  {name:22} {kind:6} {took} {figure.ratio}\n")
