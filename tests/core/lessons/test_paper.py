"""What stands on a worksheet, and on its key."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.explanation.hiding import Topic
from core.lessons.course import COURSE, lessons_in
from core.lessons.moves import Board
from core.lessons.paper.making import varies, worksheet_of
from core.lessons.paper.names import names_in
from core.lessons.paper.sheet import Answer, Drawing, Note, Question, Worksheet
from core.lessons.playing import begun, playable_lesson
from core.lessons.tasks.checking import Evidence, check
from core.lessons.tasks.tasks import ChoiceTask, NumberTask, moves_after
from core.lessons.text.markdown import Paragraph
from core.text.numbers import number_text
from tests.core.lessons.lesson_texts import BANK, lesson_text, read
from tests.sweeps import a_few

_ERROR = """
kind = "number"
ask = "What is the error?"
answer = "error"
"""
_PREDICTED = """
kind = "number"
ask = "What is the loss after a step?"
answer = "loss"
after = ["step"]
"""
_UNTIL = """
kind = "reach"
ask = "Step until the loss is below 1."
goal = ["loss < 1"]
solution = ["run until loss < 1"]
"""
_EDIT = """
kind = "reach"
ask = "Change one weight so that the error is 0."
goal = ["error = 0"]
most_weights = 1
solution = ["set hidden 1 → prediction = 5/8"]
"""
_DRAWN = """
inputs = ["accounts", "children"]
rows = [["-9..9", "1..9"]]
targets = [5]
layers = [{ nodes = ["prediction"], weights = [["-9..9", "-9..9"]] }]
"""


def sheet(*tasks: str, network: str = BANK, number: int = 1) -> Worksheet:
    return worksheet_of(read(lesson_text(network, *tasks)), number)


def asked(made: Worksheet) -> list[tuple[int, str]]:
    parts = [part for page in made.pages for part in page.parts]
    return [(part.number, part.task.ask) for part in parts if isinstance(part, Question)]


def notes(made: Worksheet) -> list[str]:
    return [part.text for page in made.pages for part in page.parts if isinstance(part, Note)]


def answers(made: Worksheet) -> list[Answer]:
    return [answer for page in made.key for answer in page.answers]


def test_the_bank_by_hand() -> None:
    # hidden 1 = 3 × 2 + 2 × 1 = 8, hidden 2 = 0; predicted 8 × 2 = 16; error 16 − 5 = 11.
    (found,) = answers(sheet(_ERROR))
    assert found.worked is not None
    assert found.worked.result.value == 11
    told = {wrong.value: wrong.words for wrong in found.wrong}
    assert told[-11] == "right for actual − predicted; an error is predicted − actual"
    # The inputs again in the second layer: 3 × 2 + 2 × 2 = 10, and 10 − 5 = 5.
    assert "gets the inputs" in told[5]


def test_a_prediction_after_a_step_by_hand() -> None:
    # Slopes 2 × 11 × 8 = 176, 2 × 11 × 2 × 3 = 132, 2 × 11 × 2 × 2 = 88; hidden 2 is on its corner.
    # Weights 0.24, 0.68, 0.12: hidden 1 = 3 × 0.68 + 2 × 0.12 = 2.28; 2.28 × 0.24 = 0.5472.
    (found,) = answers(sheet(_PREDICTED))
    assert found.worked is not None
    assert found.ends is not None
    before, after = found.ends
    assert before == 121
    assert after == found.worked.result.value == pytest.approx((0.5472 - 5) ** 2)
    # Added, not taken off: 3.76, 3.32, 1.88: hidden 1 = 13.72; 13.72 × 3.76 = 51.5872.
    uphill = next(wrong for wrong in found.wrong if "downhill it is taken off" in wrong.words)
    assert uphill.value == pytest.approx((51.5872 - 5) ** 2)


def test_drawn_numbers_are_answered_from_what_is_drawn() -> None:
    made = sheet(_ERROR, network=_DRAWN, number=7)
    drawing = made.pages[0].parts[0]
    assert isinstance(drawing, Drawing)
    experiment = drawing.document.experiment
    (x1,), (x2,) = (column.tolist() for column in experiment.dataset.inputs)
    w1, w2 = experiment.network.parameters.tolist()
    (found,) = answers(made)
    assert found.worked is not None
    assert found.worked.result.value == x1 * w1 + x2 * w2 - 5
    assert {abs(number) <= 9 and number == int(number) for number in (x1, x2, w1, w2)} == {True}


def test_the_number_of_a_sheet_is_the_seed_of_its_lesson() -> None:
    lesson = read(lesson_text(_DRAWN, _ERROR))
    made = [worksheet_of(lesson, number, "Ada") for number in (5, 6, 7)]
    assert [(one.number, one.name) for one in made] == [(5, "Ada"), (6, "Ada"), (7, "Ada")]
    drawn = list[list[float]]()
    for one in made:
        drawing, document = one.pages[0].parts[0], begun(lesson.pages[0], one.number)
        assert isinstance(drawing, Drawing)
        assert document is not None
        drawn.append(drawing.document.experiment.network.parameters.tolist())
        assert drawn[-1] == document.experiment.network.parameters.tolist()
    assert drawn[0] != drawn[1] != drawn[2]
    assert varies(lesson)
    assert not varies(read(lesson_text(BANK, _ERROR)))


def test_what_is_asked_is_blank_in_the_drawing_and_told_on_the_key() -> None:
    made = sheet(_ERROR)
    drawing, told = made.pages[0].parts[0], made.key[0].drawing
    assert isinstance(drawing, Drawing)
    assert told is not None
    assert Topic.ERRORS in drawing.hidden
    assert not told.hidden


def test_what_needs_the_program_is_left_out_and_that_is_said() -> None:
    made = sheet(_ERROR, _UNTIL)
    assert asked(made) == [(1, "What is the error?")]
    assert notes(made) == ["In the program: Step until the loss is below 1."]
    assert [answer.question.number for answer in answers(made)] == [1]


def test_numbers_of_a_network_that_only_the_program_knows_are_left_out_too() -> None:
    made = sheet(_UNTIL, _ERROR)
    assert asked(made) == []
    assert notes(made)[1] == "In the program: What is the error?"
    assert made.key == ()


def test_after_many_steps_nobody_knows_the_network_by_hand() -> None:
    many = _PREDICTED.replace('"step"', '"step 20"')
    assert asked(sheet(_PREDICTED, _ERROR))[1] == (2, "What is the error?")
    assert notes(sheet(many, _ERROR)) == ["In the program: What is the error?"]


def test_an_edit_is_written_down_and_what_follows_is_about_the_network_after_it() -> None:
    made = sheet(_EDIT, _ERROR)
    assert asked(made) == [
        (1, "Change one weight so that the error is 0."),
        (2, "What is the error?"),
    ]
    assert notes(made) == ["From here on the network is as it is after question 1."]
    edit, error = answers(made)
    assert edit.texts == ("hidden 1 → prediction = 5/8",)
    assert error.worked is not None
    assert error.worked.result.value == 0


def test_why_something_is_so_stands_on_the_key() -> None:
    because = 'because = "That is why."'
    made = sheet(f"{_ERROR}{because}", f"{_EDIT}{because}", _EDIT)
    assert [answer.because for answer in made.key[0].answers] == [
        "That is why.",
        "That is why.",
        "Every other way counts as well.",
    ]


def test_what_a_lesson_says_afterwards_is_on_the_key_where_it_tells_the_answer() -> None:
    text = lesson_text(BANK, _ERROR) + "\nThe error is 11.\n\nIt is above 0.\n"
    made = worksheet_of(read(text), 1)
    (said,) = made.key[0].afterwards
    assert isinstance(said, Paragraph)
    assert said.spans[0].text == "The error is 11."
    last = made.pages[0].parts[-1]
    assert isinstance(last, Paragraph)
    assert last.spans[0].text == "It is above 0."


def test_what_one_page_asks_no_other_tells_as_long_as_the_numbers_are_the_same() -> None:
    more = f"\n## More\n\nThe error is 11.\n\n```task\n{_PREDICTED}\n```\n"
    text = lesson_text(BANK, _ERROR) + more
    made = worksheet_of(read(text), 1)
    _, second = made.pages
    (drawing,) = (part for part in second.parts if isinstance(part, Drawing))
    assert Topic.ERRORS in drawing.hidden
    assert not any(isinstance(part, Paragraph) for part in second.parts)
    (said,) = made.key[1].afterwards
    assert isinstance(said, Paragraph)

    made = worksheet_of(read(text.replace("## More\n", "## More\n```page\nsteps = 1\n```\n")), 1)
    (drawing,) = (part for part in made.pages[1].parts if isinstance(part, Drawing))
    assert Topic.ERRORS not in drawing.hidden


@pytest.mark.parametrize("path", a_few(lessons_in(COURSE)), ids=lambda path: path.stem)
def test_no_question_of_the_course_has_the_answer_to_another(path: Path) -> None:
    """Small whole numbers may be anything."""
    made = worksheet_of(playable_lesson(path.read_bytes()), 3)
    found = [answer.worked.result.value for answer in answers(made) if answer.worked is not None]
    told = {number_text(value) for value in found if abs(value) > 99 or value != int(value)}
    told |= {f"{value:.2f}".replace("-", "−") for value in found if value != int(value)}
    parts = [part for page in made.pages for part in page.parts]
    for part in parts:
        if isinstance(part, Question):
            choices = part.task.choices if isinstance(part.task, ChoiceTask) else ()
            for text in (part.task.ask, *choices):
                assert not told & set(re.findall(r"[−-]?\d+(?:\.\d+)?", text)), text


@pytest.mark.parametrize("path", a_few(lessons_in(COURSE)), ids=lambda path: path.stem)
def test_a_key_says_of_wrong_numbers_what_the_lesson_says(path: Path) -> None:
    lesson = playable_lesson(path.read_bytes())
    told = {answer.question.task: answer for answer in answers(worksheet_of(lesson, 3))}
    for page in lesson.pages:
        start = begun(page, 3)
        if start is None:
            continue
        board = Board(start)
        for asked_task in page.tasks:
            task, present = asked_task.task, board.document
            if task in told and isinstance(task, NumberTask):
                compare(told[task], Evidence(start, present))
            for move in (*task.solution, *moves_after(task)):
                board.play(move)


def compare(answer: Answer, evidence: Evidence) -> None:
    """The key and the lesson judge the same numbers alike."""
    assert answer.worked is not None
    right = answer.worked.result.value
    judged = check(answer.question.task, replace(evidence, answer=repr(right)))
    assert judged is not None
    assert judged.right
    for wrong in answer.wrong:
        judged = check(answer.question.task, replace(evidence, answer=repr(wrong.value)))
        assert judged is not None
        assert not judged.right
        if judged.slip is None:
            assert wrong.words == "of the right size, but the sign is the other one"
        else:
            assert wrong.words == f"right {judged.slip.words}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_names_are_read_in_any_encoding(encoding: str) -> None:
    data = "Zoë Müller\r\n\r\n  Ana  María \r\n".encode(encoding)
    assert names_in(data, 30) == ["Zoë Müller", "Ana María"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\n \n", "there is no name in it"),
        (b"a\nb\nc", "there are 3 names in it; the most are 2"),
        (b"a\n\n" + b"x" * 81, "line 3 has more than 80 characters"),
        (b"%PDF-1.4\n", "PDF"),
        (b"a\n" * 600_000, "larger than"),
    ],
)
def test_what_is_no_list_of_names_says_why(data: bytes, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        names_in(data, 2)
