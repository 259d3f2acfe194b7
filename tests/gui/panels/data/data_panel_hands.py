"""What the tests of the data panel share."""

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.data.dataset import from_rows
from core.document.edits import with_dataset
from gui.operations import structure
from gui.panels.data.data_panel import DataPanel
from gui.session.session import Session
from gui.style.theme import Theme
from tests.gui.table_hands import shown_at

SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def shown(bot: QtBot, session: Session, theme: Theme, width: int = 292) -> DataPanel:
    return shown_at(bot, DataPanel(session, theme), width, 420)


def cells(session: Session) -> list[list[float]]:
    dataset = session.document.experiment.dataset
    return [list(map(float, row)) for row in np.array(dataset.inputs + dataset.targets).T]


def give(session: Session, rows: list[list[float]]) -> None:
    block = np.array(rows)
    given = with_dataset(session.document, from_rows(block[:, :2], block[:, 2]))
    structure.set_rows(session, "Rows", given)
