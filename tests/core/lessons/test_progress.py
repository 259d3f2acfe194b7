"""How far a lesson has been worked through, kept and taken up."""

import pytest

from core.lessons.progress import NOTHING_DONE, Answer, Place, Progress, Record, kept, taken_up

FIRST, SECOND = Place(0, 0), Place(1, 2)
TRIED = Record().tried(False, "no two", Answer("7", seed=3))
SOLVED = TRIED.tried(True, answer=Answer("14", seed=3, work="{}", steps=2))


def test_what_was_kept_is_taken_up() -> None:
    progress = Progress(2, 3).recorded(FIRST, SOLVED).recorded(SECOND, TRIED.begun_again())
    assert taken_up(kept(progress)) == progress


def test_what_an_earlier_version_kept_is_taken_up() -> None:
    text = '{"page":1,"seed":2,"tasks":[[0,0,{"tries":2,"solved":true,"slips":["no two"]}]]}'
    found = taken_up(text)
    assert (found.page, found.seed) == (1, 2)
    assert found.of(FIRST) == Record(tries=2, solved=True, slips=("no two",))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"page":"x"}', '{"tasks":' + "[" * 9999])
def test_what_is_no_progress_is_none(text: str) -> None:
    assert taken_up(text) == Progress()


def test_a_page_begun_again_asks_anew_and_forgets_nothing() -> None:
    again = Progress().recorded(FIRST, SOLVED).without_page(0).of(FIRST)
    assert again.is_open
    assert again.tries == 0
    assert again.counted == SOLVED
    assert again.tried(False).begun_again().counted == SOLVED


def test_tries_before_a_page_was_begun_again_count_until_it_is_solved() -> None:
    again = TRIED.begun_again().tried(True, answer=Answer("14", seed=4))
    assert (again.tries, again.counted.tries) == (1, 2)
    assert [answer.text for answer in again.counted.answers] == ["7", "14"]


def test_only_the_latest_answers_are_kept_and_work_with_the_last() -> None:
    record = NOTHING_DONE
    for number in range(30):
        record = record.tried(False, "no two", Answer(str(number), work="{}"))
    assert record.tries == 30
    assert [answer.text for answer in record.answers] == [*map(str, range(20, 30))]
    assert [answer.work for answer in record.answers] == [None] * 9 + ["{}"]
    assert len(record.slips) == 10


def test_what_two_windows_do_in_different_tasks_is_put_together() -> None:
    before = Progress(0, 0).recorded(FIRST, TRIED)
    mine, theirs = before.recorded(FIRST, SOLVED), before.recorded(SECOND, TRIED)
    found = mine.merged(before, theirs)
    assert (found.of(FIRST), found.of(SECOND)) == (SOLVED, TRIED)


def test_of_one_task_what_is_further_on_is_kept() -> None:
    mine = Progress().recorded(FIRST, TRIED)
    theirs = Progress().recorded(FIRST, SOLVED)
    assert mine.merged(Progress(), theirs).of(FIRST) == SOLVED
    assert theirs.merged(Progress(), mine).of(FIRST) == SOLVED


def test_a_page_begun_again_here_is_begun_again() -> None:
    before = Progress().recorded(FIRST, SOLVED)
    assert before.without_page(0).merged(before, before).of(FIRST).is_open
    assert Progress().merged(before, before).of(FIRST) == NOTHING_DONE
