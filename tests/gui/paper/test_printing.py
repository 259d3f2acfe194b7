"""Worksheets and keys as they come out of the printer."""

from itertools import cycle, pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from core.lessons.course import COURSE, lessons_in
from core.lessons.lesson import Lesson
from core.lessons.paper.making import worksheet_of
from core.lessons.text.reading import read_lesson
from core.slices.work import finish
from gui.paper.paper import MARGIN, Paper
from gui.paper.printing import (
    PrintedPage,
    keys_as_pdf,
    paint_page,
    printed_key,
    printed_sheet,
    sheets_as_pdf,
)
from gui.style.theme import add_fonts
from tests.core.lessons.lesson_texts import BANK, lesson_text, read
from tests.gui.paper.pdf_text import Pdf

ERROR = 'kind = "number"\nask = "What is the error?"\nanswer = "error"\n'
WEIGHTS = [[9 * node + source - 40 for source in range(9)] for node in range(8)]
HIDDEN = f"nodes = {[f'hidden {at}' for at in range(8)]}, weights = {WEIGHTS}"
LARGE = f"""
inputs = {[f"feature {at}" for at in range(9)]}
rows = [{[1] * 9}]
targets = [1]
layers = [
  {{ {HIDDEN}, activation = "relu", biases = {[0.5] * 8} }},
  {{ nodes = ["prediction"], weights = [[1, -2, 3, -4, 5, -6, 7, -8]] }},
]
"""


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    add_fonts()


def painted(page: PrintedPage, paper: Paper) -> QImage:
    image = QImage(paper.size.toSize(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        paint_page(painter, page, paper)
    return image


def text_of(lesson: Lesson, *names: str) -> str:
    return "\n".join(Pdf(finish(sheets_as_pdf(lesson, 4, names, Paper.A4))).pages)


def key_of(lesson: Lesson) -> str:
    return "\n".join(Pdf(finish(keys_as_pdf(lesson, 4, [""], Paper.A4))).pages)


def test_the_text_of_a_sheet_is_text() -> None:
    text = text_of(read(lesson_text(BANK, ERROR)), "")
    for said in ("A lesson", "Sheet 4", "Name", "Date", "A page", "Some text.", "accounts"):
        assert said in text.splitlines(), said
    assert " What is the error?" in text
    assert "sheet 4 · A lesson · page 1 of 1" in text


def test_the_key_has_the_answer_the_steps_and_the_slips_and_the_sheet_has_none() -> None:
    lesson = read(lesson_text(BANK, ERROR))
    key, sheet = key_of(lesson).splitlines(), text_of(lesson, "").splitlines()
    assert "Key to sheet 4" in key
    assert "error = 16 − 5 = 11" in key
    assert "−11 " in key
    assert " is right for actual − predicted; an error is predicted − actual" in key
    assert not {"11", "−11", "error = +11"} & set(sheet)


def test_values_that_are_asked_for_are_blank_nodes_without_question_marks() -> None:
    task = 'kind = "number"\nask = "How much?"\nanswer = "prediction"\n'
    runs = text_of(read(lesson_text(BANK, task)), "").splitlines()
    assert "16" not in runs
    assert "8" not in runs
    assert [run for run in runs if "?" in run] == [" How much?"]


def test_each_name_stands_on_its_own_sheet_with_its_own_number() -> None:
    lesson = read(lesson_text(BANK, ERROR))
    first, second = Pdf(finish(sheets_as_pdf(lesson, 4, ["Zoë Müller", "Bo"], Paper.A4))).pages
    assert "Zoë Müller" in first.splitlines()
    assert "sheet 4 · Zoë Müller · A lesson · page 1 of 1" in first
    assert {"Bo", "Sheet 5"} <= set(second.splitlines())


def test_sheets_that_are_alike_have_one_key() -> None:
    lesson = read(lesson_text(BANK, ERROR))
    (key,) = Pdf(finish(keys_as_pdf(lesson, 4, ["", ""], Paper.A4))).pages
    assert "Key to all sheets" in key.splitlines()


def test_styles_lists_and_code_are_printed_and_markup_is_not() -> None:
    lesson = read(
        lesson_text(BANK, ERROR)
        + "\n- one **thick** and *leaning* `a < b`\n2. two\n\n````\nx = 1  # <b>\n````\n"
    )
    text = text_of(lesson, "")
    for said in ("thick", "leaning", "a < b", "x = 1  # <b>"):
        assert said in text
    assert "•" in text
    assert "**" not in text


def test_every_number_of_a_large_network_can_be_read() -> None:
    pages = Pdf(finish(sheets_as_pdf(read(lesson_text(LARGE, ERROR)), 1, [""], Paper.LETTER))).pages
    runs = {run.strip() for page in pages for run in page.splitlines()}
    wanted = {str(number).replace("-", "−") for number in range(-40, 32)}
    assert wanted <= runs
    assert {"0.5", "feature 8", "hidden 7"} <= runs


def test_paper_is_black_and_white() -> None:
    made = worksheet_of(read(lesson_text(LARGE, ERROR)), 1)
    for page in [*printed_sheet(made, Paper.A4), *printed_key(made, Paper.A4)]:
        assert painted(page, Paper.A4).allGray()


def test_a_weight_below_zero_is_told_by_dashes() -> None:
    def gaps(weight: int) -> int:
        layers = f'layers = [{{ nodes = ["y"], weights = [[{weight}]] }}]'
        network = f'inputs = ["x"]\nrows = [[1]]\ntargets = [0]\n{layers}'
        (page,) = printed_sheet(worksheet_of(read(lesson_text(network, ERROR)), 1), Paper.A4)
        image = painted(page, Paper.A4)
        return max(changes(image, y) for y in range(120, 360, 2))

    assert gaps(-3) > gaps(3) + 20


def changes(image: QImage, y: int) -> int:
    """How often a line of a picture turns from dark to light, or back."""
    dark = [image.pixelColor(x, y).lightness() < 128 for x in range(image.width())]
    return sum(one != other for one, other in pairwise(dark))


@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.long)])
def test_nothing_of_the_course_is_cut_off_or_printed_over(every: int) -> None:
    for path, paper in zip(lessons_in(COURSE)[::every], cycle(Paper), strict=False):
        made = worksheet_of(read_lesson(path.read_bytes()), 2)
        for printed in (printed_sheet, printed_key):
            for page in printed(made, paper):
                ends = [(top, top + piece.height) for piece, top in page.pieces]
                assert all(end <= begin for (_, end), (begin, _) in pairwise(ends)), path.stem
                assert ends[-1][1] <= paper.height, path.stem
                assert margins_are_white(painted(page, paper)), path.stem


def margins_are_white(image: QImage) -> bool:
    """Whether nothing is printed beside the text or beyond it."""
    edge, width, height = int(MARGIN) - 2, image.width(), image.height()
    sides = [(0, 0, edge, height), (width - edge, 0, edge, height), (0, 0, width, edge)]
    white = QImage(image.size(), image.format())
    white.fill(Qt.GlobalColor.white)
    return all(image.copy(*side) == white.copy(*side) for side in sides)


def test_a_question_stays_with_its_blank() -> None:
    lesson = read(lesson_text(BANK, *[ERROR] * 9))
    pages = Pdf(finish(sheets_as_pdf(lesson, 1, [""], Paper.A4))).pages
    assert len(pages) > 1
    for page in pages:
        assert page.count(" What is the error?") == page.splitlines().count("Answer")


def test_a_text_that_is_longer_than_a_page_goes_on_on_the_next() -> None:
    words = [f"word{at}" for at in range(2000)]
    lesson = read(f"# Long\n\n## Page\n\n{' '.join(words)}\n")
    pages = Pdf(finish(sheets_as_pdf(lesson, 1, [""], Paper.A4))).pages
    assert len(pages) > 2
    assert " ".join(" ".join(pages).split()).count("word") == 2000


def test_a_name_or_a_table_that_is_too_wide_is_not_cut_off() -> None:
    name = "A lesson with a very long title " * 5
    network = f"""
inputs = {["a name as long as names can be " + str(at) for at in range(9)]}
rows = [{", ".join(["[1,2,3,4,5,6,7,8,9]"] * 50)}]
targets = [{"1," * 50}]
layers = [{{ nodes = ["y"], weights = [[1,2,3,4,5,6,7,8,9]] }}]
"""
    lesson = read(lesson_text(network, ERROR).replace("A lesson", name))
    pages = printed_sheet(worksheet_of(lesson, 1, "W" * 80), Paper.LETTER)
    assert all(margins_are_white(painted(page, Paper.LETTER)) for page in pages)
    assert "and 10 more rows" in text_of(lesson, "")


def test_papers_have_their_sizes() -> None:
    lesson = read(lesson_text(BANK, ERROR))
    for paper, size in ((Paper.A4, b"[0 0 595"), (Paper.LETTER, b"[0 0 612")):
        assert size in finish(sheets_as_pdf(lesson, 1, [""], paper))
