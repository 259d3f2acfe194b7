"""What the tests of the data panel begin with."""

import pytest
from pytestqt.qtbot import QtBot

from gui.panels.data.data_panel import DataPanel
from gui.session.session import Session
from gui.style.theme import Theme
from tests.gui.panels.data.data_panel_hands import shown
from tests.gui.table_hands import Hands


@pytest.fixture
def panel(qtbot: QtBot, bank: Session, theme: Theme) -> DataPanel:
    return shown(qtbot, bank, theme)


@pytest.fixture
def hands(qtbot: QtBot, panel: DataPanel) -> Hands:
    return Hands(qtbot, panel.table)
