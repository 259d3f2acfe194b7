"""What the tests of the weights share: the panel on show, and the weights."""

from pytestqt.qtbot import QtBot

from gui.panels.weights.weights_panel import WeightsPanel
from gui.session.session import Session
from gui.style.theme import Theme


def shown(bot: QtBot, session: Session, theme: Theme, width: int = 520) -> WeightsPanel:
    panel = WeightsPanel(session, theme)
    bot.addWidget(panel)
    panel.resize(width, 360)
    with bot.waitExposed(panel):
        panel.show()
    return panel


def weights(session: Session) -> list[float]:
    return list(map(float, session.document.experiment.network.parameters))
