"""Lessons: opening, going on where one was left, reading one again while it is written."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec

from core.files.file_reading import FileReadError, read_file
from core.lessons.course import COURSE, SUFFIX, lessons_in, title_in
from core.lessons.lesson import Lesson
from core.lessons.playing import problems_of
from core.lessons.progress import Progress, kept, taken_up
from core.lessons.text.problems import LessonError
from core.lessons.text.reading import read_lesson
from core.lessons.words import HillPage, Panel
from gui.dialogs.file_questions import ask_which, complain
from gui.operations.command import Command, Entry
from gui.panels.hill.hill_panel import (
    NODE,
    ONE_WEIGHT,
    PREDICTIONS,
    STEP_SIZE,
    TWO_WEIGHTS,
    HillPanel,
)
from gui.panels.lesson.lesson_panel import LessonPanel
from gui.session.settings import Key, Settings, load_text
from gui.widgets.panel_dock import PanelDock
from gui.widgets.texts.plain_text import as_entry

_FILTER = f"Lessons (*{SUFFIX})"
_MOST_NAMED = 12
HILL_PAGES = {
    HillPage.ONE_WEIGHT: ONE_WEIGHT,
    HillPage.TWO_WEIGHTS: TWO_WEIGHTS,
    HillPage.STEP_SIZE: STEP_SIZE,
    HillPage.PREDICTIONS: PREDICTIONS,
    HillPage.NODE: NODE,
}
DOCK_TITLES = {
    Panel.DATA: "Data",
    Panel.WEIGHTS: "Weights",
    Panel.LOSS: "Loss",
    Panel.HILL: "Hill",
}


class Lessons:
    """Opens lessons, and remembers how far each has been worked through.

    Args:
        panel: that shows them, with what plays them.
        docks: of the panels, by their titles.
        hill: to turn to one of its pages.
        settings: where progress is kept.
    """

    def __init__(
        self,
        panel: LessonPanel,
        docks: Mapping[str, PanelDock],
        hill: HillPanel,
        settings: Settings,
    ) -> None:
        self.panel = panel
        self._player, self._docks, self._hill = panel.player, docks, hill
        self._settings = settings
        self._window = docks["Data"].window()
        self._hidden: list[PanelDock] = []
        self._page: object = None
        self._progress = self._player.progress
        self._player.changed.connect(self._on_changed)
        panel.closed.connect(self.close)

    @property
    def _folder(self) -> Path:
        return self._player.path.parent if self.is_open else Path.home()

    @property
    def is_open(self) -> bool:
        """Whether a lesson is played."""
        return self._player.lesson is not None

    def open(self, path: Path, may: Callable[[], bool]) -> bool:
        """Play a lesson from where it was left, once the present work is safe."""
        lesson = self._read(path)
        if lesson is None or not may():
            return False
        self._play(lesson, path, taken_up(self._kept().get(_key(lesson, path), "")))
        return self.is_open

    def reload(self) -> None:
        """Read the lesson again, and stay on the page."""
        lesson = self._read(self._player.path)
        if lesson is not None:
            page = self._player.progress.page
            self._play(lesson, self._player.path, Progress(page, self._player.progress.seed))

    def close(self) -> None:
        """Leave the lesson."""
        self._player.close()

    def _put_away(self) -> None:
        """Hide the lesson, and show again what made room for it."""
        self._docks["Lesson"].hide()
        for dock in self._hidden:
            dock.show()
        self._hidden = []

    def _play(self, lesson: Lesson, path: Path, progress: Progress) -> None:
        self._page = None
        self._player.open(lesson, path, progress)
        self._docks["Lesson"].show()

    def _read(self, path: Path) -> Lesson | None:
        try:
            lesson = read_lesson(read_file(path).data)
            problems = problems_of(lesson)
            if problems:
                raise LessonError(problems)
            return lesson
        except FileReadError as trouble:
            complain(self._window, "The lesson could not be opened.", str(trouble))
        except LessonError as trouble:
            self._complain(path, trouble)
        return None

    def _complain(self, path: Path, trouble: LessonError) -> None:
        lines = [str(problem) for problem in trouble.problems[:_MOST_NAMED]]
        more = len(trouble.problems) - len(lines)
        lines += [f"and {more} more"] * (more > 0)
        complain(self._window, f"“{path.name}” cannot be played as it is.", "\n".join(lines))

    # Following

    def _on_changed(self) -> None:
        player = self._player
        if player.lesson is None or player.page is None:
            self._put_away()
            return
        if player.progress is not self._progress:
            self._progress = player.progress
            key = _key(player.lesson, player.path)
            every = self._kept() | {key: kept(player.progress)}
            self._settings.store(Key.LESSONS, msgspec.json.encode(every).decode())
        if player.page is not self._page:
            self._page = player.page
            self._arrange(player.page.settings.panels, player.page.settings.hill)

    def _arrange(self, panels: Sequence[Panel], hill: HillPage | None) -> None:
        """Open what the page asks for; the weights make room for the lesson unless it does."""
        wanted = [DOCK_TITLES[panel] for panel in panels]
        for title in wanted:
            self._docks[title].show()
            self._docks[title].raise_()
        weights = self._docks["Weights"]
        if "Weights" not in wanted and not weights.isHidden():
            weights.hide()
            self._hidden.append(weights)
        if hill is not None:
            self._hill.show_page(HILL_PAGES[hill])

    def _kept(self) -> dict[str, str]:
        try:
            text = load_text(self._settings, Key.LESSONS, "{}")
            return msgspec.json.decode(text, type=dict[str, str])
        except (msgspec.DecodeError, msgspec.ValidationError):
            return {}

    # The menu

    def entries(self, open_file: Callable[[Path], object]) -> Sequence[Entry]:
        """The course, and what is done with the lesson that is open."""
        course = [
            Command("", f"{at}  {as_entry(title_in(path))}", partial(open_file, path))
            for at, path in enumerate(lessons_in(COURSE), 1)
        ]
        return (
            *course,
            None,
            Command("lesson.open", "&Open a lesson…", partial(self._ask_and_open, open_file)),
            Command(
                "lesson.reload",
                "&Read the lesson again",
                self.reload,
                tip="For whoever is writing it: what is wrong is named by its line",
                is_possible=lambda: self.is_open,
            ),
            Command(
                "lesson.close",
                "&Close the lesson",
                self.close,
                is_possible=lambda: self.is_open,
            ),
        )

    def _ask_and_open(self, open_file: Callable[[Path], object]) -> None:
        path = ask_which(self._window, "Open a lesson", self._folder, _FILTER)
        if path is not None:
            open_file(path)


def _key(lesson: Lesson, path: Path) -> str:
    """By which the progress of a lesson is kept, wherever its file was copied to."""
    return f"{path.name}: {lesson.title}"
