"""What the tests of what is being typed begin with."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.opening.sample_data import SAMPLES, open_sample
from gui.app import create_window
from gui.shell.main_window import MainWindow
from tests.gui.window_hands import WindowHands


@pytest.fixture
def line(qtbot: QtBot, show: Callable[[MainWindow], MainWindow], tmp_path: Path) -> WindowHands:
    """The window with the built-in rows Line, saved already."""
    window = show(create_window())
    sample = next(sample for sample in SAMPLES if sample.title == "Line")
    window.session.load(open_sample(sample))
    window.session.save(tmp_path / "line.downhill")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return WindowHands(qtbot, window)
