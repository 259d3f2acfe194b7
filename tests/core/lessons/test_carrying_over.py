"""What was done in a lesson is carried over to what it has been changed to."""

from core.lessons.carrying_over import carried_over
from core.lessons.lesson import Lesson
from core.lessons.progress import Place, Progress, Record, kept, taken_up
from tests.core.lessons.lesson_texts import BANK, ONE_EDIT, read

DONE = Record(tries=1, solved=True)
VARIED = BANK.replace("[[3, 2]]", '[["1..9", "1..9"]]')


def lesson(*pages: str) -> Lesson:
    return read("\n\n".join(["# A lesson", *pages]))


def page(title: str, *answers: str, network: str = BANK) -> str:
    tasks = [f'```task\nkind = "number"\nask = "?"\nanswer = "{each}"\n```' for each in answers]
    return "\n\n".join([f"## {title}", f"```network\n{network}\n```", *tasks])


def solved(of: Lesson, at: int = 0) -> Progress:
    """All of a lesson, left at one of its pages."""
    progress = carried_over(Progress(page=at), of)
    for place, each in enumerate(of.pages):
        for task in range(len(each.tasks)):
            progress = progress.recorded(Place(place, task), DONE)
    return progress


def over(progress: Progress) -> set[Place]:
    return {place for place, record in progress.records.items() if record.solved}


def test_pages_that_move_take_what_was_done_along() -> None:
    progress = solved(lesson(page("A", "error"), page("B", "loss", "prediction")), at=1)
    after = carried_over(
        progress,
        lesson("## Before\n\nText.", page("A", "error"), "## New", page("B", "loss", "prediction")),
    )
    assert over(after) == {Place(1, 0), Place(3, 0), Place(3, 1)}
    assert after.page == 3


def test_pages_that_are_gone_take_theirs_along() -> None:
    progress = solved(lesson(page("A", "error"), page("B", "loss")), at=1)
    after = carried_over(progress, lesson(page("B", "loss")))
    assert over(after) == {Place(0, 0)}
    assert after.page == 0
    assert carried_over(progress, lesson(page("A", "error"))).page == 0


def test_a_page_with_another_title_or_text_is_the_same() -> None:
    progress = solved(lesson(page("A", "error"), page("B", "loss")))
    after = lesson(page("Errors", "error") + "\n\nMore text.", page("B", "loss"))
    assert over(carried_over(progress, after)) == {Place(0, 0), Place(1, 0)}


def test_what_stands_behind_a_changed_task_is_open_again() -> None:
    progress = solved(lesson(page("A", "error", "loss", "prediction")))
    after = lesson(page("A", "error", "hidden 1", "prediction"))
    assert over(carried_over(progress, after)) == {Place(0, 0)}
    assert over(carried_over(progress, lesson(page("A", "error", network=ONE_EDIT)))) == set()


def test_numbers_that_are_drawn_can_be_others_once_a_task_of_their_page_is() -> None:
    progress = solved(lesson(page("A", "error", network=VARIED)))
    assert over(carried_over(progress, lesson(page("A", "error", network=VARIED)))) == {Place(0, 0)}
    more = lesson(page("A", "error", "loss", network=VARIED))
    assert over(carried_over(progress, more)) == set()


def test_what_was_kept_is_carried_over_as_well() -> None:
    again = taken_up(kept(solved(lesson(page("A", "error")))))
    assert over(carried_over(again, lesson("## New", page("A", "error")))) == {Place(1, 0)}


def test_what_an_earlier_version_kept_stays_where_it_is() -> None:
    progress = Progress(page=7).recorded(Place(0, 0), DONE)
    after = carried_over(progress, lesson(page("A", "loss"), page("B", "loss")))
    assert over(after) == {Place(0, 0)}
    assert after.page == 1
