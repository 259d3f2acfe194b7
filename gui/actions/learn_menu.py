"""The Learn menu: walking through an update, looking ahead, hiding numbers, checking slopes."""

from dataclasses import replace
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from core.explanation.hiding import NOTHING_HIDDEN, Topic
from core.explanation.walkthrough import PHASES
from gui.actions.building import add_action, add_choice, add_switch
from gui.canvas.canvas import NetworkCanvas
from gui.dialogs.slope_check_dialog import SlopeCheckDialog
from gui.formatting.equations import Numerals
from gui.formatting.numbers import number
from gui.operations.walkthrough import Walker
from gui.panels.explanation.explanation_panel import ExplanationPanel
from gui.panels.explanation.nudge_line import NUDGES
from gui.session.session import Session
from gui.session.settings import Settings, load_flag
from gui.session.snapshot import Focus


class LearnMenu(QMenu):
    """What helps to see where numbers come from."""

    def __init__(
        self,
        session: Session,
        walker: Walker,
        canvas: NetworkCanvas,
        panel: ExplanationPanel,
        settings: Settings,
        window: QWidget,
    ) -> None:
        super().__init__("&Learn", window)
        self._session, self._walker, self._panel, self._window = session, walker, panel, window
        self._canvas, self._settings = canvas, settings
        self._add_walk()
        self.addSeparator()
        self._changes = add_switch(
            self,
            "&Old → new on the edges",
            self.show_changes,
            ["O"],
            "What the latest step or edit did to each weight",
        )
        self._ahead = add_switch(
            self,
            "Look a&head one step",
            self._set_ahead,
            ["A"],
            "Where every weight will land, what the slopes promise, and what will come of it",
        )
        self.addSeparator()
        self._topics = self._build_hide_menu()
        self.addSeparator()
        self._nudges = self._build_nudge_menu()
        add_action(self, "&Check all slopes…", self._check_slopes, tip="Nudge every weight")
        self._numerals = self._build_numerals_menu()
        add_action(
            self,
            "Cop&y the explanation",
            panel.copy,
            ["Ctrl+Shift+C"],
            "Put what is explained on the clipboard, as text",
        )
        session.focus_changed.connect(self._on_focus_changed)
        walker.playing_changed.connect(self._on_playing_changed)
        self._on_focus_changed(session.focus)

    def _add_walk(self) -> None:
        walker = self._walker
        add_action(
            self,
            "Walk through the update: &next",
            self._forward,
            ["PgDown"],
            "Compute what comes next",
        ).setAutoRepeat(True)
        add_action(
            self, "Walk through the update: &back", self._backward, ["PgUp"], "Take it back"
        ).setAutoRepeat(True)
        phases = self.addMenu("&Phase")
        for at, phase in enumerate(PHASES, 1):
            add_action(phases, f"&{at} {phase.value}", partial(walker.go_to, phase), [f"Ctrl+{at}"])
        self._play = add_action(self, "P&lay the phase", self._toggle_play, ["P"])
        add_action(
            self,
            "L&eave the walk",
            walker.stop,
            ["Shift+PgUp"],
            "Show everything at once again",
        )
        self._motion = add_switch(
            self, "&Motion", self.let_move, tip="Values and slopes travel along the edges"
        )
        self.let_move(load_flag(self._settings, "motion", True))

    def _build_hide_menu(self) -> dict[Topic, QAction]:
        menu = self.addMenu("H&ide")
        tips = {
            Topic.VALUES: "What the nodes come to, and all that gives it away",
            Topic.ERRORS: "The errors, the loss and the slopes",
            Topic.LOSS: "The loss and each row's share of it",
            Topic.SLOPES: "The slopes, and where the next step leads",
        }
        actions = {
            topic: add_switch(
                menu, f"Hide &{topic.value}", partial(self._hide, topic), tip=tips[topic]
            )
            for topic in Topic
        }
        menu.addSeparator()
        add_action(menu, "Show every&thing", self._show_everything, ["Ctrl+Shift+H"])
        return actions

    def _build_nudge_menu(self) -> QMenu:
        menu = self.addMenu("N&udge weights by")
        for size in NUDGES:
            add_choice(menu, number(size), partial(self._set_nudge, size))
        self._mark_nudge(menu)
        return menu

    def _build_numerals_menu(self) -> dict[Numerals, QAction]:
        menu = self.addMenu("Num&bers")
        return {
            numerals: add_choice(menu, numerals.value, partial(self._set_numerals, numerals))
            for numerals in Numerals
        }

    # Doing

    def show_changes(self, shown: bool) -> None:
        """Show what the latest change did to each weight, or only what the weights are."""
        self._changes.setChecked(shown)
        self._canvas.set_changes_shown(shown)

    def let_move(self, moving: bool) -> None:
        """Let values and slopes travel along the edges in a walk, or not."""
        self._motion.setChecked(moving)
        self._canvas.set_moving(moving)
        self._settings.store("motion", moving)

    def _forward(self) -> None:
        self._walker.pause()
        self._walker.forward()

    def _backward(self) -> None:
        self._walker.pause()
        self._walker.backward()

    def _toggle_play(self) -> None:
        if self._walker.is_playing:
            self._walker.pause()
        else:
            self._walker.play()

    def _look(self, focus: Focus) -> None:
        self._session.look(focus)
        self._on_focus_changed(focus)  # a choice made twice is still the choice

    def _set_ahead(self, ahead: bool) -> None:
        self._look(replace(self._session.focus, ahead=ahead))

    def _hide(self, topic: Topic, hidden: bool) -> None:
        focus = self._session.focus
        self._look(replace(focus, disclosure=focus.disclosure.with_hidden(topic, hidden)))

    def _show_everything(self) -> None:
        self._look(replace(self._session.focus, disclosure=NOTHING_HIDDEN))

    def _set_numerals(self, numerals: Numerals) -> None:
        self._look(replace(self._session.focus, numerals=numerals))

    def _set_nudge(self, size: float) -> None:
        self._panel.set_nudge_size(size)
        self._mark_nudge(self._nudges)

    def _mark_nudge(self, menu: QMenu) -> None:
        for action, size in zip(menu.actions(), NUDGES, strict=True):
            action.setChecked(size == self._panel.nudge_size)

    def _check_slopes(self) -> None:
        dialog = SlopeCheckDialog(self._session, self._panel.nudge_size, NUDGES, self._window)
        dialog.exec()
        dialog.deleteLater()

    # Following

    def _on_focus_changed(self, focus: Focus) -> None:
        self._ahead.setChecked(focus.ahead)
        for topic, action in self._topics.items():
            action.setChecked(topic in focus.disclosure.hidden)
        for numerals, choice in self._numerals.items():
            choice.setChecked(numerals is focus.numerals)

    def _on_playing_changed(self, playing: bool) -> None:
        self._play.setText("Pause the p&lay" if playing else "P&lay the phase")
