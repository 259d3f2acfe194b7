"""What can be chosen of a script, and of a picture."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget
from typing_extensions import override

from core.document.document import Document
from core.export.scripts.replay import USUAL_STEPS, Replay, finding_replay
from core.slices.work import Work
from core.text.numbers import counted
from gui.export.options import Options
from gui.figures.figure import Subject
from gui.formatting.numbers import number
from gui.session.settings import Settings, load_text
from gui.style.theme import ThemeChoice
from gui.widgets.fields.count_field import CountField
from gui.widgets.texts.plain_text import as_entry

Field = QComboBox | QCheckBox | CountField
_MOST_STEPS = 100_000


class OptionForm(QWidget):
    """The options that some kinds of files have in common: here none.

    `changed` comes with each change.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fields = dict[str, Field]()
        self._usual = dict[str, str]()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)

    @property
    def options(self) -> Options:
        """What is chosen."""
        return Options()

    def remember(self, settings: Settings, key: str) -> None:
        """Keep what is chosen under a name, as far as it is not the usual."""
        for name, field in self._fields.items():
            told = _told(field)
            settings.store(f"{key}/{name}", "" if told == self._usual[name] else told)

    def recall(self, settings: Settings, key: str) -> None:
        """Choose what was kept under a name; the usual where nothing was. Nothing is told."""
        self.blockSignals(True)
        for name, field in self._fields.items():
            _choose(field, load_text(settings, f"{key}/{name}", "") or self._usual[name])
        self.blockSignals(False)

    def _add(self, name: str, caption: str, field: Field) -> None:
        """Add a field that shows the usual."""
        self._form.addRow(caption, field)
        self._fields[name] = field
        self._take_as_usual(name)
        self._follow(field)

    def _follow(self, field: Field) -> None:
        if isinstance(field, QComboBox):
            field.currentIndexChanged.connect(self.changed)
        elif isinstance(field, CountField):
            field.valueChanged.connect(self.changed)
        else:
            field.toggled.connect(self.changed)

    def _take_as_usual(self, name: str) -> None:
        self._usual[name] = _told(self._fields[name])


class ScriptForm(OptionForm):
    """Where a script begins, and how many updates it takes."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._begin, self._steps = QComboBox(), CountField(1, _MOST_STEPS)
        self._add("begins", "&Begins at", self._begin)
        self._add("updates", "&Updates", self._steps)

    @property
    @override
    def options(self) -> Options:
        """What is chosen, once it was found where a script may begin."""
        return Options(Replay(self._begin.currentData(), self._steps.value()))

    @property
    def knows_beginnings(self) -> bool:
        """Whether it was found where a script may begin."""
        return self._begin.count() > 0

    def finding_beginnings(self) -> Work[None]:
        """Offer the very start if updates alone lead from there to the present, and the present."""
        present = self._document.experiment
        usual = yield from finding_replay(self._document)
        self.blockSignals(True)
        if usual.experiment is not present:
            ago = f"{counted(present.updates, 'update')} ago"
            self._begin.addItem(f"The very start, {ago}", usual.experiment)
        self._begin.addItem("The present", present)
        self._steps.setValue(min(usual.steps or USUAL_STEPS, _MOST_STEPS))
        self.blockSignals(False)
        for name in self._fields:
            self._take_as_usual(name)


class LookForm(OptionForm):
    """What a picture shows, and how it looks."""

    scales: Sequence[float] = (1.0, 2.0, 3.0, 4.0)

    def __init__(self, subjects: Sequence[Subject]) -> None:
        super().__init__()
        self._subjects = subjects
        self._subject, self._look, self._scale = QComboBox(), QComboBox(), QComboBox()
        for subject in subjects:
            self._subject.addItem(as_entry(subject.title))
        self._look.addItem("As the window", None)
        for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
            self._look.addItem(choice.value.capitalize(), choice)
        for scale in self.scales:
            self._scale.addItem(f"× {number(scale)}", scale)
        self._add("shows", "Sh&ows", self._subject)
        self._add("theme", "T&heme", self._look)
        self._add("size", "Si&ze", self._scale)

    @property
    @override
    def options(self) -> Options:
        """What is chosen."""
        return Options(
            subject=self._subjects[self._subject.currentIndex()],
            theme=self._look.currentData(),
            scale=self._scale.currentData(),
        )


class PictureForm(LookForm):
    """What a picture that does not move shows, and how."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        super().__init__(subjects)
        self._clear = QCheckBox("&Transparent ground")
        self._add("transparent", "", self._clear)
        self._subject.currentIndexChanged.connect(self._follow_subject)

    def _follow_subject(self, at: int) -> None:
        self._clear.setEnabled(self._subjects[at].has_size)  # a window covers all of its ground

    @property
    @override
    def options(self) -> Options:
        """What is chosen."""
        return super().options._replace(
            transparent=self._clear.isChecked() and self._clear.isEnabled()
        )


def _told(field: Field) -> str:
    """What a field says; of an entry what stands before a comma, for what follows may change."""
    if isinstance(field, QComboBox):
        return field.currentText().split(",")[0]
    return str(field.value()) if isinstance(field, CountField) else str(field.isChecked())


def _choose(field: Field, told: str) -> None:
    """Have a field say something; what it does not know is passed over."""
    if isinstance(field, QComboBox):
        entries = [field.itemText(at).split(",")[0] for at in range(field.count())]
        field.setCurrentIndex(entries.index(told) if told in entries else min(0, field.count() - 1))
    elif isinstance(field, QCheckBox):
        field.setChecked(told == str(True))
    elif told.isdecimal():
        field.setValue(int(told[: len(str(_MOST_STEPS))]))
