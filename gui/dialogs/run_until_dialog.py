"""The dialog that asks until when to run."""

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QGridLayout, QWidget

from core.training.ends.until import CONDITIONS, Until
from core.training.experiment import Experiment
from core.training.rules.setting import Setting
from gui.formatting.original_units import scaled_word
from gui.operations.run_until import until_of
from gui.style.roles import Role
from gui.widgets.fields.setting_field import SettingField
from gui.widgets.texts.plain_text import Label, set_tip

_USUAL = {"loss": 0.1, "flat": 0.001, "patience": 10, "steps": 1000, "epochs": 100}
_KEYS = {"loss": "l", "flat": "f", "patience": "v", "steps": "s", "epochs": "e"}
_WIDTH = 460
_Button = QDialogButtonBox.StandardButton


class RunUntilDialog(QDialog):
    """Conditions to choose from; the first that is met ends the run."""

    def __init__(self, experiment: Experiment, before: Until, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Run until")
        self._problem = Label(role=Role.ERROR)
        self._problem.setWordWrap(True)
        self._buttons = QDialogButtonBox(_Button.Ok | _Button.Cancel)
        self._buttons.button(_Button.Ok).setText("&Run")
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._chosen: dict[str, tuple[QCheckBox, SettingField]] = {}
        grid = QGridLayout(self)
        grid.addWidget(Label("Take updates until one of these comes true:"), 0, 0, 1, 2)
        for row, setting in enumerate(CONDITIONS, 1):
            box, field = self._condition(setting, experiment, getattr(before, setting.key))
            grid.addWidget(box, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._problem, len(CONDITIONS) + 1, 0, 1, 2)
        grid.addWidget(self._buttons, len(CONDITIONS) + 2, 0, 1, 2)
        self.setMinimumWidth(_WIDTH)
        self._on_edited()

    def _condition(
        self, setting: Setting, experiment: Experiment, before: float | None
    ) -> tuple[QCheckBox, SettingField]:
        name, key = setting.name, _KEYS[setting.key]
        if setting.key == "loss":
            name = name.replace("loss", f"{scaled_word(experiment)}loss")
        box = QCheckBox(name.replace(key, f"&{key}", 1))
        set_tip(box, setting.tip)
        value = _USUAL[setting.key] if before is None else before
        field = SettingField(setting, value, self._on_edited)
        is_possible = setting.key != "patience" or experiment.validation is not None
        box.setChecked(before is not None and is_possible)
        for widget in (box, field):
            widget.setEnabled(is_possible)
        if not is_possible:
            set_tip(box, f"{setting.tip}. There are none: Data ▸ Set rows aside")
        field.textEdited.connect(lambda: box.setChecked(True))
        box.toggled.connect(self._on_edited)
        self._chosen[setting.key] = box, field
        return box, field

    @property
    def until(self) -> Until:
        """The conditions that are chosen.

        Raises:
            ValueError: a field holds no number, or one that is out of range.
        """
        return until_of(
            {key: field.value for key, (box, field) in self._chosen.items() if box.isChecked()}
        )

    def _on_edited(self) -> None:
        """Name what cannot be; Run waits until something is chosen that can."""
        fields = [field for box, field in self._chosen.values() if box.isChecked()]
        problems = [problem for field in fields if (problem := field.problem)]
        self._problem.setText(problems[0] if problems else "")
        self._buttons.button(_Button.Ok).setEnabled(bool(fields) and not problems)
