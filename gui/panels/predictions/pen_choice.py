"""What a new point on the map is to be: of which class, or with which target."""

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.data.classification import tells_classes
from core.opening.predicting import classes_of
from gui.formatting.nudges import step_of, stepped
from gui.panels.predictions.drawing import Drawing
from gui.panels.predictions.fit_view import FitKind
from gui.session.session import Session
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.buttons.choices import Choice, offer
from gui.widgets.buttons.quiet_button import QuietButton
from gui.widgets.fields.number_field import NumberField
from gui.widgets.texts.plain_text import Label, as_entry, set_tip, show_choice


class PenChoice(QWidget):
    """A menu of the classes, or a field for a number; neither where a curve says it itself."""

    def __init__(self, session: Session, theme: Theme, drawing: Drawing) -> None:
        super().__init__()
        self._session, self._theme, self._drawing = session, theme, drawing
        self.which = QuietButton()
        set_tip(self.which, "Which class a new point is of")
        offer(self.which, self._classes)
        self.value = NumberField(lambda _: None, _nudged, session.typing)
        self.value.setAccessibleName("Target of a new point")
        set_tip(self.value, "The target of a new point")
        self.value.committed.connect(self._on_value_typed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._new = Label("new target", role=Role.MUTED)
        row.addWidget(self._new)
        row.addWidget(self.which)
        row.addWidget(self.value)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_present(self, kind: FitKind) -> None:
        """Follow the document, and how predictions are shown."""
        document, pen = self._session.document, self._drawing.pen
        draws = self._drawing.is_on(kind) and kind is FitKind.MAP
        has_classes = tells_classes(document.experiment.loss)
        self.setVisible(draws)
        self.which.setVisible(has_classes)
        self.value.setVisible(not has_classes)
        self._new.setVisible(not has_classes)
        if not draws:
            return
        if has_classes:
            names = classes_of(document)
            self._choose(min(pen.which, len(names) - 1))
            show_choice(self.which, f"new: {names[self._drawing.pen.which]}")
        else:
            self.value.show_value(pen.value)

    def _classes(self) -> list[Choice]:
        chosen, choose = self._drawing.pen.which, self._choose_and_show
        return [
            Choice(as_entry(name), partial(choose, at), at == chosen)
            for at, name in enumerate(classes_of(self._session.document))
        ]

    def _choose(self, which: int) -> None:
        self._drawing.pen = replace(self._drawing.pen, which=which)

    def _choose_and_show(self, which: int) -> None:
        self._choose(which)
        self.show_present(FitKind.MAP)

    def _on_value_typed(self, value: float) -> None:
        self._drawing.pen = replace(self._drawing.pen, value=value)
        self.value.show_value(value)

    def _on_theme_changed(self) -> None:
        self.value.setFixedWidth(self._theme.pixels(64))


def _nudged(value: float, steps: int, modifiers: Qt.KeyboardModifier) -> float:
    return stepped(value, steps, step_of(modifiers))
