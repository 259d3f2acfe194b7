"""The page of a race: its losses in one plot, and a column for each racer."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from core.racing.by_hand import steps_to
from core.racing.race import Measure, Pace
from core.racing.verdict import Verdict
from gui.formatting.racer_words import against_hand, verdict_words
from gui.operations.race.race_table import race_table
from gui.operations.race.racing import Racing
from gui.panels.race.hill_part import HillPart
from gui.panels.race.race_head import RaceHead
from gui.panels.race.race_plot import RacePlot
from gui.panels.race.racer_columns import RacerColumns
from gui.session.messages import NOTHING, Message
from gui.session.session import Session
from gui.session.snapshot import Focus
from gui.session.visibility import cover_of_steps, visibility_of
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.buttons.choices import Choice, offer
from gui.widgets.buttons.quiet_button import QuietButton
from gui.widgets.fields.scale_choice import ScaleChoice
from gui.widgets.panel import Panel
from gui.widgets.texts.plain_text import Label, set_tip, show_choice

_PLAIN = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_KEYS = (
    (Qt.Key.Key_Space, _PLAIN),
    (Qt.Key.Key_Space, _CONTROL),
    (Qt.Key.Key_R, _PLAIN),
    (Qt.Key.Key_F6, _PLAIN),
)
_AT_START = "All stand at the start: Space takes a step of every racer, R runs"
_NO_RACE = "Several ways down from the present moment, in step, side by side"


class RacePage(Panel):
    """Follows the race while it is to be seen, and covers it where numbers are hidden.

    `set_up_wanted` and `close_wanted` come when others have to do something.
    """

    set_up_wanted, close_wanted = Signal(), Signal()

    def __init__(self, session: Session, racing: Racing, theme: Theme) -> None:
        super().__init__()
        self._session, self.racing, self._theme = session, racing, theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Race")
        self.head = RaceHead(racing)
        self.plot = RacePlot(racing, theme)
        self.hill = HillPart(session, racing, theme)
        self.measure = QuietButton()
        self.scale = ScaleChoice()
        self.verdict = Label()
        self._told = Label()
        self._told.hide()
        for label in (self.verdict, self._told):
            label.setWordWrap(True)
        self.columns = RacerColumns(racing, theme)
        self._note = Label(role=Role.MUTED)
        self._cover = Label(role=Role.MUTED)
        self._cover.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self._connect()
        self._on_theme_changed()
        self._on_begun()

    def _lay_out(self) -> None:
        offer(self.measure, self._measures)
        set_tip(self.measure, "What the way of a racer is measured in")
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        choices = QHBoxLayout()
        choices.addWidget(self._note, 1)
        choices.addWidget(self.measure)
        choices.addWidget(self.scale)
        losses = QVBoxLayout()
        losses.setSpacing(2)
        losses.addLayout(choices)
        losses.addWidget(self.plot, 1)
        plots = QHBoxLayout()
        plots.addLayout(losses, 1)
        plots.addWidget(self.hill, 1)
        below = QVBoxLayout(shown := QWidget())
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.verdict)
        below.addLayout(plots, 3)
        below.addWidget(self.columns, 2)
        self._pages = QStackedLayout()
        self._shown, self._empty = shown, self._build_empty()
        for page in (shown, self._empty, self._cover):
            self._pages.addWidget(page)  # in a layout without a widget, each would be a window
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.head)
        self._column.addWidget(self._told)
        self._column.addLayout(self._pages, 1)

    def _build_empty(self) -> QWidget:
        self.begin_button = QPushButton("Set up a race…")
        self.begin_button.clicked.connect(self.set_up_wanted)
        said = Label(_NO_RACE, role=Role.MUTED)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said.setWordWrap(True)
        column = QVBoxLayout(page := QWidget())
        column.addStretch(1)
        column.addWidget(said)
        column.addWidget(self.begin_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _connect(self) -> None:
        self.head.set_up_wanted.connect(self.set_up_wanted)
        self.head.close_wanted.connect(self.close_wanted)
        self.head.copy_wanted.connect(self.copy)
        self.scale.chosen.connect(self.plot.set_logarithmic)
        self.columns.adopt_wanted.connect(self._adopt)
        self.columns.noted.connect(self._note.setText)
        self.racing.begun.connect(self._on_begun)
        self.racing.advanced.connect(self._on_advanced)
        self._session.said.connect(self._on_said)
        self._session.focus_changed.connect(self._on_focus_changed)
        self._theme.changed.connect(self._on_theme_changed)

    # Choosing

    def _measures(self) -> list[Choice]:
        chosen, choose = self.plot.measure, self.choose_measure
        return [Choice(each.value, partial(choose, each), each is chosen) for each in Measure]

    def choose_measure(self, measure: Measure) -> None:
        """Choose what the way of a racer is measured in."""
        self.plot.set_measure(measure)
        show_choice(self.measure, f"over {measure.value}")

    def copy(self) -> None:
        """Put the results on the clipboard, as a table."""
        racing = self.racing
        if racing.race is not None:
            text = race_table(racing.race, racing.names, racing.hand)
            QGuiApplication.clipboard().setText(text)
            self._session.tell(Message("The results are on the clipboard, as a table"))

    # Following

    def _on_begun(self) -> None:
        race = self.racing.race
        if race is not None:
            in_epochs = race.pace is Pace.EPOCHS
            self.choose_measure(Measure.EPOCHS if in_epochs else Measure.STEPS)
        self._on_focus_changed(self._session.focus)
        self._on_advanced()

    def _adopt(self, racer: int) -> None:
        if self.racing.adopt(racer):
            self.close_wanted.emit()

    def _on_said(self, message: Message) -> None:
        """Say it here: the place where it stands else is covered."""
        visibility = visibility_of(self._session.document.experiment.network, self._session.focus)
        text = message.within(visibility).text if self.isVisible() else ""
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def _on_advanced(self) -> None:
        self._on_said(NOTHING)
        found = self.racing.verdict
        if found is None or not self.isVisible():
            return
        self.verdict.setText(self._words(found))

    def _words(self, found: Verdict) -> str:
        """Who is ahead, and how the edits by hand compare."""
        racing, hand = self.racing, self.racing.hand
        if not racing.has_begun:
            return _AT_START
        parts = [verdict_words(found, racing.entrants, racing.how_far)]
        if hand is not None:
            met = [steps_to(run, hand.loss) for run in racing.shown_runs]
            parts.append(against_hand(hand, racing.names, met))
        return ". ".join(parts)

    def _on_focus_changed(self, focus: Focus) -> None:
        """Cover what may not be seen."""
        network = self._session.document.experiment.network
        why = cover_of_steps(network, focus)
        self._cover.setText(why)
        shown = self._shown if self.racing.race is not None else self._empty
        self._pages.setCurrentWidget(self._cover if why else shown)
        self.head.copy.setVisible(not why)

    def _on_theme_changed(self) -> None:
        pixels = self._theme.pixels
        self._column.setContentsMargins(pixels(14), pixels(8), pixels(14), pixels(8))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Wait while nobody looks."""
        super().hideEvent(event)
        self.racing.pause()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_advanced()

    # The keys

    @override
    def event(self, event: QEvent) -> bool:
        """Space and R are the race's while it has the keys, not the document's."""
        asks = event.type() == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _is_ours(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            several = event.modifiers() == _CONTROL
            step = self.head.several if several else self.head.step
            buttons = {
                Qt.Key.Key_Space: step,
                Qt.Key.Key_R: self.head.run,
                Qt.Key.Key_F6: self.head.close_button,
            }
            buttons[Qt.Key(event.key())].click()


def _is_ours(event: QKeyEvent) -> bool:
    return (event.key(), event.modifiers()) in _KEYS
