"""The offer of the first lesson, to somebody who has never opened anything."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.lessons.course import COURSE, lessons_in, title_in
from gui.session.settings import Key, Settings, load_flag, recent_files
from gui.widgets.notices import Notice

if TYPE_CHECKING:
    from gui.shell.main_window import MainWindow


class FirstLesson(QObject):
    """A quiet line above the drawing; answered, or with a lesson open, it is gone for ever."""

    def __init__(self, window: "MainWindow", settings: Settings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._notice: Notice | None = None
        is_new = not recent_files(settings) and not load_flag(settings, Key.FIRST_LESSON, False)
        if is_new:
            window.completed.connect(self._offer)

    def _offer(self) -> None:
        first, *_ = lessons_in(COURSE)
        window = self._window
        window.panels.lesson.player.changed.connect(self._forget)
        self._notice = window.notices.add(
            f"New here? The first lesson: {title_in(first)}",
            {"&Begin": lambda: window.files.open(first), "&No, thanks": self._forget},
            is_quiet=True,
        )

    def _forget(self) -> None:
        if self._notice is not None:
            self._notice.withdraw()
            self._settings.store(Key.FIRST_LESSON, True)
        self._notice = None
