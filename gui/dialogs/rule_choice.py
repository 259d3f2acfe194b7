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
    """The settings of each rule, on a page of its own; `box` chooses the rule.

    Args:
        entries: the rules, by their keys.
        present: the one that is in force.
        on_edited: called when another rule or other settings are chosen.
    """

    def __init__(
        self, entries: Rules, present: Optimizer | Schedule, on_edited: Callable[[], object]
    ) -> None:
        super().__init__()
        self._entries = entries
        self.box = QComboBox()
        self._fields: list[list[SettingField]] = []
        self._pages: list[QWidget] = []
        for key, rule in entries.items():
            self.box.addItem(rule.name, key)
            values = settings_of(present if type(present) is rule else rule())
            fields = [SettingField(each, values[each.key], on_edited) for each in rule.settings]
            self._fields.append(fields)
            self._pages.append(_page(fields))
            self.addWidget(self._pages[-1])
        self.box.setCurrentIndex(self.box.findData(present.key))
        self._show_page(self.box.currentIndex())
        self.box.currentIndexChanged.connect(self._show_page)
        self.box.currentIndexChanged.connect(lambda _: on_edited())

    def _show_page(self, chosen: int) -> None:
        """Show the settings of a rule, in no more room than they need."""
        for at, page in enumerate(self._pages):
            policy = QSizePolicy.Policy.Preferred if at == chosen else QSizePolicy.Policy.Ignored
            page.setSizePolicy(policy, policy)
        self.setCurrentIndex(chosen)

    @property
    def key(self) -> str:
        """The rule that is chosen."""
        found: str = self.box.currentData()
        return found

    @property
    def fields(self) -> list[SettingField]:
        """Those of the rule that is chosen."""
        return self._fields[self.currentIndex()]

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
