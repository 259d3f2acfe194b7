"""The large figures at the right of the top bar: how many steps, and the loss."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.nn.quantity import LOSS
from core.text.numbers import grouped
from gui.formatting.numbers import full
from gui.formatting.original_units import own_words, scaled_word
from gui.session.snapshot import Focus, Present
from gui.session.visibility import Seen, visibility_of
from gui.style.roles import ROLE, Role
from gui.style.theme import Theme
from gui.widgets.texts.plain_text import Label, SteadyLabel, set_tip

_OWN_WIDTH = 132  # of “typically off by 0.0001234”


class Figures(QWidget):
    """The step and the loss; where targets are scaled, the loss in own units beside it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._is_brief = theme, False
        self._step = _figure("step")
        set_tip(self._step, "How many updates led here")
        self._loss = _figure("loss")
        self._caption = Label("loss")
        self._own = Label(role=Role.MUTED)
        self._own.setAccessibleDescription("loss in own units")
        self._own.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 14, 0)
        row.setSpacing(8)
        row.addLayout(labelled("step", self._step, right=True))
        row.addSpacing(14)
        row.addLayout(labelled(self._caption, self._loss, right=True))
        row.addWidget(self._own)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        for figure in (self._step, self._loss):
            figure.setFont(self._theme.font(1.7, bold=True))
        self._own.setFixedWidth(self._theme.pixels(_OWN_WIDTH))

    def set_brief(self, brief: bool) -> None:
        """Leave out the loss in own units, or show it again."""
        self._is_brief = brief
        self._own.setVisible(bool(self._own.text()) and not brief)

    def show_present(self, present: Present, focus: Focus) -> None:
        """Follow the present, so far as its loss may be seen."""
        experiment, loss = present.document.experiment, present.evaluation.loss
        visibility = visibility_of(experiment.network, focus)
        steps, shown = grouped(experiment.updates), visibility.write(loss, LOSS) or "…"
        self._step.setText(steps)
        self._step.setAccessibleName(f"step {steps}")
        self._loss.setText(shown)
        caption = f"{scaled_word(experiment)}loss"
        self._caption.setText(caption)
        unseen = {Seen.HIDDEN: "hidden ?", Seen.NOT_YET: "not computed yet …"}
        self._loss.setAccessibleName(f"{caption} {unseen.get(visibility.seen(LOSS), shown)}")
        own = own_words(experiment, present.evaluation) if visibility.shows(LOSS) else []
        self._own.setText("\n".join(own))
        rows, outputs = experiment.dataset.rows, len(experiment.dataset.targets)
        costs = " + λ/2 × Σ weight²" if experiment.l2_penalty else ""
        lines = [f"{experiment.loss.title}: {experiment.loss.reduction(rows, outputs)}{costs}"]
        lines += [full(loss)] if visibility.shows(LOSS) else []
        set_tip(self._loss, "\n".join([*lines, *own]))
        self._own.setVisible(bool(own) and not self._is_brief)


def labelled(
    caption: str | Label, content: QWidget | QHBoxLayout, right: bool = False
) -> QVBoxLayout:
    """Something with a small caption above it."""
    column = QVBoxLayout()
    column.setSpacing(1)
    label = Label(caption) if isinstance(caption, str) else caption
    label.setProperty(ROLE, Role.MUTED.value)
    label.setAlignment(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
    column.addWidget(label)
    if isinstance(content, QWidget):
        label.setBuddy(content)
        column.addWidget(content)
        if right:
            column.setAlignment(content, Qt.AlignmentFlag.AlignRight)
    else:
        column.addLayout(content)
    return column


def _figure(name: str) -> SteadyLabel:
    label = SteadyLabel()
    label.setObjectName(f"{name}_figure")
    label.setAlignment(Qt.AlignmentFlag.AlignRight)
    return label
