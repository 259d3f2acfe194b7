"""The panels around the drawing."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.panels.branches.branches_panel import BranchesPanel
from gui.panels.data.data_panel import DataPanel
from gui.panels.explanation.explanation_panel import ExplanationPanel
from gui.panels.hill.hill_panel import HillPanel
from gui.panels.loss.loss_panel import LossPanel
from gui.panels.weights.weights_panel import WeightsPanel
from gui.session.messages import NOTHING_ASKED
from gui.session.preferences import GUESS, TURNS, Preferences
from gui.session.settings import Key, load_flag
from gui.shell.layout.docks import BRANCHES, CODE, DATA, HILL, LESSON, LOSS, WEIGHTS
from gui.widgets.notices import Notices

if TYPE_CHECKING:
    from gui.actions.lessons.lessons import Lessons
    from gui.panels.code.code_panel import CodePanel
    from gui.panels.lesson.lesson_panel import LessonPanel
    from gui.shell.main_window import MainWindow


class Panels:
    """One of each, joined to the drawing.

    Attributes:
        explanation: below the drawing.
        below: the place of the explanation, and of what is shown there instead for a while.
        data, weights: at the left.
        loss, hill, branches: at the right.
        docked: those that stand in docks, by the docks' titles.
    """

    def __init__(self, window: "MainWindow", notices: Notices, preferences: Preferences) -> None:
        session, theme, futures = window.session, window.theme, window.futures
        settings = preferences.settings
        self._session, self._window, self._settings = session, window, settings
        self._notices = notices
        self.explanation = ExplanationPanel(session, theme)
        self.below = QStackedWidget()
        self.below.addWidget(self.explanation)
        self.data = DataPanel(session, theme)
        self.weights = WeightsPanel(session, theme)
        self.loss = LossPanel(session, futures, theme)
        self.hill = HillPanel(session, futures, theme, settings)
        self.branches = BranchesPanel(session, theme)
        self.docked: dict[str, QWidget] = {
            DATA: self.data,
            WEIGHTS: self.weights,
            LOSS: self.loss,
            HILL: self.hill,
            BRANCHES: self.branches,
        }
        queued = Qt.ConnectionType.QueuedConnection  # when its place is known
        window.docks[BRANCHES].visibilityChanged.connect(self.branches.look, queued)
        window.docks[CODE].visibilityChanged.connect(self._on_code_seen, queued)
        window.docks[LESSON].visibilityChanged.connect(self._on_lesson_seen)
        self._on_lesson_seen(not window.docks[LESSON].isHidden())
        self._on_code_seen(window.docks[CODE].is_in_front)
        self.hill.enlarging_wanted.connect(partial(window.middle.switch, window.docks[HILL]))
        for scale, key in (
            (self.loss.scale_choice, Key.LOGARITHMIC),
            (self.loss.values_scale, Key.HISTORIES_LOGARITHMIC),
        ):
            scale.choose(load_flag(settings, key, False))
            scale.chosen.connect(partial(settings.store, key))
        preferences.follow(GUESS, self.loss.set_guess_shown)
        preferences.follow(TURNS, self.loss.plot.turns.switch)
        for place in (window.canvas, self.data.table, self.weights.table):
            place.guess_begun.connect(self._begin_guess)

    @cached_property
    def lesson(self) -> "LessonPanel":
        """The lesson, at the left; made when its dock or a lesson is first opened."""
        from gui.operations.lessons.lesson_player import LessonPlayer
        from gui.panels.lesson.lesson_panel import LessonPanel

        player = LessonPlayer(self._session, self._window)
        panel = LessonPanel(player, self._session)
        panel.drawing_wanted.connect(self._window.canvas.setFocus)
        self._window.docks[LESSON].show_panel(panel)
        return panel

    @cached_property
    def lessons(self) -> "Lessons":
        """What opens lessons."""
        from gui.actions.lessons.handing_in import HandingIn
        from gui.actions.lessons.lesson_offers import LessonOffers
        from gui.actions.lessons.lesson_watch import LessonWatch
        from gui.actions.lessons.lessons import Lessons

        lessons = Lessons(self.lesson, self._window.docks, self.hill, self._settings)
        LessonOffers(self._session, self.lesson.player, self._notices)
        HandingIn(lessons, self._session, self._settings, self._window)
        LessonWatch(lessons, self._notices, self._window)
        return lessons

    @cached_property
    def code(self) -> "CodePanel":
        """The code of an update, at the right; made when its dock is first opened."""
        from gui.panels.code.code_panel import CodePanel

        panel = CodePanel(self._session, self._window.theme)
        self.lesson.player.changed.connect(panel.look)
        self._window.docks[CODE].show_panel(panel)
        return panel

    def _on_code_seen(self, seen: bool) -> None:
        if seen:
            _ = self.code

    def _on_lesson_seen(self, seen: bool) -> None:
        if seen:
            _ = self.lesson

    def _begin_guess(self, text: str) -> None:
        is_lesson = self._session.guard.is_lesson
        begin = self.lesson.begin_answer if is_lesson else self.explanation.guess.begin
        if not begin(text):
            self._session.tell(NOTHING_ASKED)
