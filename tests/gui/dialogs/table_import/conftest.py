"""Dialogs for the tests of the dialog that opens a table."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from gui.style.theme import Theme
from tests.gui.dialogs.table_import.import_hands import ImportHands, open_dialog
from tests.gui.dialogs.table_import.tables import THINGS


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme) -> Callable[[bytes | str], ImportHands]:
    """Open a file in the dialog."""
    return lambda data: open_dialog(data, theme, qtbot)


@pytest.fixture
def things(opened: Callable[[bytes | str], ImportHands]) -> ImportHands:
    """The dialog with a table of things that are sold or not."""
    return opened(THINGS.encode())
