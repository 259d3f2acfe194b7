"""Each test of a panel has a window of its own."""

from collections.abc import Callable

import pytest

from gui.app import create_window
from gui.shell.main_window import MainWindow


@pytest.fixture
def window(show: Callable[[MainWindow], MainWindow]) -> MainWindow:
    """The real window with the bank's network, shown."""
    return show(create_window())
