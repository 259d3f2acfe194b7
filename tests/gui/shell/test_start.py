"""What a start of the program imports, reads and leaves to later, each in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def test_what_is_not_painted_is_imported_after_the_first_paint() -> None:
    program = """
import sys
from gui.app import create_window
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

class Paint(QObject):
    def eventFilter(self, watched, event):
        if painted and not loaded:
            loaded.extend(name for name in sys.modules)
        if watched is window.canvas and event.type() == QEvent.Type.Paint:
            painted.append(watched)
        return False

painted, loaded = [], []
window = create_window()
paint = Paint()
QApplication.instance().installEventFilter(paint)
window.show()
while not loaded:
    QApplication.processEvents()
print(*loaded)
"""
    loaded = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout.split()
    assert "gui.canvas.canvas" in loaded
    late = {"pyqtgraph", "csv", "numpy.ma", "gui.dialogs", "gui.plotting", "gui.widgets.tables"}
    late |= {"core.racing", "core.slips", "core.tables", "core.files.document_pieces", "hashlib"}
    assert not late.intersection(loaded)


@pytest.mark.parametrize("given", [[], [str(ROOT / "resources/examples/xor.downhill")]])
def test_a_window_waits_for_nothing_that_reads_tables_or_prints(given: list[str]) -> None:
    program = f"""
import sys
import main
from gui import app

app.run = lambda *_, **__: print(*sys.modules) or 0
main.main({given})
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    loaded = done.stdout.split()
    assert "gui.shell.main_window" in loaded
    late = {"core.cli.report", "core.columns.kinds", "core.opening.table_file", "core.tables.table"}
    assert not late.intersection(loaded)


def test_no_source_is_read_to_start() -> None:
    program = """
import linecache
from gui.app import create_window
from PySide6.QtWidgets import *

create_window().complete()
print(QSplitter.__name__, *linecache.cache)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    star, *read = done.stdout.split()
    assert star == "QSplitter"
    assert not [name for name in read if Path(name).is_relative_to(ROOT / "gui")]


def test_garbage_is_collected_as_usual_once_the_window_is_complete() -> None:
    program = """
import gc
usual = gc.get_threshold()
from gui.app import create_window

window = create_window()
assert gc.get_threshold()[0] > 10 * usual[0]
window.complete()
assert gc.get_threshold() == usual
frozen = gc.get_freeze_count()
assert frozen > 10_000
create_window().complete()
assert gc.get_freeze_count() <= frozen
"""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=True)
