"""A hidden number: type what it is, or have it revealed."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from core.explanation.terms import Equation
from core.guessing import judge
from core.quantities import LOSS, Kind, Quantities, Quantity
from gui.number_text import parse_number
from gui.theme import Theme
from gui.widgets.plain_text import Label, set_tip

_TIMES = re.compile(r"[×*·]")


class GuessRow(QWidget):
    """A field, Check and Reveal, and whether the guess is right.

    `found` comes with the quantity that was guessed rightly or revealed.
    """

    found = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._numbers: Quantities | None = None
        self._equation: Equation | None = None
        self._name = Label()
        self.field = QLineEdit()
        self.field.setPlaceholderText("your answer")
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
        self.field.returnPressed.connect(self._check)
        self.field.textEdited.connect(lambda _: self.verdict.clear())
        self.check_button.clicked.connect(self._check)
        self.reveal_button.clicked.connect(self._reveal)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    def ask(self, numbers: Quantities, equation: Equation | None) -> None:
        """Ask for what an equation gives; None asks for nothing."""
        before = self._equation.quantity if self._equation is not None else None
        self._numbers, self._equation = numbers, equation
        self.setVisible(equation is not None)
        if equation is not None and equation.quantity != before:
            self._name.setText(f"{equation.name} =")
            self.field.clear()
            self.field.setAccessibleName(equation.name)
            self.verdict.clear()
        is_slope = equation is not None and equation.quantity.kind in (Kind.SLOPE, Kind.ROW_SLOPE)
        set_tip(
            self.field,
            "A number, or its factors: 3 × 44 × 1" if is_slope else "A number: 0.5, −2, 1/3",
        )

    def begin(self, text: str) -> None:
        """Go on typing a guess here."""
        if self.isVisible():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.setText(text)
            self.verdict.clear()

    def _check(self) -> None:
        if self._equation is None or self._numbers is None:
            return
        try:
            guess = [parse_number(part) for part in _TIMES.split(self.field.text())]
        except ValueError as problem:
            self.verdict.setText(str(problem))
            return
        verdict = judge(self._numbers, self._equation, guess)
        if verdict.right:
            self._tell(f"✓ right: {self._equation.name} = {self.field.text().strip()}")
            self.found.emit(self._equation.quantity)
        else:
            self._tell(f"✗ {verdict.hint}")

    def _reveal(self) -> None:
        if self._equation is not None:
            self.found.emit(self._equation.quantity)

    def _tell(self, text: str) -> None:
        self.verdict.setText(text)

    def _on_theme_changed(self) -> None:
        self.field.setFixedWidth(self._theme.pixels(120))
        self.verdict.setFont(self._theme.font(1.0, bold=True))


def given_away(numbers: Quantities, quantity: Quantity) -> list[Quantity]:
    """What is found out together with a number.

    A node's value comes from its sum, and the only share of the loss is the loss.
    """
    if quantity.kind is Kind.SHARE and numbers.rows * numbers.network.sizes[-1] == 1:
        return [quantity, LOSS]
    if quantity.kind is Kind.ACTIVATION:
        before = Quantity(Kind.PREACTIVATION, node=quantity.node, row=quantity.row)
        return [quantity, before]
    return [quantity]
