"""The column of one racer: its name, how it stands, and what it predicts."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from core.racing.by_hand import ByHand, steps_to
from core.racing.race import Run
from core.racing.verdict import Standing, latest_loss
from core.text.numbers import counted
from gui.formatting.numbers import number
from gui.formatting.racer_words import (
    YOU,
    hand_words,
    meeting_words,
    out_words,
    spread_words,
    standing_words,
)
from gui.formatting.sentences import as_read
from gui.panels.race.racer_fit import RacerFit
from gui.plotting.lines.dashed_lines import SAMPLE
from gui.plotting.lines.racer_look import racer_pen
from gui.style.roles import Look, Role
from gui.style.theme import Theme
from gui.widgets.texts.plain_text import Label, set_tip

_HEIGHT = 8.0  # pixels, of the piece of its line


class RacerColumn:
    """Shows what it is given. `adopt` is the button that takes the racer over.

    Args:
        theme: how it looks.
        at: which column it is.
        look: how the racer is drawn in the plots.
        name: of the racer.
    """

    def __init__(self, theme: Theme, at: int, look: int, name: str) -> None:
        self._head = QWidget()
        self.name = Label(name)
        self.loss = Label(role=Role.HEADING)
        self.spread, self.steps = Label(role=Role.MUTED), Label(role=Role.MUTED)
        self.meeting = Label(role=Role.MUTED)
        self.place, self.out = Label(), Label(role=Role.ERROR)
        for label in (self.name, self.spread, self.steps, self.meeting, self.out):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.fit = RacerFit(theme, at)
        self.fit.setAccessibleName(f"Predictions of {name}")
        self.adopt = QPushButton("Adopt")
        self.adopt.setObjectName(Look.REMEDY)
        self.adopt.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.adopt.setAccessibleName(f"Adopt {name}")
        set_tip(
            self.adopt,
            "Go on in the document as this racer does, from where it is; one undo takes it back",
        )
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(_LineSample(theme, look))
        head.addWidget(self.place, 1)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """What stands below each other, in order."""
        texts = self.name, self.loss, self.spread, self.steps, self.meeting, self.out
        return self._head, *texts, self.fit, self.adopt

    def show_hand(self, hand: ByHand, *, is_ahead: bool) -> None:
        """Say where edits by hand have led; they are in the document already."""
        self.place.setText("ahead" if is_ahead else "")
        self.loss.setText(number(hand.loss))
        self.steps.setText(hand_words(hand))
        self.loss.setAccessibleName(f"{YOU}: loss {number(hand.loss)}")
        for widget in (self.spread, self.meeting, self.out, self.adopt):
            widget.hide()

    def show_standing(
        self, standing: Standing, run: Run, hand: ByHand | None, *, is_ahead: bool
    ) -> None:
        """Say how the racer stands, and whether it is ahead of all others.

        Args:
            standing: by what it is judged.
            run: the descent that stands for it.
            hand: the edits by hand that race, too.
            is_ahead: whether it has won so far.
        """
        met = "" if hand is None else meeting_words(steps_to(run, hand.loss))
        self.meeting.setText(met)
        self.meeting.setVisible(bool(met))
        spread, refusal = spread_words(standing), run.refusal
        self.loss.setText(number(latest_loss(run)))
        self.spread.setText(f"median; {spread}")
        self.spread.setVisible(bool(spread))
        self.steps.setText(counted(run.steps, "step"))
        self.out.setText("" if refusal is None else out_words(refusal))
        set_tip(self.out, "" if refusal is None else as_read(refusal.message))
        self.out.setVisible(refusal is not None)
        self.place.setText("ahead" if is_ahead else "")
        self.loss.setAccessibleName(f"{self.name.text()}: loss {standing_words(standing)}")


class _LineSample(QWidget):
    """A piece of the line that the racer has in the plots."""

    def __init__(self, theme: Theme, look: int) -> None:
        super().__init__()
        self._theme, self._look = theme, look
        theme.changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(SAMPLE), self._theme.pixels(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(racer_pen(self._theme.colors, self._look))
            middle = self.height() / 2
            painter.drawLine(QPointF(0.0, middle), QPointF(self.width(), middle))
