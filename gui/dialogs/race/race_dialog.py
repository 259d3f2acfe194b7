"""The dialog that sets up a race: two to six racers, and what keeps them in step."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.racing.by_hand import ByHand
from core.racing.race import STARTS, Pace
from core.racing.racer import (
    MOST_RACERS,
    Racer,
    race_batch_sizes,
    race_optimizers,
    race_rates,
    race_starts,
    racer_of,
)
from core.training.experiment import Experiment
from gui.dialogs.race.racer_form import RacerForm
from gui.formatting.racer_words import hand_words, racer_names
from gui.operations.race.racing import LineUp
from gui.style.roles import Role
from gui.widgets.texts.plain_text import Label, set_tip

LEAST_RACERS = 2
_AGAINST = "Your edits by hand, and descent from the same start"
_WIDTH, _LIST_WIDTH = 640, 240
_Button = QDialogButtonBox.StandardButton
_LineUps = Callable[[Experiment], tuple[Racer, ...]]
PRESETS: tuple[tuple[str, _LineUps, str], ...] = (
    ("&Optimizers", race_optimizers, "Four optimizers, each with a rate that suits it"),
    ("&Rates", race_rates, "A tenth to ten times the present learning rate"),
    ("&Starts", race_starts, "The present weights, and others drawn at random"),
    ("&Batch sizes", race_batch_sizes, "Row by row, in batches, and all rows at once"),
)


class RaceDialog(QDialog):
    """Racers in a list, the chosen one beside it; Begin waits until all can race."""

    def __init__(
        self, experiment: Experiment, before: LineUp | None, hand: ByHand | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Race")
        self._experiment = experiment
        self._hand = self._build_hand(hand)
        self.racers = QListWidget()
        self.racers.setAccessibleName("Racers")
        self.racers.setFixedWidth(_LIST_WIDTH)
        self._forms = QStackedWidget()
        self.add_button = QPushButton("&Add a racer")
        self.remove_button = QPushButton("Re&move it")
        self.pace = QComboBox()
        for pace in Pace:
            self.pace.addItem(pace.value, pace)
        self.pace.setAccessibleName("In step by")
        self.starts = QCheckBox("&Five starts each: show the spread before a winner is named")
        self._problem = Label(role=Role.ERROR)
        self._problem.setWordWrap(True)
        self._buttons = QDialogButtonBox(_Button.Ok | _Button.Cancel)
        self._buttons.button(_Button.Ok).setText("&Begin")
        self._lay_out()
        self._connect()
        line_up = before or LineUp(race_optimizers(experiment))
        self.starts.setChecked(line_up.starts > 1)
        self._show(line_up.racers)
        self._choose_pace(line_up.pace)

    def _build_hand(self, hand: ByHand | None) -> QCheckBox:
        box = QCheckBox("&You race, too")
        box.setEnabled(hand is not None)
        if hand is None:
            set_tip(box, "Change weights by hand first: your edits then race against descent")
        else:
            box.setText(f"&You race, too: {hand_words(hand)}; all begin where your edits began")
        box.toggled.connect(self._on_edited)
        return box

    def _lay_out(self) -> None:
        presets = QHBoxLayout()
        presets.addWidget(Label("Race"))
        for text, line_up, tip in PRESETS:
            button = QPushButton(text)
            button.setAutoDefault(False)
            set_tip(button, tip)
            button.clicked.connect(partial(self._show_preset, line_up))
            presets.addWidget(button)
        against = QPushButton("You against &descent")
        against.setAutoDefault(False)
        against.setEnabled(self._hand.isEnabled())
        set_tip(against, self._hand.toolTip() or _AGAINST)
        against.clicked.connect(self._show_against_hand)
        presets.addWidget(against)
        presets.addStretch(1)
        grid = QGridLayout()
        grid.addWidget(self.racers, 0, 0, 1, 2)
        grid.addWidget(self.add_button, 1, 0)
        grid.addWidget(self.remove_button, 1, 1)
        grid.addWidget(self._forms, 0, 2)
        grid.setColumnStretch(2, 1)
        self._in_step = QWidget()
        row = QHBoxLayout(self._in_step)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label("In step by"))
        row.addWidget(self.pace)
        row.addStretch(1)
        set_tip(self.pace, "Batches differ: the same number of steps, or as many rows seen")
        column = QVBoxLayout(self)
        column.addLayout(presets)
        column.addLayout(grid)
        column.addWidget(self._in_step)
        column.addWidget(self.starts)
        column.addWidget(self._hand)
        column.addWidget(self._problem)
        column.addWidget(self._buttons)
        self.setMinimumWidth(_WIDTH)

    def _connect(self) -> None:
        self.racers.currentRowChanged.connect(self._forms.setCurrentIndex)
        for button, do in ((self.add_button, self._add), (self.remove_button, self._remove)):
            button.setAutoDefault(False)
            button.clicked.connect(do)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    @property
    def line_up(self) -> LineUp:
        """What is chosen.

        Raises:
            ValueError: a field holds no number, or one that is out of range.
        """
        racers = tuple(form.racer for form in self._all_forms())
        pace = self.pace.currentData() if _batches_differ(racers) else Pace.STEPS
        several = self.starts.isChecked() and self.starts.isEnabled()
        return LineUp(racers, STARTS if several else 1, pace)

    @property
    def with_hand(self) -> bool:
        """Whether the edits by hand race, too."""
        return self._hand.isChecked()

    def _all_forms(self) -> list[RacerForm]:
        pages = (self._forms.widget(at) for at in range(self._forms.count()))
        return [page for page in pages if isinstance(page, RacerForm)]

    def _show_preset(self, line_up: _LineUps) -> None:
        racers = line_up(self._experiment)
        self._show(racers)
        self._choose_pace(Pace.EPOCHS if _batches_differ(racers) else Pace.STEPS)

    def _show_against_hand(self) -> None:
        self._hand.setChecked(True)
        self._show((racer_of(self._experiment),))

    def _choose_pace(self, pace: Pace) -> None:
        self.pace.setCurrentIndex(self.pace.findData(pace))

    def _show(self, racers: Sequence[Racer]) -> None:
        for form in self._all_forms():
            self._forms.removeWidget(form)
            form.deleteLater()
        for racer in racers:
            self._forms.addWidget(RacerForm(self._experiment, racer, self._on_edited))
        self._on_edited()
        self.racers.setCurrentRow(0)

    def _add(self) -> None:
        """Another racer like the chosen one, to be made different."""
        chosen = self.racers.currentRow()
        try:
            racer = self._all_forms()[chosen].racer
        except ValueError:
            racer = racer_of(self._experiment)
        self._forms.addWidget(RacerForm(self._experiment, racer, self._on_edited))
        self._on_edited()
        self.racers.setCurrentRow(self.racers.count() - 1)

    def _remove(self) -> None:
        chosen = self.racers.currentRow()
        form = self._all_forms()[chosen]
        self._forms.removeWidget(form)
        form.deleteLater()
        self._on_edited()
        self.racers.setCurrentRow(min(chosen, self.racers.count() - 1))

    def _on_edited(self) -> None:
        """Name the racers, and what cannot be."""
        forms = self._all_forms()
        problems = [form.problem for form in forms]
        self._name(forms, problems)
        count, found = len(forms), next(filter(None, problems), "")
        least = 1 if self.with_hand else LEAST_RACERS
        if count < least:
            found = found or "A race needs two racers at the least: add one"
        self._problem.setText(found)
        self._buttons.button(_Button.Ok).setEnabled(not found)
        self.add_button.setEnabled(count < MOST_RACERS)
        self.remove_button.setEnabled(count > 1)
        racers = [form.racer for form, wrong in zip(forms, problems, strict=True) if not wrong]
        self._in_step.setVisible(_batches_differ(racers))
        draws = {racer.draw for racer in racers}
        why = "" if len(draws) <= 1 else "The racers differ in their starts already"
        why = "You have one start only" if self.with_hand else why
        self.starts.setEnabled(not why)
        set_tip(self.starts, why or "Each way down from the same five starts, drawn at random")

    def _name(self, forms: Sequence[RacerForm], problems: Sequence[str]) -> None:
        right = [form.racer for form, wrong in zip(forms, problems, strict=True) if not wrong]
        names = iter(racer_names(right))
        texts = ["not a racer yet" if wrong else next(names) for wrong in problems]
        chosen = self.racers.currentRow()
        while self.racers.count() > len(texts):
            self.racers.takeItem(self.racers.count() - 1)
        while self.racers.count() < len(texts):
            self.racers.addItem("")
        for at, text in enumerate(texts):
            self.racers.item(at).setText(text)
        self.racers.setCurrentRow(max(min(chosen, len(texts) - 1), 0))


def _batches_differ(racers: Sequence[Racer]) -> bool:
    return len({racer.batch_size for racer in racers}) > 1
