"""Lessons: opening, going on where one was left, reading one again while it is written."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from core.files.file_reading import FileReadError, Stamp, read_file
from core.lessons.carrying_over import carried_over
from core.lessons.course import SUFFIX, lessons_in
from core.lessons.lesson import Lesson
from core.lessons.playing import playable_lesson
from core.lessons.progress import Progress
from core.lessons.text.problems import LessonError
from core.lessons.text.reading import MAX_BYTES
from core.lessons.words import HillPage, Panel
from core.tables.problems import quoted
from gui.dialogs.file_questions import complain
from gui.operations.lessons.lesson_memory import LessonMemory, Recent
from gui.panels.hill.hill_panel import (
    NODE,
    ONE_WEIGHT,
    PREDICTIONS,
    STEP_SIZE,
    TWO_WEIGHTS,
    HillPanel,
)
from gui.panels.lesson.lesson_panel import LessonPanel
from gui.session.settings import Settings
from gui.widgets.panel_dock import PanelDock

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
    Panel.CODE: "Code",
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
        self._memory = LessonMemory(settings)
        self._window = docks["Data"].window()
        self._hidden: list[PanelDock] = []
        self._page: object = None
        self._stamp: Stamp | None = None
        self._progress = self._player.progress
        self._player.changed.connect(self._on_changed)
        panel.closed.connect(self.close)

    @property
    def is_open(self) -> bool:
        """Whether a lesson is played."""
        return self._player.lesson is not None

    @property
    def stamp(self) -> Stamp | None:
        """What the file of the lesson was when it was read; None without a lesson."""
        return self._stamp if self.is_open else None

    @property
    def progress(self) -> Progress:
        """How far the lesson that is open has been worked through, in all windows; else none."""
        lesson = self._player.lesson
        if lesson is None:
            return Progress()
        return self._memory.kept(lesson, self._player.path, self._player.sheet)

    @property
    def recent(self) -> list[Recent]:
        """The lessons opened last, the latest first."""
        return self._memory.recent

    @property
    def folder(self) -> Path:
        """Where questions about files begin."""
        recent = self._player.path if self.is_open else next((r.path for r in self.recent), None)
        return Path.home() if recent is None else recent.parent

    def open(self, path: Path, may: Callable[[], bool], sheet: int | None = None) -> bool:
        """Play a lesson from where it was left, once the present work is safe.

        Args:
            path: its file.
            may: asks whether the present work may be left.
            sheet: the number of a sheet on paper, whose numbers it then has; its answers are kept
                apart.
        """
        found = self._read(path, self._complain)
        if found is None or not may():
            return False
        lesson, self._stamp = found
        self._play(lesson, path, self._memory.progress(lesson, path, sheet), sheet)
        self._memory.remember(lesson, path)
        self.panel.take_keys()
        return self.is_open

    def open_folder(self, folder: Path, open_file: Callable[[Path], object]) -> None:
        """Play the lesson of a folder that was played last, or its first."""
        path = self._memory.latest_in(lessons_in(folder))
        if path is None:
            why = f"Lessons have names that end in {SUFFIX}."
            complain(self._window, f"There is no lesson in {quoted(folder.name)}.", why)
        else:
            open_file(path)

    def reload(self) -> None:
        """Read the lesson again, and stay on the page; one that has faults stays as it was."""
        path = self._player.path
        found = self._read(path, lambda what, why: self.panel.complain(f"{what}\n{why}"))
        if found is not None and self.is_open:
            lesson, self._stamp = found
            progress = carried_over(self._player.progress, lesson)
            self._play(lesson, path, progress, self._player.sheet)

    def close(self) -> None:
        """Leave the lesson."""
        self._player.close()

    def put_away(self) -> None:
        """Hide the lesson, and show again what made room for it."""
        self._docks["Lesson"].hide()
        for dock in self._hidden:
            dock.show()
        self._hidden = []

    def _put_aside(self, dock: PanelDock) -> None:
        """Hide a panel while the lesson needs its room."""
        if not dock.isHidden():
            dock.hide()
            self._hidden.append(dock)

    def _play(self, lesson: Lesson, path: Path, progress: Progress, sheet: int | None) -> None:
        self._page = None
        self._player.open(lesson, path, progress, sheet)
        self.panel.complain("")

    def _read(
        self, path: Path, complain: Callable[[str, str], object]
    ) -> tuple[Lesson, Stamp] | None:
        """The lesson that a file holds; None, having complained, where it cannot be played."""
        try:
            content = read_file(path, MAX_BYTES)
            return playable_lesson(content.data), content.stamp
        except FileReadError as trouble:
            complain("The lesson could not be opened.", str(trouble))
        except LessonError as trouble:
            complain(f"{quoted(path.name)} cannot be played as it is.", _listed(trouble))
        return None

    def _complain(self, what: str, why: str) -> None:
        complain(self._window, what, why)

    # Following

    def _on_changed(self) -> None:
        player = self._player
        if player.lesson is None or player.page is None:
            self.put_away()
            return
        if player.progress is not self._progress:
            self._progress = player.progress
            self._memory.keep(player.lesson, player.path, player.progress, player.sheet)
        if player.page is not self._page:
            self._page = player.page
            self._arrange(player.page.settings.panels, player.page.settings.hill)

    def _arrange(self, panels: Sequence[Panel], hill: HillPage | None) -> None:
        """Open what the page asks for; what it does not need of the tables makes room for it."""
        wanted = [DOCK_TITLES[panel] for panel in panels]
        for title in wanted:
            self._docks[title].show()
            self._docks[title].raise_()
        spared = {"Weights"} if not {"Weights", "Code"} & {*wanted} else {"Data", "Weights"}
        for title in ("Data", "Weights"):
            dock = self._docks[title]
            if title in spared and title not in wanted:
                self._put_aside(dock)
            elif dock in self._hidden:
                self._hidden.remove(dock)
                dock.show()
        if hill is not None:
            self._hill.show_page(HILL_PAGES[hill])
        self._docks["Lesson"].show()  # last: where there is room for one panel, it is this one


def _listed(trouble: LessonError) -> str:
    """What is wrong, line by line."""
    lines = [str(problem) for problem in trouble.problems[:_MOST_NAMED]]
    more = len(trouble.problems) - len(lines)
    return "\n".join(lines + [f"and {more} more"] * (more > 0))
