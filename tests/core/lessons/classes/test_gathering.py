"""Gathering what a class handed in."""

from pathlib import Path

from msgspec.structs import replace

from core.files.document_file import encode_document
from core.lessons.classes.gathering import gather
from core.lessons.classes.results import Outcome
from core.lessons.moves import Board
from core.lessons.playing import begun
from core.lessons.progress import Answer, Record
from tests.core.lessons.classes.made_hand_ins import (
    CLICK_PLACE,
    ERROR_PLACE,
    PREDICTED_PLACE,
    REACH_PLACE,
    TEXT,
    hand_in,
    lesson_in,
    result,
    tried,
)
from tests.core.lessons.lesson_texts import BANK, lesson_text


def test_each_outcome_is_told(tmp_path: Path) -> None:
    lesson = lesson_in(tmp_path)
    hand_in(tmp_path, lesson, "Ada", {ERROR_PLACE: tried("11"), PREDICTED_PLACE: tried("falls")})
    wrong = tried("rises", solved=False)
    hand_in(
        tmp_path,
        lesson,
        "Bo",
        {
            ERROR_PLACE: tried("-11", "11", slips=("actual minus predicted",)),
            PREDICTED_PLACE: Record(wrong.tries, skipped=True, answers=wrong.answers),
            CLICK_PLACE: Record(skipped=True, hints=1),
        },
    )
    hand_in(tmp_path, lesson, "Cy", {ERROR_PLACE: tried("5", "6", solved=False)})
    seen = replace(tried("11"), seen=True)
    hand_in(tmp_path, lesson, "Di", {ERROR_PLACE: seen, PREDICTED_PLACE: Record(seen=True)})
    found = gather(tmp_path)
    assert result(found, "Ada", ERROR_PLACE).outcome is Outcome.FIRST
    assert result(found, "Ada", PREDICTED_PLACE).outcome is Outcome.FIRST
    assert result(found, "Ada", CLICK_PLACE).outcome is Outcome.NOTHING
    later = result(found, "Bo", ERROR_PLACE)
    assert (later.outcome, later.tries, later.slip) == (
        Outcome.LATER,
        2,
        "actual minus predicted",
    )
    assert result(found, "Bo", PREDICTED_PLACE).outcome is Outcome.WRONG
    assert not result(found, "Bo", PREDICTED_PLACE).skipped
    skipped = result(found, "Bo", CLICK_PLACE)
    assert (skipped.outcome, skipped.hints, skipped.skipped) == (Outcome.SKIPPED, 1, True)
    assert result(found, "Cy", ERROR_PLACE).outcome is Outcome.TRIED
    assert result(found, "Di", ERROR_PLACE).outcome is Outcome.SEEN
    assert result(found, "Di", PREDICTED_PLACE).outcome is Outcome.NOTHING
    assert found.remarks == ()


def test_slips_are_worked_out_again_whatever_is_said(tmp_path: Path) -> None:
    lesson = lesson_in(tmp_path)
    record = tried("-11", "-11", "11", slips=("no two", "no two"))
    hand_in(tmp_path, lesson, "Ada", {ERROR_PLACE: record})
    found = result(gather(tmp_path), "Ada", ERROR_PLACE)
    assert found.slips == ("actual minus predicted", "actual minus predicted")


def test_what_is_said_to_be_right_and_is_not_is_marked(tmp_path: Path) -> None:
    lesson = lesson_in(tmp_path)
    hand_in(tmp_path, lesson, "Eve", {ERROR_PLACE: tried("12"), REACH_PLACE: tried("")})
    hand_in(tmp_path, lesson, "Mal", {ERROR_PLACE: Record(solved=True)})
    hand_in(tmp_path, lesson, "Zed", {ERROR_PLACE: tried("__import__('os')")})
    found = gather(tmp_path)
    assert result(found, "Eve", ERROR_PLACE).outcome is Outcome.FALSE
    assert result(found, "Eve", REACH_PLACE).outcome is Outcome.FALSE
    assert result(found, "Mal", ERROR_PLACE).outcome is Outcome.FALSE
    assert result(found, "Zed", ERROR_PLACE).outcome is Outcome.FALSE
    assert "Eve, “A lesson” 1.1: said to be right, but “12” is not" in found.remarks
    assert "Eve, “A lesson” 1.4: said to be right, but what was done is not" in found.remarks


def test_what_was_reached_and_clicked_is_checked_from_what_was_done(tmp_path: Path) -> None:
    lesson = lesson_in(tmp_path)
    start = begun(lesson.pages[0])
    assert start is not None
    board = Board(start)
    board.play("set hidden 1 → prediction = 0.6")
    work = encode_document(board.document).decode()
    reached = Record().tried(True, answer=Answer(work=work))
    hand_in(
        tmp_path,
        lesson,
        "Ada",
        {CLICK_PLACE: tried("hidden 1 → prediction"), REACH_PLACE: reached},
    )
    hand_in(tmp_path, lesson, "Eve", {CLICK_PLACE: tried("children → hidden 1")})
    found = gather(tmp_path)
    assert result(found, "Ada", REACH_PLACE).outcome is Outcome.FIRST
    assert result(found, "Ada", CLICK_PLACE).outcome is Outcome.FIRST
    assert result(found, "Eve", CLICK_PLACE).outcome is Outcome.FALSE


def test_answers_to_numbers_that_are_drawn_are_checked_with_their_seed(tmp_path: Path) -> None:
    network = BANK.replace("[[3, 2]]", '[["1..9", "1..9"]]').replace("[0, 0]", "[1, 1]")
    task = 'kind = "number"\nask = "What is the prediction?"\nanswer = "prediction"'
    lesson = lesson_in(tmp_path, lesson_text(network, task))
    for seed in range(5):
        document = begun(lesson.pages[0], seed)
        assert document is not None
        first, second = (column[0] for column in document.experiment.dataset.inputs)
        answer = Answer(str(6 * first + 4 * second), seed)
        record = Record().tried(True, answer=answer)
        hand_in(tmp_path, lesson, f"Seed {seed}", {ERROR_PLACE: record})
        false = Record().tried(True, answer=Answer(answer.text, seed + 1))
        hand_in(tmp_path, lesson, f"Other {seed}", {ERROR_PLACE: false})
    found = gather(tmp_path)
    outcomes = [result(found, f"Seed {seed}", ERROR_PLACE).outcome for seed in range(5)]
    assert outcomes == [Outcome.FIRST] * 5
    assert Outcome.FALSE in [result(found, f"Other {s}", ERROR_PLACE).outcome for s in range(5)]


def test_a_page_begun_again_makes_no_first_try(tmp_path: Path) -> None:
    lesson = lesson_in(tmp_path)
    later = tried("5", solved=False).begun_again().tried(True, answer=Answer("11"))
    first = tried("11").begun_again().tried(False, answer=Answer("5"))
    seen = Record(skipped=True).begun_again().tried(True, answer=Answer("11"))
    hand_in(tmp_path, lesson, "Later", {ERROR_PLACE: later})
    hand_in(tmp_path, lesson, "First", {ERROR_PLACE: first})
    hand_in(tmp_path, lesson, "Seen", {ERROR_PLACE: seen})
    found = gather(tmp_path)
    assert result(found, "Later", ERROR_PLACE).outcome is Outcome.LATER
    assert result(found, "Later", ERROR_PLACE).tries == 2
    assert result(found, "First", ERROR_PLACE).outcome is Outcome.FIRST
    assert result(found, "Seen", ERROR_PLACE).outcome is Outcome.LATER
    assert result(found, "Seen", ERROR_PLACE).skipped


def test_the_newest_of_one_student_counts_and_that_is_said(tmp_path: Path) -> None:
    lesson = lesson_in(tmp_path)
    hand_in(tmp_path, lesson, "Zoë", {ERROR_PLACE: tried("11")}, seconds=2, name="a.json")
    hand_in(tmp_path, lesson, "zoe\u0308", {ERROR_PLACE: tried("5", "11")}, 3, name="b.json")
    hand_in(tmp_path, lesson, "ZOË ", {}, seconds=1, name="c.json")
    found = gather(tmp_path)
    (table,) = found.lessons
    assert [each.results[0].outcome for each in table.students] == [Outcome.LATER]
    assert len(found.remarks) == 1
    assert "3 times; the newest counts: b.json" in found.remarks[0]


def test_another_version_of_the_lesson_is_said_and_not_checked(tmp_path: Path) -> None:
    old = lesson_in(tmp_path)
    hand_in(tmp_path, old, "Ada", {ERROR_PLACE: tried("12")})
    lesson_in(tmp_path, TEXT.replace("[[3, 2]]", "[[4, 2]]"))
    found = gather(tmp_path)
    ada = result(found, "Ada", ERROR_PLACE)
    assert (ada.outcome, ada.is_checked) == (Outcome.FIRST, False)
    assert found.remarks == ("Ada worked with another version of “A lesson”: that is not checked",)


def test_the_ends_of_lines_make_no_other_version(tmp_path: Path) -> None:
    lesson = lesson_in(tmp_path)
    hand_in(tmp_path, lesson, "Ada", {ERROR_PLACE: tried("11")})
    path = next(tmp_path.glob("*.downhill-lesson"))
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert gather(tmp_path).remarks == ()


def test_a_lesson_that_is_not_there_is_named(tmp_path: Path) -> None:
    lesson = lesson_in(tmp_path)
    hand_in(tmp_path, lesson, "Ada", {})
    next(tmp_path.glob("*.downhill-lesson")).unlink()
    found = gather(tmp_path)
    assert found.lessons == ()
    (remark,) = found.remarks
    assert "the lesson “A lesson” (bank.downhill-lesson) was not found" in remark


def test_a_lesson_that_is_there_and_cannot_be_read_says_why(tmp_path: Path) -> None:
    hand_in(tmp_path, lesson_in(tmp_path), "Ada", {})
    (tmp_path / "bank.downhill-lesson").write_text(TEXT.replace("```task", "```taks"), "utf-8")
    (remark,) = gather(tmp_path).remarks
    assert "the lesson “A lesson” (bank.downhill-lesson) cannot be read: line 17: “taks”" in remark


def test_a_slip_that_is_not_known_is_left_out_and_all_else_counts(tmp_path: Path) -> None:
    """As another version of the program may have handed it in; or as somebody made it up."""
    lesson = lesson_in(tmp_path)
    again = tried("-11", solved=False, slips=("=1+1",)).begun_again()
    record = again.tried(True, "made up", Answer("11"))
    hand_in(tmp_path, lesson, "Ada", {ERROR_PLACE: record})
    hand_in(tmp_path, lesson, "Bob", {ERROR_PLACE: Record(tries=1, slips=("=1+1", "no two"))})
    found = gather(tmp_path)
    ada, bob = (result(found, student, ERROR_PLACE) for student in ("Ada", "Bob"))
    assert (ada.outcome, ada.slips) == (Outcome.LATER, ("actual minus predicted",))
    assert (bob.outcome, bob.slips) == (Outcome.TRIED, ("no two",))


def test_a_lesson_may_be_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "lessons").mkdir()
    (tmp_path / "handed").mkdir()
    lesson = lesson_in(tmp_path / "lessons")
    hand_in(tmp_path / "handed", lesson, "Ada", {ERROR_PLACE: tried("11")})
    for place in (tmp_path / "lessons", tmp_path / "lessons" / "bank.downhill-lesson"):
        assert len(gather(tmp_path / "handed", [place]).lessons) == 1


def test_answers_that_were_not_kept_are_said_to_be_unchecked(tmp_path: Path) -> None:
    """Progress of an earlier version of the program has none."""
    lesson = lesson_in(tmp_path)
    old = Record(tries=2, solved=True, slips=("no two",))
    hand_in(tmp_path, lesson, "Ada", {ERROR_PLACE: old})
    found = gather(tmp_path)
    ada = result(found, "Ada", ERROR_PLACE)
    assert (ada.outcome, ada.is_checked, ada.slip) == (Outcome.LATER, False, "no two")
    assert found.remarks == ("Ada, “A lesson”: unchecked, for want of the answers: 1",)
