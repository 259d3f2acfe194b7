"""A field for a formula."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from core.formulas.formula import Formula
from gui.formatting.sentences import as_sentence
from gui.widgets.fields.entry import mark_invalid
from gui.widgets.texts.plain_text import set_tip

TIP = (
    "Numbers, names, + − × / ^ ² √ |x| and parentheses, < and >, sin, cos, tan, exp, ln, log10,"
    " sqrt, abs, sign, floor, round, min, max, tanh, π and e; names with spaces in `backticks`"
)


class FormulaField(QLineEdit):
    """A line in which a formula is typed.

    Args:
        name: what the formula is of, for who cannot see.
        read: makes a formula of the text; raises ValueError, with words for people.
        on_edited: called when something else is typed.
    """

    def __init__(
        self,
        name: str,
        read: Callable[[str], Formula],
        on_edited: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self.setAccessibleName(name)
        set_tip(self, TIP)
        self.textChanged.connect(on_edited)

    @property
    def formula(self) -> Formula:
        """The formula that is typed.

        Raises:
            ValueError: it is none; the message is for people.
        """
        return self._read(self.text())

    @property
    def problem(self) -> str:
        """What is wrong with what is typed, which is outlined; empty if nothing is."""
        problem = ""
        try:
            self._read(self.text())
        except ValueError as wrong:
            problem = as_sentence(str(wrong))
        mark_invalid(self, bool(problem))
        return problem
