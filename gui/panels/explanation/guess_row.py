"""The guess row: type what a hidden number is, or have it revealed."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.explanation.guessing import judge
from core.explanation.quantities import Quantities
from core.explanation.terms import Equation
from core.nn.quantity import QuantityKind
from gui.formatting.numbers import number
from gui.style.theme import Theme
from gui.widgets.fields.answer_field import AnswerField, factors_in
from gui.widgets.fields.typing_owner import Typing
from gui.widgets.texts.plain_text import Label, set_tip


class GuessRow(QWidget):
    """A field, Check and Reveal, and what is wrong with a guess.

    `guessed` comes with the equation whose result was guessed rightly, `missed` with the slip
    behind a wrong guess or None, `revealed` with the quantity that is to be shown.
    """

    guessed = Signal(object)
    missed = Signal(object)
    revealed = Signal(object)

    def __init__(self, theme: Theme, typing: Typing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._numbers: Quantities | None = None
        self._equation: Equation | None = None
        self._name = Label()
        self.field = AnswerField(typing)
        self.verdict = Label()
        self.verdict.setWordWrap(True)
        self.check_button = QPushButton("Check")
        self.reveal_button = QPushButton("Reveal")
        self.check_button.setToolTip("See whether it is right (Enter)")
        self.reveal_button.setToolTip("Show the number")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        for widget in (self._name, self.field, self.check_button, self.reveal_button):
            row.addWidget(widget)
        row.addWidget(self.verdict, 1)
        self.field.given.connect(self._judge)
        self.field.textEdited.connect(lambda _: self.verdict.clear())
        self.check_button.clicked.connect(self._check)
        self.reveal_button.clicked.connect(self._reveal)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    def ask(self, numbers: Quantities, equation: Equation | None) -> None:
        """Ask for what an equation gives; None asks for nothing."""
        before, asked = self._equation, equation
        self._numbers, self._equation = numbers, equation
        self.setVisible(equation is not None)
        if (before and before.quantity) == (asked and asked.quantity):
            return
        self.field.put_back()
        self.verdict.clear()
        if equation is not None:
            self._name.setText(f"{equation.name} =")
            self.field.setAccessibleName(equation.name)
            is_slope = equation.quantity.kind in (QuantityKind.SLOPE, QuantityKind.ROW_SLOPE)
            factors = "A number, or its factors: 3 × 44 × 1"
            set_tip(self.field, factors if is_slope else "A number: 0.5, −2, 1/3")

    def begin(self, text: str) -> bool:
        """Go on typing an answer here; False where nothing is asked."""
        if self._equation is None:
            return False
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.begin_with(text)
        self.verdict.clear()
        return True

    def _check(self) -> None:
        """Judge the answer, if the press on the button has not had it judged already."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.field.isModified():
            self.field.commit()

    def _judge(self, text: str) -> None:
        guess = factors_in(text)
        if self._equation is None or self._numbers is None:
            return
        verdict = judge(self._numbers, self._equation, guess)
        if verdict.right:
            self.guessed.emit(self._equation)
        else:
            self.missed.emit(verdict.slip)
            tried = f"{number(math.prod(guess))} is right " if verdict.slip else ""
            self.verdict.setText(f"✗ {tried}{verdict.hint}")

    def _reveal(self) -> None:
        if self._equation is not None:
            self.revealed.emit(self._equation.quantity)

    def _on_theme_changed(self) -> None:
        self.field.setFixedWidth(self._theme.pixels(120))
        self.verdict.setFont(self._theme.font(1.0, bold=True))
