"""Lessons that many open at once from a place where nothing can be written."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.lessons.course import SUFFIX
from core.lessons.progress import Answer, Place, Record
from core.lessons.text.reading import read_lesson
from gui.app import create_window
from gui.operations.lessons.lesson_memory import LessonMemory
from gui.session.settings import Key, MemorySettings
from gui.shell.main_window import MainWindow
from tests.core.lessons.lesson_texts import BANK, lesson_text
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.program import Program
from tests.gui.window_hands import WindowHands

ERROR = 'kind = "number"\nask = "What is the error?"\nanswer = "error"'
TWO_PAGES = lesson_text(BANK, ERROR) + f"\n## Second page\n\n```task\n{ERROR}\n```\n"


@pytest.fixture
def share(tmp_path: Path) -> Iterator[Path]:
    """A folder with a lesson, where nobody may write."""
    folder = tmp_path / "share"
    folder.mkdir()
    (folder / f"two{SUFFIX}").write_text(TWO_PAGES, encoding="utf-8")
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


@pytest.fixture
def student(hands: WindowHands) -> LessonHands:
    return LessonHands(hands)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], Program]]:
    """Starts programs of one user."""
    started: list[Program] = []

    def start_it() -> Program:
        started.append(Program(tmp_path / "home"))
        return started[-1]

    yield start_it
    for program in started:
        program.kill()


def test_two_programs_at_one_lesson_lose_nothing(share: Path, start: Callable[[], Program]) -> None:
    path = str(share / f"two{SUFFIX}")
    one, other = start(), start()
    assert (one.tell("play", path), other.tell("play", path)) == ("0", "0")
    assert one.tell("answer", "11") == "1"
    other.tell("turn")
    assert other.tell("answer", "11") == "1"
    assert one.tell("play", path) == "2"
    assert [each.name for each in share.iterdir()] == [f"two{SUFFIX}"], "nothing stands beside it"


def test_two_windows_at_one_lesson_lose_nothing(
    share: Path, student: LessonHands, qtbot: QtBot, show: Callable[[MainWindow], MainWindow]
) -> None:
    settings, one = student.window.preferences.settings, student
    other, third = (
        LessonHands(WindowHands(qtbot, show(create_window(settings=settings)))) for _ in range(2)
    )
    path = share / f"two{SUFFIX}"
    one.open(path)
    other.open(path)
    other.press("Next ▶")
    other.type("11")
    one.type("5")
    one.type("11")
    third.open(path)
    assert third.player.progress.solved == 2
    assert third.player.progress.of(Place(0, 0)).tries == 2


def test_progress_that_an_earlier_version_kept_is_gone_on_with(share: Path) -> None:
    path = share / f"two{SUFFIX}"
    lesson = read_lesson(path.read_bytes())
    settings = MemorySettings()
    text = r'{"page":1,"tasks":[[0,0,{"tries":3,"solved":true,"slips":["no two"]}]]}'
    escaped = text.replace('"', '\\"')
    settings.store(Key.LESSONS, f'{{"{path.name}: {lesson.title}":"{escaped}"}}')
    memory = LessonMemory(settings)
    progress = memory.progress(lesson, path)
    assert progress.of(Place(0, 0)) == Record(tries=3, solved=True, slips=("no two",))
    memory.keep(lesson, path, progress.recorded(Place(1, 0), Record(tries=1)))
    found = LessonMemory(settings).progress(lesson, path)
    assert (found.of(Place(0, 0)).solved, found.of(Place(1, 0)).tries) == (True, 1)


def test_what_was_reached_in_an_own_way_is_kept_and_what_the_page_comes_to_by_itself_is_not(
    student: LessonHands, tmp_path: Path
) -> None:
    reach = 'kind = "reach"\nask = "Less."\ngoal = ["loss < 121"]\nsolution = ["step 9"]'
    student.begin(tmp_path, BANK, reach, ERROR)
    student.hands.click(student.hands.button("Step downhill"))
    student.solve()
    reached, answered = (student.player.record(task).answers[-1] for task in range(2))
    assert (reached.text, reached.steps) == ("", 1)
    for answer in (reached, answered):
        assert answer.work is not None
        assert '"updates": 1' in answer.work

    click = 'kind = "click"\nask = "Which?"\ntarget = "hidden 1"\nsolution = ["click hidden 1"]'
    student.begin(tmp_path, BANK, ERROR, click)
    student.type("5")
    student.type("11")
    student.solve()
    assert student.player.record(0).answers == (Answer("5"), Answer("11"))
    assert student.player.record(1).answers == (Answer("hidden 1"),)
