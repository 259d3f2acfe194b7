"""The dialog about the way down: optimizer, learning-rate schedule, clipping, L2 penalty."""

from msgspec.structs import replace
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QWidget

from core.training.experiment import L2_PENALTY, MAX_NORM, Experiment
from core.training.rules.optimizers import OPTIMIZERS
from core.training.rules.schedules import SCHEDULES
from gui.dialogs.rule_choice import RuleChoice
from gui.formatting.numbers import number
from gui.formatting.way_down_words import about_optimizer
from gui.style.roles import Role
from gui.widgets.fields.setting_field import SettingField
from gui.widgets.texts.plain_text import Label, set_tip

_WIDTH = 460
_Button = QDialogButtonBox.StandardButton


class WayDownDialog(QDialog):
    """Asks how to go downhill; what cannot be is named, and OK waits until it is right."""

    def __init__(self, experiment: Experiment, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("The way down")
        self._before = experiment
        self._optimizer = RuleChoice(OPTIMIZERS, experiment.optimizer, self._on_edited)
        self._schedule = RuleChoice(SCHEDULES, experiment.schedule, self._on_edited)
        self._norm = SettingField(MAX_NORM, experiment.max_norm, self._on_edited)
        self._penalty = SettingField(L2_PENALTY, experiment.l2_penalty, self._on_edited)
        self._about, self._rate = (Label(role=Role.MUTED) for _ in range(2))
        self._problem = Label(role=Role.ERROR)
        for label in (self._about, self._rate, self._problem):
            label.setWordWrap(True)
        self._buttons = QDialogButtonBox(_Button.Ok | _Button.Cancel | _Button.RestoreDefaults)
        self._lay_out()
        self._on_edited()

    def _lay_out(self) -> None:
        usual = self._buttons.button(_Button.RestoreDefaults)
        usual.setText("As &usual")
        usual.setAutoDefault(False)
        set_tip(usual, "Usual settings, a constant rate, nothing clipped, and weights cost nothing")
        usual.clicked.connect(self._show_usual)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._form = form = QFormLayout(self)
        form.addRow("&Optimizer", self._optimizer.box)
        form.addRow("", self._about)
        form.addRow("", self._optimizer)
        form.addRow("Learning-rate &schedule", self._schedule.box)
        form.addRow("", self._schedule)
        form.addRow("", self._rate)
        form.addRow("Largest &norm of slopes", self._norm)
        form.addRow("&L2 penalty λ", self._penalty)
        form.addRow(self._problem)
        form.addRow(self._buttons)
        self.setMinimumWidth(_WIDTH)

    def chosen_for(self, experiment: Experiment) -> Experiment:
        """An experiment, which may have gone on meanwhile, with the way down that is chosen.

        Raises:
            ValueError: a field holds no number, or one that is out of range.
        """
        rule = OPTIMIZERS[self._optimizer.key]
        optimizer = replace(rule(experiment.optimizer.learning_rate), **self._optimizer.settings)
        return replace(
            experiment.with_optimizer(optimizer),
            schedule=replace(SCHEDULES[self._schedule.key](), **self._schedule.settings),
            max_norm=self._norm.value,
            l2_penalty=self._penalty.value,
        )

    def _show_usual(self) -> None:
        self._optimizer.show_usual()
        self._schedule.box.setCurrentIndex(0)
        self._norm.show_value(0.0)
        self._penalty.show_value(0.0)

    def _on_edited(self) -> None:
        for choice in (self._optimizer, self._schedule):
            self._form.setRowVisible(choice, bool(choice.fields))
        self._about.setText(about_optimizer(OPTIMIZERS[self._optimizer.key]))
        fields = (*self._optimizer.fields, *self._schedule.fields, self._norm, self._penalty)
        self.adjustSize()
        problems = [problem for field in fields if (problem := field.problem)]
        self._problem.setText(problems[0] if problems else "")
        self._buttons.button(_Button.Ok).setEnabled(not problems)
        if not problems:
            now = number(self.chosen_for(self._before).learning_rate)
            self._rate.setText(f"The next step has a learning rate of {now}")
