"""What can be chosen of a script, and of a picture."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from core.document.document import Document
from core.export.scripts.replay import USUAL_STEPS, Replay, replay_of
from gui.export.kinds import Options
from gui.figures.figure import Subject
from gui.formatting.numbers import counted
from gui.style.theme import ThemeChoice
from gui.widgets.fields.count_field import CountField
from gui.widgets.texts.plain_text import as_entry

_MOST_STEPS = 100_000
_SCALES = (1.0, 2.0, 3.0, 4.0)


class ScriptForm(QWidget):
    """Where a script begins, and how many updates it takes; `changed` comes with each change."""

    changed = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._begin, self._steps = QComboBox(), CountField(1, _MOST_STEPS)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow("&Begins at", self._begin)
        form.addRow("&Updates", self._steps)
        self._begin.currentIndexChanged.connect(self.changed)
        self._steps.valueChanged.connect(self.changed)

    @property
    def options(self) -> Options:
        """What is chosen; where it may begin is found when it is first asked for."""
        if not self._begin.count():
            self._find_beginnings()
        return Options(Replay(self._begin.currentData(), self._steps.value()))

    def _find_beginnings(self) -> None:
        usual, present = replay_of(self._document), self._document.experiment
        self.blockSignals(True)
        if usual.experiment is not present:
            steps = counted(present.updates, "update")
            self._begin.addItem(f"The very start, {steps} ago", usual.experiment)
        self._begin.addItem("The present", present)
        self._steps.setValue(min(usual.steps or USUAL_STEPS, _MOST_STEPS))
        self.blockSignals(False)


class PictureForm(QWidget):
    """What a picture shows, and how; `changed` comes with each change."""

    changed = Signal()

    def __init__(self, subjects: Sequence[Subject]) -> None:
        super().__init__()
        self._subjects = subjects
        self._subject, self._look, self._scale = QComboBox(), QComboBox(), QComboBox()
        for subject in subjects:
            self._subject.addItem(as_entry(subject.title))
        self._look.addItem("As the window", None)
        for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
            self._look.addItem(choice.value.capitalize(), choice)
        for scale in _SCALES:
            self._scale.addItem(f"× {scale:g}", scale)
        self._clear = QCheckBox("&Transparent ground")
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow("S&hows", self._subject)
        form.addRow("T&heme", self._look)
        form.addRow("Si&ze", self._scale)
        form.addRow("", self._clear)
        for box in (self._subject, self._look, self._scale):
            box.currentIndexChanged.connect(self.changed)
        self._clear.toggled.connect(self.changed)

    @property
    def options(self) -> Options:
        """What is chosen."""
        return Options(
            subject=self._subjects[self._subject.currentIndex()],
            theme=self._look.currentData(),
            scale=self._scale.currentData(),
            transparent=self._clear.isChecked(),
        )
