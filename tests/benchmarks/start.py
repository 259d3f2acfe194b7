"""How long a start takes until the drawing is painted, and until all of the window is.

Each start is a process of its own, in turns with one that opens a bare Qt window of the same size;
a figure is the median of the ratios to that. Bytecode has been written before.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.rounds import Figure

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 9
_TELL = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow

def tell():
    sys.stdout.write(f"{time.time()} ")
    sys.stdout.flush()
"""
BARE = f"""{_TELL}
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        tell()
        os._exit(0)

application = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
application.exec()
"""
DOWNHILL = f"""{_TELL}
from gui.app import create_window

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            window.canvas.removeEventFilter(self)
            tell()
        return False

def end():
    for _ in range(3):
        QApplication.processEvents()
    tell()
    os._exit(0)

window = create_window()
paint = FirstPaint()
window.canvas.installEventFilter(paint)
window.completed.connect(end)
window.show()
QApplication.instance().exec()
"""


def seconds_to(program: str) -> list[float]:
    """Seconds from the start of a process to each moment that it tells."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.time()
    told = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    return [float(moment) - begun for moment in told.stdout.split()]


def main() -> None:
    """Print a line for the bare window, for the first paint and for the complete one."""
    seconds_to(DOWNHILL)  # writes the bytecode
    rounds = [(*seconds_to(BARE), *seconds_to(DOWNHILL)) for _ in range(ROUNDS)]
    for at, name in enumerate(("bare window", "first paint", "all painted")):
        times = [each[at] for each in rounds]
        figure = Figure(statistics.median(times), [each[at] / each[0] for each in rounds])
        sys.stdout.write(f"  {name:12} {figure.seconds * 1e3:6.0f} ms {figure.ratio}\n")
