"""Finding lessons: the course, folders, those opened last, and the first of all."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from core.lessons.course import COURSE, lessons_in, title_in
from gui.app import create_window
from gui.operations.command import listed
from gui.session.settings import MemorySettings, Settings, remember_recent
from gui.shell.first_lesson import FirstLesson
from gui.shell.main_window import MainWindow
from gui.widgets.notices import Notice
from tests.core.lessons.lesson_texts import BANK, lesson_text
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.window_hands import Key, WindowHands

LOSS = 'kind = "number"\nask = "What is asked?"\nanswer = "loss"'


@pytest.fixture
def student(hands: WindowHands) -> LessonHands:
    return LessonHands(hands)


def write_course(folder: Path, *titles: str) -> list[Path]:
    folder.mkdir()
    text = lesson_text(BANK, LOSS)
    for title in titles:
        path = folder / f"{title.lower()}.downhill-lesson"
        path.write_text(text.replace("A lesson", title), encoding="utf-8")
    return lessons_in(folder)


def choose_folder(student: LessonHands, folder: Path) -> None:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(folder.parent))
        dialog.selectFile(folder.name)
        dialog.done(QDialog.DialogCode.Accepted)

    student.hands.answer(choose)
    student.hands.menu("Learn", "Lessons", "Open a folder of lessons…")


def test_a_folder_is_a_course_and_without_lessons_is_said_to_be_none(
    student: LessonHands, tmp_path: Path
) -> None:
    write_course(tmp_path / "mine & yours", "Bees", "Ants")
    choose_folder(student, tmp_path / "mine & yours")
    assert "Lesson 1 of 2" in student.read()
    assert "Ants" in student.read()
    student.hands.menu("Learn", "Lessons", "In “mine & yours”", "2  Bees")
    assert "Lesson 2 of 2" in student.read()
    student.press("Close the lesson")
    choose_folder(student, tmp_path / "mine & yours")
    assert "Bees" in student.read(), "it goes on with the one opened last"

    (tmp_path / "empty").mkdir()
    said: list[str] = []

    def read(dialog: QDialog) -> None:
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.accept()

    student.hands.answer(read)
    student.window.files.lessons.open_folder(tmp_path / "empty", student.window.files.open)
    assert "There is no lesson in “empty”." in said
    assert "Lessons have names that end in .downhill-lesson." in said

    paths = write_course(tmp_path / "course", "Ants", "Bees")
    for path in paths:
        student.open(path)
    student.press("Close the lesson")
    student.hands.menu("Learn", "Lessons", "Open recent", "Ants")
    assert student.player.path == paths[0]
    assert [one.title for one in student.window.files.lessons.recent][:2] == ["Ants", "Bees"]

    student.hands.menu("Learn", "Lessons", "Examples for teachers", "1  One wild row")
    assert "One wild row" in student.read()


def window_at_start(bot: QtBot, settings: Settings) -> MainWindow:
    """A window as the program opens it."""
    window = create_window(settings=settings)
    bot.addWidget(window)
    FirstLesson(window, settings)
    window.show()
    window.complete()
    return window


def offer(window: MainWindow) -> Notice | None:
    notices = [notice for notice in window.findChildren(Notice) if notice.isVisible()]
    return next((one for one in notices if "first lesson" in one.accessibleName()), None)


def answer(notice: Notice | None, words: str) -> None:
    assert notice is not None
    buttons = notice.findChildren(QAbstractButton)
    next(button for button in buttons if button.text().replace("&", "") == words).click()


def test_the_first_start_offers_the_first_lesson_until_it_is_taken(qtbot: QtBot) -> None:
    settings = MemorySettings()
    window = window_at_start(qtbot, settings)
    answer(offer(window), "Begin")
    assert window.panels.lesson.player.path == lessons_in(COURSE)[0]
    assert offer(window) is None
    assert offer(window_at_start(qtbot, settings)) is None, "it was taken"


def test_the_first_lesson_may_be_called_off_for_the_sake_of_what_is_not_saved(
    qtbot: QtBot,
) -> None:
    settings = MemorySettings()
    window = window_at_start(qtbot, settings)
    window.session.step()
    WindowHands(qtbot, window).answer(lambda dialog: dialog.reject())
    answer(offer(window), "Begin")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.panels.lesson.player.lesson is None
    window.session.load(window.session.document)
    assert window.files.open(lessons_in(COURSE)[3])


def test_another_lesson_will_do_and_makes_room_for_itself(qtbot: QtBot) -> None:
    settings = MemorySettings()
    window = window_at_start(qtbot, settings)
    assert offer(window) is not None
    other = lessons_in(COURSE)[3]
    window.files.open(other)
    assert window.panels.lesson.player.path == other
    assert offer(window) is None
    assert title_in(other) in window.files.lessons.recent[0].title
    assert window.docks["Weights"].isHidden(), "it makes room for the lesson"
    window.commands["projector"].trigger()
    window.close()
    docks = window_at_start(qtbot, settings).docks
    assert [title for title in ("Lesson", "Weights") if docks[title].isHidden()] == ["Lesson"]


def test_who_does_not_want_the_first_lesson_or_has_opened_files_is_not_asked_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    settings = MemorySettings()
    assert offer(window_at_start(qtbot, settings)) is not None
    window = window_at_start(qtbot, settings)
    assert offer(window) is not None, "it was not answered yet"
    answer(offer(window), "No, thanks")
    assert offer(window) is None
    assert offer(window_at_start(qtbot, settings)) is None

    settings = MemorySettings()
    remember_recent(settings, tmp_path / "mine.downhill")
    assert offer(window_at_start(qtbot, settings)) is None


def test_a_lesson_is_answered_by_the_keys_wherever_they_are(
    student: LessonHands, tmp_path: Path
) -> None:
    (path,) = write_course(tmp_path / "course", "Ants")
    student.open(path)
    student.hands.type("121")
    student.hands.press(Key.Key_Return)
    assert student.player.progress.solved == 1

    student.press("Restart the page")
    student.window.canvas.setFocus()
    student.hands.type("121")
    student.hands.press(Key.Key_Return)
    assert student.player.progress.solved == 1

    reach = 'kind = "reach"\nask = "Go down."\ngoal = ["loss < 20"]\nsolution = ["step"]'
    student.open(student.write(tmp_path, BANK, LOSS, reach, LOSS))
    student.hands.type("121")
    student.hands.press(Key.Key_Return)
    student.hands.press(Key.Key_Space)
    assert student.hands.figure("step") == "1", "the keys go to the drawing"
    assert student.player.progress.solved == 2
    student.panel.take_keys()
    named = []
    for _ in range(6):
        focus = QApplication.focusWidget()
        assert focus is not None
        named.append(focus.accessibleName() or getattr(focus, "text", str)())
        student.hands.press(Key.Key_Tab)
    asked = ["What is asked?", "Check", "Skip", "Restart the page", "Try in a copy"]
    assert named[:5] == asked


def test_the_course_stands_in_the_menu_once_however_it_was_opened(
    student: LessonHands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(COURSE.parent)
    student.open(Path(COURSE.name) / lessons_in(COURSE)[0].name)
    assert student.player.lesson is not None
    titles = [path for path, _ in listed(student.window.menus)]
    assert not [path for path in titles if "In “lessons”" in path]
