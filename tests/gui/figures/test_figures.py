"""The drawing, the plots and the window as files: SVG, PDF and PNG."""

import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from core.explanation.hiding import Topic
from core.export.scripts.replay import ExportError
from core.nn.network import NodePlace
from gui.figures.figure import DRAWING, WINDOW, Figure, Subject, subjects
from gui.figures.writing import ENDINGS, figure_bytes
from gui.operations.structure import rename_node
from gui.style.colors import DARK
from gui.style.theme import ThemeChoice
from tests.gui.paper.pdf_text import Pdf
from tests.gui.window_hands import WindowHands

SIZE = QSize(600, 400)
HOSTILE = "<b>&\x1b[31m\ufffe" + "x" * 1000
LOSS, HILL = "Loss over steps", "The hill along one weight"
NUMBERS = {DRAWING: "121", LOSS: "80", HILL: "slope", WINDOW: "121"}
Make = Callable[[Figure], bytes]


@pytest.fixture
def make(hands: WindowHands) -> Make:
    return lambda figure: figure_bytes(hands.window.theme, figure)


def subject(hands: WindowHands, title: str) -> Subject:
    return {one.title: one for one in subjects(hands.window)}[title]


def words(svg: bytes) -> str:
    return "".join(ET.fromstring(svg).itertext())


def image_of(data: bytes) -> QImage:
    return QImage.fromData(data)


def test_what_is_in_view_is_offered(hands: WindowHands) -> None:
    assert [one.title for one in subjects(hands.window)] == [DRAWING, LOSS, HILL, WINDOW]


@pytest.mark.parametrize("title", NUMBERS)
def test_numbers_are_text_in_svg_and_pdf(hands: WindowHands, make: Make, title: str) -> None:
    shown = subject(hands, title)
    assert NUMBERS[title] in words(make(Figure(shown, ".svg")))
    (page,) = Pdf(make(Figure(shown, ".pdf"))).pages
    assert NUMBERS[title] in page


@pytest.mark.parametrize("title", [DRAWING, LOSS])
def test_a_png_has_the_size_and_the_scale_that_are_asked_for(
    hands: WindowHands, make: Make, title: str
) -> None:
    shown = subject(hands, title)
    before = shown.view.size()
    assert image_of(make(Figure(shown, ".png", SIZE, 2.0))).size() == SIZE * 2
    assert shown.view.size() == before
    assert image_of(make(Figure(shown, ".png"))).size() == before


@pytest.mark.parametrize("title", [DRAWING, LOSS, HILL])
def test_the_ground_is_transparent_only_where_it_is_asked_for(
    hands: WindowHands, make: Make, title: str
) -> None:
    figure = Figure(subject(hands, title), ".png", SIZE)
    solid = image_of(make(figure))
    clear = image_of(make(figure._replace(transparent=True)))
    assert solid.pixelColor(1, 1).alpha() == 255
    assert clear.pixelColor(1, 1).alpha() == 0
    assert any(clear.pixelColor(x, y).alpha() for x in range(0, 600, 3) for y in range(0, 400, 3))


@pytest.mark.parametrize("title", [DRAWING, LOSS])
def test_the_theme_is_chosen_apart_from_that_of_the_window(
    hands: WindowHands, make: Make, title: str
) -> None:
    view, theme = subject(hands, title), hands.window.theme
    theme.changed.emit()  # some fonts are otherwise once the theme was told anew
    before, choice = hands.window.grab().toImage(), theme.choice
    dark = image_of(make(Figure(view, ".png", SIZE, theme=ThemeChoice.DARK)))
    assert dark.pixelColor(1, 1).name().upper() == DARK.panel
    assert theme.choice is choice
    assert hands.window.grab().toImage() == before


def test_the_focus_and_what_the_pointer_shows_stay_on_the_screen(
    hands: WindowHands, make: Make
) -> None:
    plot = subject(hands, HILL)
    without = make(Figure(plot, ".png", SIZE))
    plot.view.setFocus()
    assert plot.view.hasFocus()
    assert make(Figure(plot, ".png", SIZE)) == without


@pytest.mark.parametrize("title", [DRAWING, WINDOW])
def test_hidden_values_stay_hidden(hands: WindowHands, make: Make, title: str) -> None:
    shown = subject(hands, title)
    assert "16" in words(make(Figure(shown, ".svg")))
    for topic in Topic:
        hands.menu("Learn", "Hide", f"Hide {topic.value}")
    hidden = words(make(Figure(shown, ".svg")))
    assert "?" in hidden
    assert "16" not in hidden
    assert "121" not in hidden


@pytest.mark.parametrize("title", [DRAWING, WINDOW])
def test_a_hostile_name_leaves_svg_well_formed(hands: WindowHands, make: Make, title: str) -> None:
    rename_node(hands.window.session, NodePlace(0, 0), HOSTILE)
    found = words(make(Figure(subject(hands, title), ".svg")))
    assert "<b>&" in found
    assert "\x1b" not in found


def test_what_no_figure_can_be_is_refused(hands: WindowHands, make: Make) -> None:
    with pytest.raises(ExportError, match=r"has to end in one of \.svg, \.pdf, \.png"):
        make(Figure(subject(hands, DRAWING), ".bmp"))
    with pytest.raises(ExportError, match="larger than the 64 million pixels"):
        make(Figure(subject(hands, DRAWING), ".png", QSize(8000, 8000), 4.0))
    assert ENDINGS == (".svg", ".pdf", ".png")
