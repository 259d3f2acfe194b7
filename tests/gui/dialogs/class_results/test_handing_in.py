"""Handing in what came of a lesson, as a student does."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit

from core.lessons.classes.gathering import gather
from core.lessons.classes.hand_in import decode_hand_in
from core.lessons.classes.results import Outcome
from core.lessons.course import COURSE, lessons_in
from tests.core.lessons.classes.made_hand_ins import TEXT, lesson_in
from tests.gui.file_hands import Answer, button, choose
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.window_hands import Key, WindowHands

FILE = "Ada–A lesson.json"


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """The folder of a class, which holds nothing yet."""
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


@pytest.fixture
def student(hands: WindowHands, tmp_path: Path) -> LessonHands:
    """A student who has begun with a lesson."""
    lesson_in(tmp_path, TEXT)
    student = LessonHands(hands)
    student.open(tmp_path / "bank.downhill-lesson")
    student.type("-11")
    student.type("11")
    return student


class Form:
    """A hand on the dialog."""

    def __init__(self, hands: WindowHands, dialog: QDialog) -> None:
        self.hands, self.dialog = hands, dialog
        self.name, self.folder = dialog.findChildren(QLineEdit)

    def fill(self, name: str, folder: Path) -> None:
        for field, text in ((self.name, name), (self.folder, str(folder))):
            field.clear()
            self.hands.type(text, field)

    def press(self, words: str) -> None:
        self.hands.click(button(self.dialog, words))

    def said(self) -> str:
        return "\n".join(label.text() for label in self.dialog.findChildren(QLabel))


def hand_in(student: LessonHands, do: Callable[[Form], object]) -> None:
    """Press Hand in, and do something with the dialog."""
    student.hands.answer(lambda dialog: do(Form(student.hands, dialog)))
    student.press("Hand in…")


def simply(student: LessonHands, name: str, folder: Path) -> None:
    def do(form: Form) -> None:
        form.fill(name, folder)
        form.press("Hand in")

    hand_in(student, do)


def test_what_came_of_a_lesson_is_handed_in(student: LessonHands, share: Path) -> None:
    seen: list[str] = []

    def do(form: Form) -> None:
        seen.append(form.said())
        form.fill("Ada", share)
        form.hands.press_in(form.name, Key.Key_Return)

    hand_in(student, do)
    assert "“A lesson”: 1 of 4 tasks solved" in seen[0]
    assert [path.name for path in share.iterdir()] == [FILE]
    assert student.hands.says(f"Handed in: “{FILE}” in {share}")
    (table,) = gather(share, [share.parent]).lessons
    (ada,) = table.students
    assert (ada.student, ada.results[0].outcome) == ("Ada", Outcome.LATER)
    assert (ada.results[0].tries, ada.results[0].slip) == (2, "actual minus predicted")
    assert ada.results[0].is_checked


def test_what_was_solved_before_a_page_was_begun_again_is_handed_in_and_said(
    student: LessonHands, share: Path
) -> None:
    student.press("Restart the page")
    seen: list[str] = []

    def do(form: Form) -> None:
        seen.append(form.said())
        form.fill("Ada", share)
        form.press("Hand in")

    hand_in(student, do)
    assert "“A lesson”: 1 of 4 tasks solved" in seen[0]
    (lesson,) = gather(share, [share.parent]).lessons
    assert lesson.students[0].results[0].outcome is Outcome.LATER


def test_name_and_folder_are_asked_once(student: LessonHands, share: Path) -> None:
    simply(student, "Ada", share)
    (share / FILE).unlink()
    seen: list[str] = []

    def do(form: Form) -> None:
        seen.extend((form.name.text(), form.folder.text()))
        form.press("Hand in")

    hand_in(student, do)
    assert seen == ["Ada", str(share)]
    assert (share / FILE).exists()


def test_it_stands_in_the_menu_too(student: LessonHands, share: Path) -> None:
    def do(dialog: QDialog) -> None:
        form = Form(student.hands, dialog)
        form.fill("Ada", share)
        form.press("Hand in")

    student.hands.answer(do)
    student.hands.menu("Learn", "Lessons", "Hand in…")
    assert (share / FILE).exists()


def test_hostile_names_are_made_safe(student: LessonHands, share: Path) -> None:
    for name, file in (
        ("../../etc/passwd", "-..-etc-passwd–A lesson.json"),
        ("con", "_con–A lesson.json"),
        ('<b>"A"</b>', "-b--A---b-–A lesson.json"),
        ("A\u202eda", "A da–A lesson.json"),
        ("=cmd()", "=cmd()–A lesson.json"),
    ):
        simply(student, name, share)
        (path,) = share.iterdir()
        assert path.name == file
        path.unlink()


def test_nothing_is_overwritten_without_a_question(student: LessonHands, share: Path) -> None:
    (share / FILE).write_text("of another Ada")

    def answered(answer: Answer) -> Callable[[Form], None]:
        def do(form: Form) -> None:
            form.fill("Ada", share)
            form.hands.answer(choose(form.hands, answer))
            form.press("Hand in")
            form.dialog.reject()

        return do

    hand_in(student, answered(Answer.Cancel))
    assert (share / FILE).read_text() == "of another Ada"
    hand_in(student, answered(Answer.SaveAll))
    assert (share / FILE).read_text() == "of another Ada"
    assert decode_hand_in((share / "Ada–A lesson (2).json").read_bytes()).student == "Ada"
    hand_in(student, answered(Answer.Save))
    assert decode_hand_in((share / FILE).read_bytes()).student == "Ada"
    assert len([*share.iterdir()]) == 2


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_share_that_cannot_be_written_says_so_and_loses_nothing(
    student: LessonHands, share: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    said: list[str] = []

    def refuse(*_: object) -> None:
        raise OSError(number, "It cannot be done")

    def do(form: Form) -> None:
        form.fill("Ada", share)
        with monkeypatch.context() as patch:
            patch.setattr("core.files.atomic_write.os.write", refuse)
            form.press("Hand in")
        said.append(form.said())
        assert [*share.iterdir()] == []
        form.press("Hand in")

    hand_in(student, do)
    assert f"could not be written to {share}: It cannot be done. Nothing is lost" in said[0]
    assert (share / FILE).exists(), "the second try"
    assert student.player.progress.solved == 1


def test_a_share_that_is_gone_says_so(student: LessonHands, share: Path) -> None:
    said: list[str] = []

    def do(form: Form) -> None:
        form.fill("Ada", share / "gone")
        form.press("Hand in")
        said.append(form.said())
        form.dialog.reject()

    hand_in(student, do)
    assert "could not be written to" in said[0]
    assert not (share / "gone").exists()


def test_without_a_name_or_with_too_long_a_one_it_waits(student: LessonHands, share: Path) -> None:
    said: list[str] = []

    def do(form: Form) -> None:
        form.fill(" ", share)
        assert not button(form.dialog, "Hand in").isEnabled()
        form.name.setText("x" * 101)
        form.press("Hand in")
        said.append(form.said())
        form.dialog.reject()

    hand_in(student, do)
    assert "A name may have 100 characters; this one has 101." in said[0]
    assert [*share.iterdir()] == []


def test_a_lesson_of_the_course_is_right_when_it_is_gathered(
    hands: WindowHands, share: Path
) -> None:
    """All that a student can do right is right when it is worked out again."""
    student = LessonHands(hands)
    path = lessons_in(COURSE)[4]
    student.open(path)
    lesson = student.player.lesson
    assert lesson is not None
    for page in lesson.pages:
        for _ in page.tasks:
            student.solve()
        if page is not lesson.pages[-1]:
            student.press("Next ▶")
    simply(student, "Ada", share)
    found = gather(share)
    assert found.remarks == ()
    (table,) = found.lessons
    outcomes = {result.outcome for result in table.students[0].results}
    assert outcomes == {Outcome.FIRST}
    assert all(result.is_checked for result in table.students[0].results)
