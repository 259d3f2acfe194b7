"""What can be chosen of an animation."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from core.history.history import History
from gui.export.option_forms import LookForm
from gui.export.options import Options
from gui.figures.animation import FASTEST_RATE, USUAL_RATE, Stretch, usual_stretch
from gui.figures.figure import Subject
from gui.panels.race.race_page import RacePage
from gui.widgets.fields.count_field import CountField
from gui.widgets.texts.plain_text import Label, set_tip


class AnimationForm(LookForm):
    """What moves, which moments are shown, and how fast; usual are all on the present path."""

    scales = (1.0, 0.5, 2.0)

    def __init__(self, subjects: Sequence[Subject], history: History) -> None:
        moving = [*filter(_is_on_timeline, subjects)]
        super().__init__(moving)
        if len(moving) < len(subjects):
            set_tip(self._subject, "A race is on no timeline, so that it cannot be animated")
        usual = usual_stretch(history)
        self._first = CountField(usual.first, usual.last)
        self._last = CountField(usual.first, usual.last)
        self._every = CountField(1, max(1, usual.last - usual.first))
        self._rate = CountField(1, FASTEST_RATE)
        for field, value in (
            (self._first, usual.first),
            (self._last, usual.last),
            (self._every, usual.every),
            (self._rate, USUAL_RATE),
        ):
            field.setValue(value)
        self._add_stretch()
        self._add("rate", "Frames a secon&d", self._rate)

    @property
    @override
    def options(self) -> Options:
        """What is chosen."""
        first, last = sorted((self._first.value(), self._last.value()))
        stretch = Stretch(first, last, self._every.value())
        return super().options._replace(stretch=stretch, per_second=self._rate.value())

    def _add_stretch(self) -> None:
        """Add what is of this document alone, so that it is not remembered."""
        row, begin = QHBoxLayout(), Label("&From step")
        for label, field, name in (
            (begin, self._first, "First step"),
            (Label("&to"), self._last, "Last step"),
            (Label("&every"), self._every, "Steps from one frame to the next"),
        ):
            label.setBuddy(field)
            if label is not begin:
                row.addWidget(label)
            row.addWidget(field, 1)
            field.setAccessibleName(name)
            set_tip(field, name)
            self._follow(field)
        self._form.addRow(begin, row)


def _is_on_timeline(subject: Subject) -> bool:
    """Whether moments can be gone to in what a figure shows: not in a race."""
    view: QWidget | None = subject.view
    while view is not None and not isinstance(view, RacePage):
        view = view.parentWidget()
    return view is None
