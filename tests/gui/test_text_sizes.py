"""No text on screen is too small to read, and larger text makes a larger drawing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from core.document.document import Document
from core.opening.sample_data import SAMPLES, open_sample
from core.opening.starters import BANK, open_starter
from gui.app import create_window
from gui.session.preferences import SCALE
from gui.session.settings import Key, MemorySettings
from gui.shell.main_window import MainWindow
from gui.style.theme import LARGEST_SCALE
from tests.core.builders import sized_experiment
from tests.gui.painted_text import painted_texts

SMALLEST = 11.0
CTRL, CTRL_SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)
PAGES = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)


def document_named(name: str) -> Document:
    if name == BANK:
        return open_starter(BANK)
    if name == "2-8-8-1":
        experiment = sized_experiment((2, 8, 8, 1), 5, seed=1)
        return Document(experiment, experiment)
    return open_sample(next(sample for sample in SAMPLES if sample.key == name))


def test_no_text_is_smaller_than_11_pixels(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1280, 720)
    window.canvas.set_slopes_shown(True)
    for name in (BANK, "2-8-8-1", "wages", "blobs"):
        window.session.load(document_named(name))
        window.session.step(20)
        window.session.finish_run()
        window.session.select(parameters=(0,))
        for key in PAGES:
            qtbot.keyClick(window, key, CTRL_SHIFT)
            QApplication.processEvents()
            on_page = key is not PAGES[0]  # the rest of the window is as it was
            texts = painted_texts(window.hill_panel if on_page else window)
            assert len(texts) > (5 if on_page else 60)
            assert [text for text in texts if text[1] < SMALLEST - 0.01] == []


@pytest.mark.parametrize("size", [(1280, 720), pytest.param((1440, 900), marks=pytest.mark.long)])
def test_larger_text_makes_a_larger_drawing(
    qtbot: QtBot, window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    QApplication.processEvents()
    before = _drawn_sizes(window)
    for _ in range(4):
        qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
        QApplication.processEvents()
        after = _drawn_sizes(window)
        assert after[0] > before[0]
        assert after[1] > 0.9 * before[1]
        before = after


def test_every_text_is_as_it_was_once_another_look_is_put_back(qtbot: QtBot) -> None:
    window = create_window()
    qtbot.addWidget(window)
    window.show()
    QApplication.processEvents()
    window.complete()
    QApplication.processEvents()
    before = _fonts(window)
    for _ in range(2):  # to the projector view and back
        window.commands["projector"].trigger()
        QApplication.processEvents()
    after = _fonts(window)
    kept = before.keys() & after.keys()
    assert len(kept) > 200
    assert {each: after[each] for each in kept} == {each: before[each] for each in kept}


def _fonts(window: MainWindow) -> dict[QWidget, tuple[str, int, int]]:
    """How large and how heavy the text of each widget is, and what it is called."""
    found = {widget: widget.fontInfo() for widget in window.findChildren(QWidget)}
    return {
        widget: (type(widget).__name__, font.pixelSize(), font.weight())
        for widget, font in found.items()
        if not isinstance(widget, QMenu)
    }


def _drawn_sizes(window: MainWindow) -> tuple[float, float]:
    """The smallest text in the drawing, and how large its first hidden node is, in pixels."""
    canvas = window.canvas
    zoom = canvas.view.zoom
    texts = [label.text.size for label in canvas.picture.labels]
    return min(texts) * zoom, canvas.picture.nodes[2].radius * zoom


def test_a_size_the_screen_has_no_room_for_is_not_kept_for_the_next_start(qtbot: QtBot) -> None:
    settings = MemorySettings()
    window = create_window(settings=settings)
    qtbot.addWidget(window)
    window.set_scale(LARGEST_SCALE)
    assert 1.0 < window.theme.scale < LARGEST_SCALE
    assert settings.load(Key.SCALE) == window.preferences[SCALE] == window.theme.scale
