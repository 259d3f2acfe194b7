"""What is scrolled ends at its edge in pictures of the window, made of lines as of pixels."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from core.files.file_reading import read_file
from core.opening.from_table import Learning
from core.opening.table_file import open_table
from gui.app import create_window
from gui.figures.figure import WINDOW, Figure, subjects
from gui.figures.writing import figure_bytes
from gui.shell.main_window import MainWindow
from tests.gui.paper.pdf_text import Pdf
from tests.gui.window_hands import WindowHands

NAMES = "{http://www.w3.org/2000/svg}"
_PLACE = re.compile(r"translate\((\d+),(\d+)\)")


@pytest.fixture
def wide(qtbot: QtBot, show: Callable[[MainWindow], MainWindow], tmp_path: Path) -> WindowHands:
    """A window with more rows and columns than there is room for, the first row highlighted."""
    names = [f"column {at}" for at in range(12)]
    lines = [names, *([str(row * at % 7) for at in range(12)] for row in range(60))]
    path = tmp_path / "wide.csv"
    path.write_text("\n".join(map(",".join, lines)), encoding="utf-8")
    document, *_ = open_table(read_file(path), [], Learning())
    window = show(create_window())
    window.session.load(document)
    return WindowHands(qtbot, window)


def made(hands: WindowHands, ending: str) -> bytes:
    (window,) = (one for one in subjects(hands.window) if one.title == WINDOW)
    return figure_bytes(hands.window.theme, Figure(window, ending))


def clipped(svg: ET.Element) -> dict[str, tuple[float, ...]]:
    """Place and size of each group that is clipped, and all its words."""
    sizes = {
        one.attrib["id"]: (float(one[0].attrib["width"]), float(one[0].attrib["height"]))
        for one in svg.iter(f"{NAMES}clipPath")
        if one[0].tag == f"{NAMES}rect"
    }
    found = dict[str, tuple[float, ...]]()
    for group in svg.iter(f"{NAMES}g"):
        place = _PLACE.match(group.attrib.get("transform", ""))
        edge = group.attrib.get("clip-path", "")[5:-1]
        if place and edge:
            found["".join(group.itertext())] = (float(place[1]), float(place[2]), *sizes[edge])
    return found


def test_in_an_svg_rows_and_titles_are_clipped_where_the_table_ends(wide: WindowHands) -> None:
    table = wide.data.table
    assert table.horizontalScrollBar().maximum() > 0
    root = ET.fromstring(made(wide, ".svg"))
    parts = clipped(root)
    for view, word in ((table.viewport(), "0"), (table.horizontalHeader().viewport(), "pred.")):
        place = view.mapTo(wide.window, QPoint()).toTuple()
        (words,) = (
            text for text, area in parts.items() if area == (*place, *view.size().toTuple())
        )
        assert word in words
    for group in [one for one in root if "clip-path" in one.attrib]:
        root.remove(group)
    assert "pred." not in "".join(root.itertext())


def test_the_drawing_is_there_for_programs_that_know_less_of_svg(hands: WindowHands) -> None:
    """Qt is one: it knows of no SVG inside an SVG, and of no clipping."""
    window, canvas = hands.window, hands.window.canvas
    image = QImage(window.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        QSvgRenderer(made(hands, ".svg")).render(painter)
    place = QRect(canvas.mapTo(window, QPoint()), canvas.size())
    written, seen = image.copy(place), window.grab(place).toImage()
    step = range(0, min(place.width(), place.height()), 7)
    pairs = [(written.pixelColor(x, y), seen.pixelColor(x, y)) for x in step for y in step]
    dark = [(one, other) for one, other in pairs if other.lightness() < 60]
    assert len(dark) > 20
    assert sum(one.lightness() < 90 for one, _ in dark) > 0.9 * len(dark)


def test_each_scrolled_part_of_a_page_is_clipped(wide: WindowHands) -> None:
    """Two tables, and the titles of the rows and the columns of one."""
    clips = Pdf(made(wide, ".pdf")).clips(1200 / 96)
    table = wide.data.table
    for part in (table, table.horizontalHeader(), wide.weights.table):
        size = part.viewport().size().toTuple()
        assert any(clip == pytest.approx(size, abs=1.0) for clip in clips)
