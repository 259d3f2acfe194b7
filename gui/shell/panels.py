"""The panels around the drawing."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.actions.lessons import Lessons
from gui.operations.lessons.lesson_player import LessonPlayer
from gui.panels.branches.branches_panel import BranchesPanel
from gui.panels.data.data_panel import DataPanel
from gui.panels.explanation.explanation_panel import ExplanationPanel
from gui.panels.hill.hill_panel import HillPanel
from gui.panels.lesson.lesson_panel import LessonPanel
from gui.panels.loss.loss_panel import LossPanel
from gui.panels.weights.weights_panel import WeightsPanel
from gui.session.messages import NOTHING_ASKED
from gui.session.settings import Key, Settings, load_flag
from gui.shell.docks import BRANCHES, DATA, HILL, LESSON, LOSS, WEIGHTS

if TYPE_CHECKING:
    from gui.shell.main_window import MainWindow


class Panels:
    """One of each, joined to the drawing.

    Attributes:
        explanation: below the drawing.
        lesson, data, weights: at the left.
        lessons: what opens lessons.
        loss, hill, branches: at the right.
        docked: those that stand in docks, by the docks' titles.
    """

    def __init__(self, window: "MainWindow", settings: Settings) -> None:
        session, theme, futures = window.session, window.theme, window.futures
        self._session = session
        self.explanation = ExplanationPanel(session, theme)
        self.data = DataPanel(session, theme)
        self.weights = WeightsPanel(session, theme)
        self.loss = LossPanel(session, futures, theme)
        self.hill = HillPanel(session, futures, theme, settings)
        self.branches = BranchesPanel(session, theme)
        self.lesson = LessonPanel(LessonPlayer(session, window), session, theme)
        self.lessons = Lessons(self.lesson, window.docks, self.hill, settings)
        self.docked: dict[str, QWidget] = {
            LESSON: self.lesson,
            DATA: self.data,
            WEIGHTS: self.weights,
            LOSS: self.loss,
            HILL: self.hill,
            BRANCHES: self.branches,
        }
        queued = Qt.ConnectionType.QueuedConnection  # when its place is known
        window.docks[BRANCHES].visibilityChanged.connect(self.branches.look, queued)
        self.hill.enlarging_wanted.connect(partial(window.middle.switch, window.docks[HILL]))
        for scale, key in (
            (self.loss.scale_choice, Key.LOGARITHMIC),
            (self.loss.values_scale, Key.HISTORIES_LOGARITHMIC),
        ):
            scale.choose(load_flag(settings, key, False))
            scale.chosen.connect(partial(settings.store, key))
        self.loss.set_guess_shown(load_flag(settings, Key.GUESS, True))
        self.loss.plot.turns.switch(load_flag(settings, Key.TURNS, True))
        for place in (window.canvas, self.data.table, self.weights.table):
            place.guess_begun.connect(self._begin_guess)

    def _begin_guess(self, text: str) -> None:
        if not self.explanation.guess.begin(text):
            self._session.tell(NOTHING_ASKED)
