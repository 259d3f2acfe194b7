"""The phase bar above the drawing: the four phases of an update to choose from, or to play.

At its end stands how far a run is that has an end.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from core.explanation.walking.walkthrough import PHASES, Phase
from gui.operations.walkthrough import WalkthroughPlayer
from gui.panels.run_progress import RunProgress
from gui.session.session import Session
from gui.session.snapshot import Focus, Present
from gui.style.icons import Icon, icon
from gui.style.roles import Look, Role
from gui.style.theme import Theme
from gui.widgets.texts.plain_text import Label, set_tip

_TIPS = {
    Phase.FORWARD: "The values, from the inputs to the prediction",
    Phase.ERROR: "The error, what it adds to the loss, and the loss",
    Phase.SLOPES: "The slopes, from the prediction back to the inputs",
    Phase.STEP: "Take the update: old weight → new weight",
}
_INVITATION = "click a number: where it comes from"


class PhaseBar(QWidget):
    """Four buttons and a triangle; the phase on show is pressed down."""

    def __init__(
        self,
        session: Session,
        player: WalkthroughPlayer,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._player, self._theme = session, player, theme
        self._shown: Phase | None = None
        self.buttons = {phase: self._button(at, phase) for at, phase in enumerate(PHASES, 1)}
        self.play = _tool(
            "Play", "Play the phase on show, beat by beat (P); Learn has its pace", self._toggle
        )
        self.close_button = _tool("All at once", "Show everything at once again", player.stop)
        self._hint = Label(role=Role.MUTED)
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 4, 0)
        row.setSpacing(6)
        for button in (*self.buttons.values(), self.play, self.close_button):
            row.addWidget(button)
        row.addWidget(self._hint, 1)
        self._progress = RunProgress(session)
        row.addWidget(self._progress, 1)
        session.running_changed.connect(self._on_running_changed)
        session.focus_changed.connect(self._on_focus_changed)
        session.changed.connect(self._on_changed)
        player.playing_changed.connect(self._on_playing_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._on_focus_changed(session.focus)

    def add(self, widget: QWidget) -> None:
        """Have something stand at the end of the bar."""
        self._row.addWidget(widget)

    def _button(self, number: int, phase: Phase) -> QPushButton:
        button = QPushButton(f"{number} {phase.value}")
        button.setObjectName(Look.PHASE)
        button.setProperty("phase", phase.value)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_tip(button, f"{_TIPS[phase]} (Ctrl+{number}; PgDown goes on, PgUp back)")
        button.clicked.connect(partial(self._choose, phase))
        return button

    def _choose(self, phase: Phase, _: bool = False) -> None:
        """Show a phase; the one on show, chosen again, ends the walkthrough."""
        if self._player.phase is phase and phase is not Phase.STEP:
            self._player.stop()
        else:
            self._player.pause()
            self._player.go_to(phase)
        self._on_focus_changed(self._session.focus)

    def _toggle(self) -> None:
        if self._player.is_playing:
            self._player.pause()
        else:
            self._player.play()

    def _on_changed(self, _: Present) -> None:
        if self._player.phase is not self._shown:
            self._on_focus_changed(self._session.focus)

    def _on_running_changed(self) -> None:
        self._hint.setHidden(self._progress.isVisibleTo(self))

    def _on_focus_changed(self, _: Focus) -> None:
        self._shown = self._player.phase
        for phase, button in self.buttons.items():
            button.setChecked(phase is self._shown)
        self.close_button.setVisible(self._shown is not None)
        self._show_hint()

    def _show_hint(self) -> None:
        """The hint, where there is room for all of it."""
        wanted = self._hint.fontMetrics().horizontalAdvance(_INVITATION)
        roomy = self._player.phase is None and wanted < self._hint.width()
        self._hint.setText(_INVITATION if roomy else "")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._row.activate()
        self._show_hint()

    def _on_playing_changed(self, playing: bool) -> None:
        which = Icon.PAUSE if playing else Icon.RUN
        colors = self._theme.colors
        self.play.setIcon(icon(which, colors.ink, colors.zero))
        self.play.setText("Pause" if playing else "Play")

    def _on_theme_changed(self) -> None:
        for button in self.buttons.values():
            button.setFont(self._theme.font(0.95, bold=True))
        for tool in (self.play, self.close_button):
            tool.setFont(self._theme.font(0.95))
        self._hint.setFont(self._theme.font(0.85))
        self._on_playing_changed(self._player.is_playing)


def _tool(text: str, tip: str, do: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    set_tip(button, tip)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setObjectName(Look.WALKTHROUGH)
    button.clicked.connect(lambda: do())
    return button
