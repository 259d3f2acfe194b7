"""What a start of the program imports, reads and leaves to later, in processes of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]

WINDOW = """
import gc, json, linecache, sys
usual = gc.get_threshold()
from gui.app import create_window
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import *

class Paint(QObject):
    def eventFilter(self, watched, event):
        if painted and not loaded:
            loaded.extend(sys.modules)
            thresholds.append(gc.get_threshold())
        if watched is window.canvas and event.type() == QEvent.Type.Paint:
            painted.append(watched)
        return False

painted, loaded, thresholds = [], [], [usual]
window = create_window()
paint = Paint()
QApplication.instance().installEventFilter(paint)
window.show()
while not loaded:
    QApplication.processEvents()
window.complete()
thresholds.append(gc.get_threshold())
frozen = [gc.get_freeze_count()]
create_window().complete()
frozen.append(gc.get_freeze_count())
found = {"star": QSplitter.__name__, "read": [*linecache.cache]}
print(json.dumps(found | {"loaded": loaded, "thresholds": thresholds, "frozen": frozen}))
"""


def printed(program: str) -> str:
    """What a program prints that runs in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout


@pytest.fixture(scope="module")
def start() -> dict[str, Any]:
    """What a start found, at its first paint and once the window was complete."""
    found: dict[str, Any] = json.loads(printed(WINDOW))
    return found


def test_what_is_not_painted_is_imported_after_the_first_paint(start: dict[str, Any]) -> None:
    loaded = start["loaded"]
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
    loaded = printed(program).split()
    assert "gui.shell.main_window" in loaded
    late = {"core.cli.report", "core.columns.kinds", "core.opening.table_file", "core.tables.table"}
    assert not late.intersection(loaded)


def test_no_source_is_read_to_start(start: dict[str, Any]) -> None:
    assert start["star"] == "QSplitter"
    assert not [name for name in start["read"] if Path(name).is_relative_to(ROOT / "gui")]


def test_garbage_is_collected_as_usual_once_the_window_is_complete(start: dict[str, Any]) -> None:
    usual, before, after = start["thresholds"]
    assert before[0] > 10 * usual[0]
    assert after == usual
    frozen, with_another = start["frozen"]
    assert frozen > 10_000
    assert with_another <= frozen
