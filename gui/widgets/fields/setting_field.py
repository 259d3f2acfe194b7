"""A field for one setting of a rule."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from core.training.rules.setting import Setting
from gui.formatting.numbers import editable
from gui.formatting.sentences import as_read
from gui.formatting.typed_numbers import parse_number
from gui.widgets.fields.entry import mark_invalid
from gui.widgets.texts.plain_text import set_tip

_CHARACTERS = 12  # that are seen


class SettingField(QLineEdit):
    """A number that a rule is set by; what it says of it and its range are in the tip.

    Args:
        setting: which.
        value: what it is.
        on_edited: called when something else is typed.
    """

    def __init__(self, setting: Setting, value: float, on_edited: Callable[[], object]) -> None:
        super().__init__(editable(value))
        self.setting = setting
        self.setAccessibleName(setting.name)
        set_tip(self, as_read(f"{setting.tip}\n{setting.range}"))
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("0" * _CHARACTERS))
        self.textChanged.connect(on_edited)

    @property
    def value(self) -> float:
        """The number that is typed.

        Raises:
            ValueError: it is no number, or out of range; the message is for people.
        """
        value = parse_number(self.text())
        self.setting.check(value)
        return value

    def show_value(self, value: float) -> None:
        """Write another value."""
        self.setText(editable(value))

    @property
    def problem(self) -> str:
        """What is wrong with what is typed, which is outlined; empty if nothing is."""
        problem = ""
        try:
            self.setting.check(parse_number(self.text()))
        except ValueError as wrong:
            problem = as_read(str(wrong))
        mark_invalid(self, bool(problem))
        return problem
