"""The drawing, the plots and the window as files: SVG, PDF and PNG."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from core.explanation.hiding import Topic
from core.export.scripts.replay import ExportError
from core.nn.network import INPUT_LAYER, NodePlace
from gui.figures.figure import DRAWING, WINDOW, Figure, Subject, subjects
from gui.figures.writing import ENDINGS, figure_bytes
from gui.operations.structure import rename_node
from gui.panels.hill.hill_panel import PAGES
from gui.style.code_font import code_font
from gui.style.colors import DARK
from gui.style.theme import ThemeChoice
from gui.widgets.painted_file import Painted, svg
from tests.gui.paper.pdf_text import Pdf
from tests.gui.window_hands import WindowHands

SIZE = QSize(600, 400)
HOSTILE = "<b>&\x1b[31m\ufffe\"'<script>]]>" + "x" * 10_000
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


def tags(svg: bytes) -> set[str]:
    return {one.tag for one in ET.fromstring(svg).iter()}


def families(svg: bytes) -> set[str]:
    return {*re.findall('<text[^>]* font-family="([^"]*)"', svg.decode())}


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


def test_hostile_names_are_text_in_every_figure(hands: WindowHands, make: Make) -> None:
    """Of inputs, nodes and the document: well formed, and nothing but letters comes of markup."""
    session = hands.window.session
    for place in (NodePlace(0, 0), NodePlace(1, 0), NodePlace(INPUT_LAYER, 0)):
        rename_node(session, place, HOSTILE)
    session.load(replace(session.document, title=HOSTILE))
    for page in PAGES:
        hands.window.hill_panel.show_page(page)
        for shown in subjects(hands.window):
            if page is PAGES[0] or shown.title not in (DRAWING, WINDOW):
                found = make(Figure(shown, ".svg"))
                assert not {"b", "script"} & {tag.rpartition("}")[2] for tag in tags(found)}
                assert "\x1b" not in words(found)
    network = subject(hands, DRAWING)
    assert "<b>&" in words(make(Figure(network, ".svg")))
    assert make(Figure(network, ".pdf")).endswith(b"%%EOF\n")
    assert not image_of(make(Figure(network, ".png"))).isNull()


def test_the_window_is_of_lines_and_its_drawing_is_clipped(hands: WindowHands, make: Make) -> None:
    """But for icons, nothing is made of pixels, and no two of its parts have the same name."""
    root = ET.fromstring(make(Figure(subject(hands, WINDOW), ".svg")))
    pictures = [one for one in root.iter() if one.tag.endswith("}image")]
    assert max(float(one.attrib["width"]) for one in pictures) < 30
    edges = [one[0].attrib for one in root if one.tag.endswith("}clipPath")]
    assert len(edges) == 3
    canvas = hands.window.canvas
    assert edges[0] == {"width": str(canvas.width()), "height": str(canvas.height())}
    names = [one.attrib["id"] for one in root.iter() if "id" in one.attrib]
    assert len(names) == len({*names})
    (page,) = Pdf(make(Figure(subject(hands, WINDOW), ".pdf"))).pages
    assert "121" in page


def test_fonts_have_fallbacks_that_others_have(hands: WindowHands, make: Make) -> None:
    def paint(painter: QPainter) -> None:
        painter.setFont(code_font(13))
        painter.drawText(5, 20, "w1")

    drawing = make(Figure(subject(hands, DRAWING), ".svg"))
    assert families(drawing) == {"Inter, Helvetica, Arial, sans-serif"}
    code = svg(Painted("Code", SIZE, 1.0, paint))
    assert any(family.endswith(", Consolas, Menlo, monospace") for family in families(code))


def test_what_no_figure_can_be_is_refused(hands: WindowHands, make: Make) -> None:
    with pytest.raises(ExportError, match=r"has to end in one of \.svg, \.pdf, \.png"):
        make(Figure(subject(hands, DRAWING), ".bmp"))
    with pytest.raises(ExportError, match="larger than the 64 million pixels"):
        make(Figure(subject(hands, DRAWING), ".png", QSize(8000, 8000), 4.0))
    assert ENDINGS == (".svg", ".pdf", ".png")
