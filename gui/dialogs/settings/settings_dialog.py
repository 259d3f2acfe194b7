"""The settings in one place: every preference with its words; each applies at once."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs.settings.preference_fields import Field, field_of
from gui.session.preferences import (
    PREFERENCES,
    Preference,
    Preferences,
    Section,
    Switch,
)
from gui.session.settings import Key
from gui.style.roles import Role
from gui.widgets.texts.plain_text import Label, set_tip, without_mnemonics

_COLUMNS = (
    (Section.LOOK, Section.NUMBERS, Section.PACE, Section.WORK),
    (Section.DRAWING, Section.BESIDE),
)
_GAP = 40  # pixels between the columns
_BETWEEN, _ABOVE = 7, 12  # pixels between the rows, and besides above a heading
_TAKE_BACK = "&Take that back"
_USUAL = "As &usual"
_Button = QDialogButtonBox.StandardButton


class SettingsDialog(QDialog):
    """Shows all preferences and changes them; one button has all of them as usual, and back."""

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self._preferences = preferences
        self._before: list[tuple[Preference[Any], object]] = []
        self._fields: dict[Key, Field] = {}
        columns = QHBoxLayout()
        columns.setSpacing(_GAP)
        for sections in _COLUMNS:
            column = QFormLayout()
            column.setVerticalSpacing(_BETWEEN)
            for section in sections:
                self._add_section(section, column)
            columns.addLayout(column)
        buttons = QDialogButtonBox(_Button.Close)
        buttons.rejected.connect(self.reject)
        self._usual = buttons.addButton(_USUAL, QDialogButtonBox.ButtonRole.ResetRole)
        for button in (self._usual, buttons.button(_Button.Close)):
            button.setAutoDefault(False)  # Enter ends what is being typed
        self._usual.clicked.connect(self._on_usual)
        layout = QVBoxLayout(self)
        layout.addLayout(columns)
        layout.addStretch(1)
        layout.addSpacing(_ABOVE)
        layout.addWidget(buttons)
        preferences.changed.connect(self._on_changed)
        self._offer()

    def _add_section(self, section: Section, column: QFormLayout) -> None:
        head = Label(section.value, role=Role.STRONG)
        head.setContentsMargins(0, _ABOVE if column.rowCount() else 0, 0, 0)
        column.addRow(head)
        for one in PREFERENCES:
            if one.section is section:
                self._add(one, column)

    def _add(self, preference: Preference[Any], column: QFormLayout) -> None:
        name = without_mnemonics(preference.title)
        chosen = partial(self._preferences.choose, preference)
        field = field_of(preference, name, chosen)
        field.setAccessibleName(name)
        set_tip(field, preference.tip)
        if isinstance(preference, Switch):
            column.addRow(field)
        else:
            column.addRow(name, field)
        self._fields[preference.key] = field
        field.show_value(self._preferences[preference])

    def _on_changed(self, preference: Preference[Any]) -> None:
        self._fields[preference.key].show_value(self._preferences[preference])
        self._offer()

    # As usual

    def _on_usual(self) -> None:
        """Have everything as usual; or as it was before that."""
        now = [(one, self._preferences[one]) for one in PREFERENCES]
        wanted = self._before or [(one, one.usual) for one in PREFERENCES]
        before = [] if self._before else now
        for one, value in wanted:
            self._preferences.choose(one, value)
        self._before = before
        self._offer()

    def _offer(self) -> None:
        """Name what the button does, unless there is nothing to do."""
        is_usual = all(self._preferences[one] == one.usual for one in PREFERENCES)
        if not is_usual:
            self._before = []
        self._usual.setText(_TAKE_BACK if self._before else _USUAL)
        self._usual.setEnabled(not is_usual or bool(self._before))
        about = "Everything here as it was before" if self._before else "All as at the first start"
        set_tip(self._usual, about)
