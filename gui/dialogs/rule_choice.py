"""A choice of one of several rules, with the settings of the one that is chosen."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QFormLayout, QSizePolicy, QStackedWidget, QWidget

from core.training.rules.optimizer import Optimizer
from core.training.rules.schedules import Schedule
from core.training.rules.setting import settings_of
from gui.widgets.fields.setting_field import SettingField

Rules = Mapping[str, type[Optimizer]] | Mapping[str, type[Schedule]]


class RuleChoice(QStackedWidget):
    """The settings of each rule, on a page built when it is chosen first; `box` chooses the rule.

    Args:
        entries: the rules, by their keys.
        present: the one that is in force.
        on_edited: called when another rule or other settings are chosen.
    """

    def __init__(
        self, entries: Rules, present: Optimizer | Schedule, on_edited: Callable[[], object]
    ) -> None:
        super().__init__()
        self._entries, self._present, self._on_edited = entries, present, on_edited
        self.box = QComboBox()
        self._fields: dict[str, list[SettingField]] = {}
        self._pages: dict[str, QWidget] = {}
        for key, rule in entries.items():
            self.box.addItem(rule.name, key)
        self.box.setCurrentIndex(self.box.findData(present.key))
        self._show_page()
        self.box.currentIndexChanged.connect(self._show_page)
        self.box.currentIndexChanged.connect(lambda _: on_edited())

    def _show_page(self) -> None:
        """Show the settings of the rule, in no more room than they need."""
        if self.key not in self._pages:
            self._fields[self.key] = self._new_fields(self._entries[self.key])
            self._pages[self.key] = _page(self.fields)
            self.addWidget(self._pages[self.key])
        for key, page in self._pages.items():
            policy = QSizePolicy.Policy.Preferred if key == self.key else QSizePolicy.Policy.Ignored
            page.setSizePolicy(policy, policy)
        self.setCurrentWidget(self._pages[self.key])

    def _new_fields(self, rule: type[Optimizer] | type[Schedule]) -> list[SettingField]:
        values = settings_of(self._present if type(self._present) is rule else rule())
        return [SettingField(each, values[each.key], self._on_edited) for each in rule.settings]

    @property
    def key(self) -> str:
        """The rule that is chosen."""
        found: str = self.box.currentData()
        return found

    @property
    def fields(self) -> list[SettingField]:
        """Those of the rule that is chosen."""
        return self._fields[self.key]

    @property
    def settings(self) -> dict[str, Any]:
        """What the rule is set to.

        Raises:
            ValueError: a field holds no number, or one that is out of range.
        """
        return {field.setting.key: field.value for field in self.fields}

    def show_usual(self) -> None:
        """Write the usual settings."""
        usual = settings_of(self._entries[self.key]())
        for field in self.fields:
            field.show_value(usual[field.setting.key])


def _page(fields: list[SettingField]) -> QWidget:
    form = QFormLayout(page := QWidget())
    form.setContentsMargins(0, 0, 0, 0)
    for field in fields:
        form.addRow(field.setting.name, field)
    return page
