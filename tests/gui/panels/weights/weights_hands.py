"""What the tests of the weights share: the panel on show, and the weights."""

from pytestqt.qtbot import QtBot

from gui.panels.weights.weights_panel import WeightsPanel
from gui.session.session import Session
from gui.style.theme import Theme
from tests.gui.table_hands import shown_at


def shown(bot: QtBot, session: Session, theme: Theme, width: int = 520) -> WeightsPanel:
    return shown_at(bot, WeightsPanel(session, theme), width, 360)


def weights(session: Session) -> list[float]:
    return list(map(float, session.document.experiment.network.parameters))
