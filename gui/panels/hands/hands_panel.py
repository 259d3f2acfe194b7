"""The panel of a show of hands: the question, a tally for each answer, and what came of it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from core.lessons.words import Change
from core.text.numbers import counted
from gui.operations.show_of_hands import Outcome, ShowOfHands
from gui.panels.hands.tally import Tally
from gui.session.session import Session
from gui.style.theme import Theme
from gui.widgets.buttons.quiet_button import QuietButton
from gui.widgets.panel import Panel
from gui.widgets.texts.plain_text import Label, set_tip

_NARROWEST = 220  # pixels at the usual scale
_CLOSE = "End the show of hands, and show again what it hides (F9)"


class HandsPanel(Panel):
    """Shows one show of hands; the tallies begin anew with each question."""

    def __init__(self, hands: ShowOfHands, session: Session, theme: Theme) -> None:
        super().__init__()
        self._hands, self._session, self._theme = hands, session, theme
        self._is_asked = False
        self._question, self._outcome = Label("Next step:"), Label()
        self._outcome.setWordWrap(True)
        self._choice = QComboBox()
        self._choice.setAccessibleName("What will the next step do to")
        self._choice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_tip(self._choice, "The loss, or the one number that is selected")
        self._choice.activated.connect(self._ask)
        close = QuietButton()
        close.setText("✕")
        close.setAccessibleName("End the show of hands")
        set_tip(close, _CLOSE)
        close.clicked.connect(hands.end)
        self.tallies = {answer: Tally(answer, theme) for answer in Change}
        head = QHBoxLayout()
        head.addWidget(self._question)
        head.addWidget(self._choice)
        head.addWidget(self._outcome, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for tally in self.tallies.values():
            self._row.addWidget(tally)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.addLayout(head)
        column.addLayout(self._row)
        column.addStretch(1)
        hands.changed.connect(self._on_changed)
        session.focus_changed.connect(self._offer)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._on_changed()

    @property
    def first(self) -> QWidget:
        """Where hands are counted first."""
        return self.tallies[Change.RISES].count

    @override
    def minimumSizeHint(self) -> QSize:
        """The tallies can stand one below the other."""
        return QSize(self._theme.pixels(_NARROWEST), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways, gap = QBoxLayout.Direction, self._theme.pixels(10)
        tallies = sum(tally.sizeHint().width() + gap for tally in self.tallies.values())
        roomy = self._column.contentsRect().width() >= tallies - gap
        self._row.setDirection(ways.LeftToRight if roomy else ways.TopToBottom)
        self._row.setSpacing(gap if roomy else self._theme.pixels(2))

    def _on_theme_changed(self) -> None:
        for label in (self._question, self._outcome):
            label.setFont(self._theme.font(1.15, bold=True))

    def _on_changed(self) -> None:
        hands, outcome = self._hands, self._hands.outcome
        begins, self._is_asked = hands.is_on and not self._is_asked, hands.is_on
        if begins:
            for tally in self.tallies.values():
                tally.count.setValue(0)
        for answer, tally in self.tallies.items():
            tally.mark(outcome is not None and outcome.change is answer)
        for widget in (self._question, self._choice):
            widget.setVisible(outcome is None)
        self._outcome.setText("" if outcome is None else self._told(outcome))
        self._offer()

    def _told(self, outcome: Outcome) -> str:
        """What came of it."""
        name = self._hands.name(self._hands.quantity)
        after = "" if outcome.steps == 1 else f" after {counted(outcome.steps, 'step')}"
        return f"{name} {outcome.change.value}{after}: {outcome.numbers}"

    def _offer(self) -> None:
        """Have the choice offer the loss and what is selected."""
        if self._hands.is_on:
            quantities = self._hands.choices
            self._choice.clear()
            self._choice.addItems([*map(self._hands.name, quantities)])
            self._choice.setCurrentIndex(quantities.index(self._hands.quantity))

    def _ask(self, at: int) -> None:
        self._hands.ask(self._hands.choices[at])
