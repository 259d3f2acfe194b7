"""The pictures of the guide, painted by the program: `python -m tests.guide_pictures`.

They are written to docs/guide, each in light and in dark colours.
"""

import os
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialogButtonBox, QWidget

from core.lessons.course import COURSE, lessons_in
from core.lessons.playing import begun
from core.lessons.text.reading import read_lesson
from gui.app import create_window
from gui.operations.structure import set_learning_rate
from gui.panels.hill.hill_panel import ONE_WEIGHT
from gui.session.settings import Key, MemorySettings
from gui.shell.main_window import MainWindow
from gui.style.theme import FAMILY, ThemeChoice

FOLDER = Path(__file__).parents[1] / "docs" / "guide"
PATIENCE = 700  # milliseconds, until plots are computed and motion is over
COLORS, SIZE = 192, (1280, 720)
CONTROL = Qt.KeyboardModifier.ControlModifier
LAST_WEIGHT = 4  # hidden 1 → prediction of the bank's network
MANY_ROWS = 6  # the lesson with four rows, counted from 0


def settle(times: int = 1) -> None:
    QTest.qWait(times * PATIENCE)


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(window.canvas, key, modifier or Qt.KeyboardModifier.NoModifier)
    settle()


def part(window: MainWindow, *widgets: QWidget) -> QPixmap:
    """What of the window these widgets take up together."""
    places = [QRect(each.mapTo(window, QPoint()), each.size()) for each in widgets]
    area = places[0]
    for place in places[1:]:
        area = area.united(place)
    return window.grab(area.adjusted(-4, -4, 4, 4))


def numbered(window: MainWindow, widgets: Sequence[QWidget]) -> QPixmap:
    """All of the window, with a number at each widget."""
    picture = window.grab()
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(FAMILY)
    font.setPixelSize(20)
    font.setBold(True)
    painter.setFont(font)
    for number, widget in enumerate(widgets, 1):
        corner = widget.mapTo(window, QPoint(widget.width() - 40, 6))
        spot = QRect(corner, corner + QPoint(31, 31))
        painter.setBrush(QColor("#0F7A4E"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(spot)
        painter.setPen(QColor("white"))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.end()
    return picture


def whole(window: MainWindow) -> QPixmap:
    window.session.step(3)
    window.session.finish_run()
    settle()
    panels = window.panels
    around = (panels.data, panels.weights, panels.loss, panels.hill)
    middle = (window.top_bar, window.phase_bar, window.canvas, window.explanation)
    return numbered(window, (*middle, *around))


def weight(window: MainWindow) -> QPixmap:
    window.session.select([LAST_WEIGHT])
    settle()
    return part(window, window.canvas, window.explanation)


def phases(window: MainWindow) -> QPixmap:
    press(window, Qt.Key.Key_3, CONTROL)
    settle()
    return part(window, window.phase_bar, window.canvas, window.explanation)


def data(window: MainWindow) -> QPixmap:
    lesson = read_lesson(lessons_in(COURSE)[MANY_ROWS].read_bytes())
    document = begun(lesson.pages[0])
    assert document is not None
    window.session.load(document)
    settle()
    return part(window, window.panels.data)


def hill(window: MainWindow) -> QPixmap:
    window.hill_panel.show_page(ONE_WEIGHT)
    window.session.select([LAST_WEIGHT])
    window.session.step(1)
    settle()
    return part(window, window.panels.hill)


def loss(window: MainWindow) -> QPixmap:
    session = window.session
    session.step(12)
    session.finish_run()
    session.restart()
    set_learning_rate(session, 0.003)
    session.step(20)
    session.finish_run()
    settle()
    return part(window, window.panels.loss)


def race(window: MainWindow) -> QPixmap:
    QTimer.singleShot(PATIENCE, lambda: begin("&Optimizers"))
    window.commands["race"].trigger()
    settle()
    step = button(window.middle, "Step")
    for _ in range(20):
        step.click()
    settle()
    return part(window, window.middle)


def button(within: QWidget, text: str) -> QAbstractButton:
    return next(each for each in within.findChildren(QAbstractButton) if each.text() == text)


def begin(preset: str) -> None:
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    button(dialog, preset).click()
    box = dialog.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    box.button(QDialogButtonBox.StandardButton.Ok).click()


def lesson(window: MainWindow) -> QPixmap:
    window.files.open(lessons_in(COURSE)[0])
    settle()
    return part(window, window.panels.lesson)


def code(window: MainWindow) -> QPixmap:
    dock = window.docks["Code"]
    dock.show()
    dock.raise_()
    press(window, Qt.Key.Key_3, CONTROL)
    settle()
    return part(window, dock)


SCENES: dict[str, Callable[[MainWindow], QPixmap]] = {
    "window": whole,
    "weight": weight,
    "phases": phases,
    "data": data,
    "hill": hill,
    "loss": loss,
    "race": race,
    "lesson": lesson,
    "code": code,
}


def save(picture: QPixmap, path: Path) -> None:
    """Write a picture with few colours, so that it is small."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    image = Image.open(BytesIO(bytes(buffer.data().data()))).convert("RGB")
    image.quantize(COLORS, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    FOLDER.mkdir(exist_ok=True)
    for theme, ending in ((ThemeChoice.LIGHT, ""), (ThemeChoice.DARK, "-dark")):
        for name, scene in SCENES.items():
            settings = MemorySettings()
            settings.store(Key.THEME, theme.value)
            window = create_window(settings=settings)
            window.resize(*SIZE)
            window.show()
            settle()
            save(scene(window), FOLDER / f"{name}{ending}.png")
            window.hide()


if __name__ == "__main__":
    main()
