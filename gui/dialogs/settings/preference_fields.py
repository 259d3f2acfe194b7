"""A field for each kind of preference."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox
from typing_extensions import override

from gui.session.preferences import OneOf, Preference, Share
from gui.widgets.fields.count_field import CountField
from gui.widgets.texts.plain_text import without_mnemonics

_STEP = 10  # percent that an arrow key changes a size by
_Chosen = Callable[[Any], object]


class SwitchField(QCheckBox):
    """On or off."""

    def __init__(self, name: str, chosen: _Chosen) -> None:
        super().__init__(name)
        self.toggled.connect(chosen)

    def show_value(self, value: Any) -> None:
        """Show what is in force."""
        self.setChecked(value)


class OptionField(QComboBox):
    """One of a few."""

    def __init__(self, preference: OneOf[Any], chosen: _Chosen) -> None:
        super().__init__()
        self._options = [option for option, _ in preference.options]
        self.addItems([without_mnemonics(words) for _, words in preference.options])
        self.activated.connect(lambda at: chosen(self._options[at]))

    def show_value(self, value: Any) -> None:
        """Show what is in force."""
        self.setCurrentIndex(self._options.index(value))


class ShareField(CountField):
    """A size in percent of the usual one."""

    def __init__(self, preference: Share, chosen: _Chosen) -> None:
        super().__init__(round(100 * preference.least), round(100 * preference.most))
        self.setSuffix(" %")
        self.setSingleStep(_STEP)
        self.setKeyboardTracking(False)  # what is being typed is no size yet
        self.valueChanged.connect(lambda percent: chosen(percent / 100))

    @override
    def show_value(self, value: float) -> None:
        """Show what is in force."""
        super().show_value(round(100 * value))


Field = SwitchField | OptionField | ShareField


def field_of(preference: Preference[Any], name: str, chosen: _Chosen) -> Field:
    """The field of a preference, which calls `chosen` with what is chosen in it."""
    if isinstance(preference, OneOf):
        return OptionField(preference, chosen)
    if isinstance(preference, Share):
        return ShareField(preference, chosen)
    return SwitchField(name, chosen)
