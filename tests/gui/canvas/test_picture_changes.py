"""Only what has changed of the drawing is painted anew; the screen shows it as if all were."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from gui.operations.numbers import parameter, set_value
from tests.gui.canvas.canvas_hands import CanvasHands


def is_whole(hands: CanvasHands) -> bool:
    """Whether the screen shows what painting all of the drawing gives."""
    QApplication.processEvents()
    canvas = hands.canvas
    window = canvas.window()
    place = QRect(canvas.mapTo(window, canvas.rect().topLeft()), canvas.size())
    shown = canvas.screen().grabWindow(window.winId()).toImage().copy(place)
    return shown == canvas.grab().toImage().convertToFormat(shown.format())


def test_the_screen_shows_all_of_every_change(hands: CanvasHands) -> None:
    session, canvas = hands.session, hands.canvas
    assert is_whole(hands)
    for _ in range(12):
        session.step()
        assert is_whole(hands)
    for index, value in ((0, -3.0), (0, 3.0), (5, 0.0)):
        set_value(session, parameter(index), value)
        assert is_whole(hands)
        session.step()
        assert is_whole(hands)
    session.select((0,))
    assert is_whole(hands)
    session.step()
    assert is_whole(hands)
    session.select(())
    assert is_whole(hands)
    canvas.hide()
    session.step()
    canvas.show()
    assert is_whole(hands)
    session.back()
    assert is_whole(hands)
