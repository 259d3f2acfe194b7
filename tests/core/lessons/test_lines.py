"""Tasks in which lines of code are put in order."""

import pytest

from core.explanation.walking.walkthrough import Phase
from core.lessons.paper.making import worksheet_of
from core.lessons.paper.sheet import Question
from core.lessons.playing import problems_of
from core.lessons.tasks.checking import Evidence, Judgement, check
from core.lessons.words import PhaseWord
from tests.core.lessons.lesson_texts import BANK, asked, lesson_text, read

ALL_ROWS = 'written = "all rows at once"\n'
UPDATE = f'kind = "lines"\nask = "?"\nphases = ["slopes", "step"]\n{ALL_ROWS}'
FORWARD = 'kind = "lines"\nask = "?"\nphases = ["forward"]'
RIGHT = """da2 = 2 * error
dz2 = da2
dw2 = dz2.T @ a1 / len(x)
da1 = dz2 @ w2
df1 = relu_slope(z1)
dz1 = da1 * df1
dw1 = dz1.T @ x / len(x)
w1 = w1 - rate * dw1
w2 = w2 - rate * dw2"""


def judged(text: str, answer: str) -> Judgement | None:
    task, document = asked(BANK, text)
    return check(task, Evidence(document, document, answer=answer))


def moved(line: str, before: str) -> str:
    """The right order with one line before another."""
    lines = RIGHT.replace(f"\n{line}", "")
    return lines.replace(before, f"{line}\n{before}")


def test_every_order_that_computes_the_same_is_right() -> None:
    first = moved("df1 = relu_slope(z1)", "da2 = 2 * error")
    early = moved("w2 = w2 - rate * dw2", "df1 = relu_slope(z1)")
    for answer in (RIGHT, first, early):
        assert judged(UPDATE, answer) == Judgement(True)
    assert judged(UPDATE, "") is None


def test_a_hint_names_what_is_not_there_yet() -> None:
    found = judged(UPDATE, moved("dw1 = dz1.T @ x / len(x)", "da2 = 2 * error"))
    assert found is not None
    assert found.hint == "“dw1 = dz1.T @ x / len(x)” uses dz1, which is not there yet"
    assert found.slip is None


def test_weights_that_move_before_the_slopes_are_a_slip() -> None:
    found = judged(UPDATE, moved("w2 = w2 - rate * dw2", "da1 = dz2 @ w2"))
    assert found is not None
    assert found.hint == (
        "“da1 = dz2 @ w2” uses w2, which has changed already: slopes come from the old weights"
    )
    assert found.slip is not None
    assert found.slip.name() == "last layer first"


def test_other_lines_are_no_answer() -> None:
    with pytest.raises(ValueError, match="each line is to be there, and once"):
        judged(UPDATE, "da2 = 2 * error")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FORWARD, ""),
        (UPDATE, ""),
        (f'kind = "lines"\nask = "?"\nphases = ["step"]\n{ALL_ROWS}', "in any order"),
    ],
)
def test_the_checker_plays_lines(text: str, said: str) -> None:
    problems = problems_of(read(lesson_text(BANK, text)))
    assert bool(problems) == bool(said)
    assert all(said in problem.text for problem in problems)


def test_one_row_of_several_has_no_step() -> None:
    rows = BANK.replace("[[3, 2]]", "[[3, 2], [1, 1]]").replace("[5]", "[5, 1]")
    text = 'kind = "lines"\nask = "?"\nphases = ["slopes", "step"]'
    (problem,) = problems_of(read(lesson_text(rows, text)))
    assert "there is no step: it follows from all rows" in problem.text


def test_paper_has_the_lines_shuffled_and_their_order_in_the_key() -> None:
    sheet = worksheet_of(read(lesson_text(BANK, UPDATE)), 1)
    (question,) = [part for part in sheet.pages[0].parts if isinstance(part, Question)]
    assert list(question.texts) == sorted(RIGHT.split("\n"))
    (answer,) = sheet.key[0].answers
    assert list(answer.texts) == RIGHT.split("\n")


def test_every_part_of_an_update_has_a_word() -> None:
    assert [word.phase for word in PhaseWord] == list(Phase)
