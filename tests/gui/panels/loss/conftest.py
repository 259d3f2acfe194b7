"""The loss panel with the session of the course."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.data.dataset import from_rows
from core.document.document import Document
from core.nn.activations import IDENTITY
from core.nn.losses import MEAN_SQUARED_ERROR
from core.nn.network import Layer, assemble
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from gui.operations.futures import Futures
from gui.panels.loss.loss_panel import LossPanel
from gui.panels.loss.loss_plot import LossPlot
from gui.session.session import Session
from gui.style.theme import Theme
from tests.gui.plot_hands import PlotHands


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    """The course's "Making multiple updates": inputs 1 2 3, weights 0 2 1, target 0."""
    network = assemble(["", "", ""], [Layer(("",), IDENTITY)], [[[0, 2, 1]]])
    rows = from_rows([[1, 2, 3]], [0])
    experiment = Experiment(network, rows, MEAN_SQUARED_ERROR, GradientDescent(0.01))
    made = Session(Document(experiment, experiment))
    yield made
    made.close()


@pytest.fixture
def futures(session: Session) -> Futures:
    return Futures(session)


@pytest.fixture
def panel(qtbot: QtBot, session: Session, futures: Futures, theme: Theme) -> LossPanel:
    shown = LossPanel(session, futures, theme)
    qtbot.addWidget(shown)
    shown.resize(420, 320)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


@pytest.fixture
def plot(panel: LossPanel) -> LossPlot:
    return panel.plot


@pytest.fixture
def hands(plot: LossPlot) -> PlotHands:
    return PlotHands(plot)
