"""The form of one racer: its optimizer and rate, its batch size, and where it begins."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from core.nn.initializers import INITIALIZERS
from core.racing.racer import Draw, Racer
from core.training.experiment import Experiment
from core.training.rules.optimizers import OPTIMIZERS
from core.training.rules.setting import Setting
from gui.dialogs.rule_choice import RuleChoice
from gui.widgets.fields.setting_field import SettingField
from gui.widgets.texts.plain_text import set_tip

_RATE = Setting("learning_rate", "learning rate", "How long steps are", is_open=True)
_BATCH = Setting(
    "batch_size",
    "rows of a batch",
    "How many rows a step's slopes come from; 0 for all of them",
    is_whole=True,
)
_SEED = Setting("seed", "seed", "The same seed draws the same weights", is_whole=True)
_PRESENT = "The present weights"


class RacerForm(QWidget):
    """Fields for a racer; `on_edited` is called when something else is chosen or typed."""

    def __init__(
        self, experiment: Experiment, racer: Racer, on_edited: Callable[[], object]
    ) -> None:
        super().__init__()
        self._on_edited = on_edited
        self.optimizer = RuleChoice(OPTIMIZERS, racer.optimizer, self._edited)
        self.optimizer.box.setAccessibleName("Optimizer")
        self.rate = SettingField(_RATE, racer.optimizer.learning_rate, self._edited)
        self.batch = SettingField(_BATCH, racer.batch_size, self._edited)
        self.start = QComboBox()
        self.start.setAccessibleName("Start")
        set_tip(self.start, "The weights it begins with; drawn ones begin at step 0")
        self.start.addItem(_PRESENT, "")
        for initializer in INITIALIZERS.values():
            self.start.addItem(f"Drawn: {initializer.name}", initializer.key)
        draw = racer.draw
        self.start.setCurrentIndex(self.start.findData(draw.initializer.key if draw else ""))
        self.start.currentIndexChanged.connect(self._edited)
        self.seed = SettingField(_SEED, draw.seed if draw else experiment.seed + 1, self._edited)
        self._form = form = QFormLayout(self)
        form.addRow("O&ptimizer", self.optimizer.box)
        form.addRow("", self.optimizer)
        form.addRow("&Learning rate", self.rate)
        form.addRow("Ro&ws of a batch (0: all)", self.batch)
        form.addRow("S&tart", self.start)
        form.addRow("See&d", self.seed)
        self._show_rows()

    @property
    def racer(self) -> Racer:
        """The racer that is chosen.

        Raises:
            ValueError: a field holds no number, or one that is out of range.
        """
        rule = OPTIMIZERS[self.optimizer.key](self.rate.value)
        key = str(self.start.currentData())
        draw = Draw(INITIALIZERS[key], int(self.seed.value)) if key else None
        return Racer(replace(rule, **self.optimizer.settings), int(self.batch.value), draw)

    @property
    def problem(self) -> str:
        """What is wrong with what is typed; empty if nothing is."""
        fields = [*self.optimizer.fields, self.rate, self.batch]
        fields += [self.seed] if self.start.currentData() else []
        return next(filter(None, [field.problem for field in fields]), "")

    def _edited(self) -> None:
        self._show_rows()
        self._on_edited()

    def _show_rows(self) -> None:
        self._form.setRowVisible(self.optimizer, bool(self.optimizer.fields))
        self._form.setRowVisible(self.seed, bool(self.start.currentData()))
