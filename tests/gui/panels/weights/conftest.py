"""The weights of the bank's network on show, and hands for their table."""

import pytest
from pytestqt.qtbot import QtBot

from gui.panels.weights.weights_panel import WeightsPanel
from gui.session.session import Session
from gui.style.theme import Theme
from tests.gui.panels.weights.weights_hands import shown
from tests.gui.table_hands import Hands


@pytest.fixture
def panel(qtbot: QtBot, bank: Session, theme: Theme) -> WeightsPanel:
    return shown(qtbot, bank, theme)


@pytest.fixture
def hands(qtbot: QtBot, panel: WeightsPanel) -> Hands:
    return Hands(qtbot, panel.table)
