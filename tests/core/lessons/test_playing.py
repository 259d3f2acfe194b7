"""Lessons are played to their end, and what is wrong with them is found."""

from pathlib import Path

import pytest

from core.lessons.course import COURSE, EXAMPLES, lessons_in
from core.lessons.playing import begun, problems_of
from core.lessons.text.problems import LessonError
from core.lessons.text.reading import read_lesson
from main import main
from tests.core.lessons.lesson_texts import BANK, ONE_EDIT, complaints, lesson_text, read

HOW_TO = COURSE.parents[1] / "docs" / "lessons.md"
NUMBER = 'kind = "number"\nask = "?"\n'
CHOICE = 'kind = "choice"\nask = "?"\nchoices = ["a", "b"]\nright = 1\n'
VARIED = """
inputs = ["a", "b"]
rows = [["1..9", "-9..9"]]
targets = ["-9..9"]
layers = [
  { nodes = ["h", "k"], activation = "relu", weights = [["-3..3", "-3..3"], ["-3..3", 2]] },
  { nodes = ["p"], weights = [["1..5", "-5..5"]] },
]
"""


def found(network: str, *tasks: str, page: str = "") -> list[str]:
    return [problem.text for problem in problems_of(read(lesson_text(network, *tasks, page=page)))]


@pytest.mark.parametrize(
    "path", [*lessons_in(COURSE), *lessons_in(EXAMPLES)], ids=lambda path: path.stem
)
def test_every_lesson_of_the_course_is_solved_as_it_says(path: Path) -> None:
    assert problems_of(read_lesson(path.read_bytes())) == []


def test_the_lesson_that_shows_how_to_write_one_can_be_played() -> None:
    lines = HOW_TO.read_text(encoding="utf-8").splitlines()
    shown = [line[4:] for line in lines if line.startswith("    ") or not line]
    lesson = read_lesson("\n".join(shown).encode())
    assert problems_of(lesson) == []
    assert [len(page.tasks) for page in lesson.pages] == [1]


def test_zero_that_is_nothing_but_rounding_is_asked_for_like_any_number() -> None:
    network = """
    inputs = ["a", "b"]
    rows = [[0.1, 0.2]]
    targets = [0.3]
    layers = [{ nodes = ["p"], weights = [[1, 1]] }]
    """
    assert found(network, NUMBER + 'answer = "error"') == []


@pytest.mark.parametrize(
    ("task", "problem"),
    [
        (
            NUMBER + 'answer = "eror"',
            "nothing is called “eror”; there are loss, learning rate",
        ),
        (NUMBER + 'answer = "error"\nnumber = 12', "the text says 12, the network 11"),
        (NUMBER + 'answer = "error"\nrow = 2', "there is no row 2: there are 1"),
        (NUMBER + 'answer = "error"\nslips = ["no brain"]', "no slip is called “no brain”"),
        (NUMBER + 'answer = "error"\nslips = ["no activaton"]', "; “no activation”?"),
        (NUMBER + 'answer = "prediction"\nslips = ["no activation"]', "gives the right number"),
        (NUMBER + 'answer = "error"\nafter = ["jump"]', "“jump” is no move"),
        (NUMBER + 'answer = "error"\nsolution = ["answer 12"]', "does not solve it"),
        (
            NUMBER + 'answer = "slope of children → hidden 1"\nslips = ["no two", "no source"]',
            "the slips “no two” and “no source” give the same number, 44",
        ),
        (
            'kind = "direction"\nask = "?"\nanswer = "loss"\nafter = ["step"]\nchange = "rises"',
            "the text says rises, the network falls",
        ),
        ('kind = "choice"\nask = "?"\nchoices = ["a", "a"]\nright = 1', "two choices are the same"),
        ('kind = "choice"\nask = "?"\nchoices = ["a", "b"]\nright = 3', "choice 3 is right"),
        (
            'kind = "choice"\nask = "?"\nchoices = ["a", "b"]\nright = 1\ntruth = ["loss < 1"]',
            "“loss < 1” does not hold",
        ),
        (
            CHOICE + 'after = ["step"]\ntruth = ["error = 11"]',
            "“error = 11” does not hold",
        ),
        ('kind = "click"\nask = "?"\ntarget = "hidden 3"', "nothing to click is called “hidden 3”"),
        ('kind = "click"\nask = "?"\ntarget = "steepest"', "; “steepest weight”?"),
        ('kind = "order"\nask = "?"\norder = ["a", "a"]', "two of its texts are the same"),
        ('kind = "reach"\nask = "?"\ngoal = ["error = 11"]', "it is so before anything is done"),
        ('kind = "reach"\nask = "?"\ngoal = ["error = 0"]', "“solution” is missing: the moves"),
        ('kind = "reach"\nask = "?"\ngoal = ["error"]', "“error” is no condition"),
        (
            'kind = "reach"\nask = "?"\ngoal = ["loss < 1"]\nmost_steps=1\nsolution=["step 20"]',
            "does not solve it: 20 steps were taken since the page began; the most is 1",
        ),
    ],
)
def test_what_is_wrong_with_a_task_is_found(task: str, problem: str) -> None:
    assert any(problem in text for text in found(BANK, task)), found(BANK, task)


def test_tasks_of_a_page_are_played_one_after_another() -> None:
    edit = (
        'kind = "reach"\nask = "?"\ngoal = ["error = 0"]\n'
        'solution = ["set hidden 2 → prediction = 0"]'
    )
    assert found(ONE_EDIT, edit, NUMBER + 'answer = "prediction"\nnumber = 3') == []


def test_what_was_to_be_predicted_is_done_before_the_next_task() -> None:
    before = NUMBER + 'answer = "error"\nafter = ["step"]\nnumber = -4.45'
    assert found(BANK, before, NUMBER + 'answer = "error"\nnumber = -4.45') == []


def test_a_choice_may_be_a_prediction_too() -> None:
    predicted = CHOICE + 'after = ["step"]\ntruth = ["error < -4.4"]'
    after = NUMBER + 'answer = "error"\nnumber = -4.4528'
    assert found(BANK, predicted, after) == []


@pytest.mark.parametrize(
    ("network", "problem"),
    [
        (BANK.replace("targets = [5]", "targets = [5, 6]"), "targets: 2 for 1 rows"),
        (BANK.replace("[[2, 2]]", "[[2, 2, 2]]"), "weights"),
        (BANK.replace('"relu"', '"rely"'), "unknown activation “rely”"),
        (BANK.replace("[[3, 2]]", '[["three", 2]]'), "“three” is no number"),
        (BANK.replace("[[3, 2]]", '[["9..1", 2]]'), "its first end is the larger one"),
        (BANK + "validation = 1", "validation: 1 of 1 rows leave none"),
    ],
)
def test_a_network_that_does_not_fit_together_is_named(network: str, problem: str) -> None:
    (text,) = found(network, NUMBER + 'answer = "error"')
    assert problem in text


def test_what_would_take_minutes_is_not_played() -> None:
    rows, targets = [[1, 2]] * 2000, [5] * 2000
    names = [f"h{at}" for at in range(60)]
    network = (
        f"inputs = ['a', 'b']\nrows = {rows}\ntargets = {targets}\n"
        f"layers = [{{ nodes = {names}, weights = {[[1, 1]] * 60} }},"
        f" {{ nodes = ['p'], weights = {[[1] * 60]} }}]"
    )
    task = 'kind = "reach"\nask = "?"\ngoal = ["loss < 1"]\nsolution = ["run until loss < 1"]'
    why = "until here the lesson takes too long: take fewer steps, rows or draws"
    assert found(f"learning_rate = 1e-12\n{network}", task) == [why]


def test_a_task_needs_a_network() -> None:
    text = lesson_text("", NUMBER + 'answer = "error"')
    (problem,) = complaints(text)
    assert problem.text == "there is no network for it"


def test_a_page_shows_a_row_that_there_is() -> None:
    assert found(BANK, NUMBER + 'answer = "error"', page="row = 3") == [
        "there is no row 3: there are 1"
    ]


def test_the_same_seed_draws_the_same_numbers_and_another_one_others() -> None:
    (page,) = read(lesson_text(VARIED, NUMBER + 'answer = "p"')).pages
    first, again, other = (begun(page, seed) for seed in (1, 1, 2))
    assert first is not None
    assert again is not None
    assert other is not None
    bits = [d.experiment.network.parameters.tobytes() for d in (first, again, other)]
    assert bits[0] == bits[1] != bits[2]


def test_numbers_are_drawn_again_until_the_slips_can_be_told_apart() -> None:
    task = NUMBER + 'answer = "p"\nslips = ["no activation", "size of sum"]'
    lesson = read(lesson_text(VARIED, task))
    assert problems_of(lesson) == []


def test_numbers_that_never_suit_are_named() -> None:
    network = VARIED.replace("-3..3", "1..3").replace("-9..9", "1..9")
    lesson = read(lesson_text(network, NUMBER + 'answer = "p"\nslips = ["no activation"]'))
    with pytest.raises(LessonError, match="of 60 draws none suits"):
        begun(lesson.pages[0])


def test_the_command_line_plays_a_lesson(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "one.downhill-lesson"
    path.write_text(lesson_text(BANK, NUMBER + 'answer = "error"\nnumber = 11'), encoding="utf-8")
    assert main(["--check-lesson", str(path)]) == 0
    assert "A lesson: all is solved; pages: 1, tasks: 1" in capsys.readouterr().out
    path.write_text(lesson_text(BANK, NUMBER + 'answer = "eror"'), encoding="utf-8")
    assert main(["--check-lesson", str(path)]) == 1
    assert f"{path}:17: nothing is called “eror”" in capsys.readouterr().err
    assert main(["--check-lesson", str(tmp_path / "none")]) == 1
