"""The bank's network on a canvas."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.document.document import Document
from gui.canvas.canvas import NetworkCanvas
from gui.session.session import Session
from gui.style.theme import Theme
from tests.gui.canvas.canvas_hands import CanvasHands


@pytest.fixture
def draw(qtbot: QtBot, theme: Theme) -> Callable[[Session], CanvasHands]:
    """Show a session on a canvas of its own."""

    def show(session: Session) -> CanvasHands:
        canvas = NetworkCanvas(session, theme)
        qtbot.addWidget(canvas)
        canvas.resize(900, 640)
        canvas.show()
        canvas.activateWindow()
        canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        qtbot.waitUntil(canvas.hasFocus)
        return CanvasHands(qtbot, canvas, session)

    return show


@pytest.fixture
def hands(draw: Callable[[Session], CanvasHands], bank: Session) -> CanvasHands:
    """A hand on the bank's network."""
    return draw(bank)


@pytest.fixture
def open_document(
    draw: Callable[[Session], CanvasHands],
) -> Callable[[Document], CanvasHands]:
    """Show any document on a canvas."""
    return lambda document: draw(Session(document))
