"""The dialog about new data: a built-in set or a formula, how many rows, how noisy, which seed."""

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from core.data.classification import tells_classes
from core.opening.formula_sample import sample_by_formula
from core.opening.sample_data import SAMPLES, Sample
from core.text.numbers import counted
from core.training.rules.setting import Setting
from gui.dialogs.new_data.input_ranges import InputRanges
from gui.dialogs.new_data.points_sketch import PointsSketch
from gui.formatting.sentences import as_sentence
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.fields.count_field import CountField
from gui.widgets.fields.formula_field import TIP
from gui.widgets.fields.setting_field import SettingField
from gui.widgets.texts.plain_text import Label, set_tip

MOST_ROWS = 10_000
_LARGEST_SEED = 2**31 - 1
_MOST_DRAWN = 2  # inputs
_NOISE = Setting(
    "noise",
    "noise",
    "The standard deviation of what chance adds to the numbers that are predicted, or to where the"
    " points of classes are",
)
_BY_FORMULA = "By a formula"
_FIRST = "Circles"
_FIRST_FORMULA = "x² + y² < 0.5"
_FORM_WIDTH = 350
_Button = QDialogButtonBox.StandardButton


def ask(theme: Theme, title: str, parent: QWidget) -> Sample | None:
    """Ask which rows to begin with, at first the set of this title; None if cancelled."""
    dialog = SampleDialog(theme, title, parent)
    sample = dialog.sample if dialog.exec() else None
    dialog.deleteLater()
    return sample


class SampleDialog(QDialog):
    """What there is to choose, beside a sketch of the rows that come of it.

    It begins with the set of this title, if there is one.
    """

    def __init__(self, theme: Theme, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("New data")
        self._which = QComboBox()
        self._which.addItems([*(sample.title for sample in SAMPLES), _BY_FORMULA])
        self._about, self._problem = Label(role=Role.MUTED), Label(role=Role.ERROR)
        self._inputs = InputRanges(self._on_edited)
        self._formula = QLineEdit(_FIRST_FORMULA)
        self._formula.setAccessibleName("Target")
        set_tip(self._formula, f"A comparison makes two classes. {TIP}")
        self._grid = QCheckBox("On a &grid, not at random")
        self._rows = CountField(2, MOST_ROWS)
        self._noise = SettingField(_NOISE, 0.0, self._on_edited)
        self._seed = CountField(0, _LARGEST_SEED)
        self._seed.setToolTip("The same seed gives the same rows and weights again")
        self._sketch = PointsSketch(theme)
        self._buttons = QDialogButtonBox(_Button.Ok | _Button.Cancel | _Button.RestoreDefaults)
        self._lay_out()
        found = self._which.findText(title)
        self._which.setCurrentIndex(found if found >= 0 else self._which.findText(_FIRST))
        self._on_chosen()
        self._connect()

    def _lay_out(self) -> None:
        for label in (self._about, self._problem):
            label.setWordWrap(True)
            label.setMinimumHeight(2 * label.fontMetrics().lineSpacing())
        self._buttons.button(_Button.Ok).setText("&Open")
        self._buttons.button(_Button.RestoreDefaults).setText("As &usual")
        self._buttons.button(_Button.RestoreDefaults).setAutoDefault(False)
        form = self._form = QFormLayout()
        form.addRow("&Data", self._which)
        form.addRow(self._about)
        form.addRow(self._inputs)
        form.addRow("&Target", self._formula)
        form.addRow("", self._grid)
        form.addRow("&Rows", self._rows)
        form.addRow("&Noise", self._noise)
        form.addRow("&Seed", self._seed)
        form.addRow(self._problem)
        left = QWidget()
        left.setLayout(form)
        left.setFixedWidth(_FORM_WIDTH)
        beside = QHBoxLayout()
        beside.addWidget(left)
        beside.addWidget(self._sketch, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.addLayout(beside)
        column.addWidget(self._buttons)

    def _connect(self) -> None:
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._buttons.button(_Button.RestoreDefaults).clicked.connect(self._show_usual)
        self._which.currentIndexChanged.connect(self._on_chosen)
        self._rows.valueChanged.connect(self._on_edited)
        self._seed.valueChanged.connect(self._on_edited)
        self._formula.textChanged.connect(self._on_edited)
        self._grid.toggled.connect(self._on_edited)

    @property
    def sample(self) -> Sample:
        """What is chosen.

        Raises:
            ValueError: a field says what cannot be; the message is for people.
        """
        return replace(
            self._usual,
            rows=self._rows.value(),
            noise=self._noise.value,
            seed=self._seed.value(),
        )

    @property
    def _is_by_formula(self) -> bool:
        return self._which.currentText() == _BY_FORMULA

    @property
    def _usual(self) -> Sample:
        """The set that is chosen, as it usually is."""
        if not self._is_by_formula:
            return SAMPLES[self._which.currentIndex()]
        ranges, text = self._inputs.ranges, self._formula.text()
        return sample_by_formula(ranges, text, grid=self._grid.isChecked())

    def _on_chosen(self) -> None:
        for widget in (self._inputs, self._formula, self._grid):
            self._form.setRowVisible(widget, self._is_by_formula)
        self._form.setRowVisible(self._about, not self._is_by_formula)
        self._show_usual()

    def _show_usual(self) -> None:
        """Rows, noise and seed as they usually are."""
        try:
            usual = self._usual
        except ValueError:
            usual = SAMPLES[0]
        self._rows.show_value(usual.rows)
        self._seed.show_value(usual.seed)
        self._noise.show_value(usual.noise)
        self._on_edited()

    def _on_edited(self) -> None:
        """Draw what comes of it, or say what is wrong; Open waits until nothing is."""
        problem = self._noise.problem
        try:
            self._draw(self.sample)
        except ValueError as wrong:
            problem = as_sentence(str(wrong).removesuffix("."))
            self._sketch.show_words("")
        self._problem.setText(problem)
        self._buttons.button(_Button.Ok).setEnabled(not problem)

    def _draw(self, sample: Sample) -> None:
        """Draw the rows of one or two inputs, and count those of more."""
        self._about.setText(sample.description)
        if len(sample.inputs) > _MOST_DRAWN:
            counts = counted(sample.rows, "row"), counted(len(sample.inputs), "input")
            self._sketch.show_words(" of ".join(counts))
        else:
            rows, of_classes = sample.dataset(sample.seed), tells_classes(sample.loss)
            self._sketch.show_rows(rows, sample.inputs, of_classes=of_classes)
