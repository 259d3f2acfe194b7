"""The footer of the data table: how its last column becomes the loss."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.data.classification import odd_rows
from core.nn.quantity import LOSS
from core.text.numbers import grouped
from gui.formatting.numbers import equals, full, number
from gui.formatting.original_units import own_words
from gui.panels.data.data_columns import loss_sum, penalty_words
from gui.session.messages import loss_arithmetic
from gui.session.snapshot import Focus, Present
from gui.session.visibility import visibility_of
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.texts.plain_text import Label, SteadyLabel, set_tip


class DataFooter(QWidget):
    """A line that says what is averaged or added up, and what comes of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._arithmetic = Label(role=Role.MUTED)
        self._arithmetic.setWordWrap(True)
        self._loss = SteadyLabel()
        self._loss.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 2, 9, 0)
        row.setSpacing(12)
        row.addWidget(self._arithmetic, 1)
        row.addWidget(self._loss)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_present(self, present: Present, focus: Focus) -> None:
        """Follow the present, so far as its loss may be seen."""
        experiment, evaluation = present.document.experiment, present.evaluation
        loss = evaluation.loss
        visibility = visibility_of(experiment.network, focus)
        shown = visibility.shows(LOSS)
        waiting = visibility.write(loss, LOSS) or "…"
        self._loss.setText(f"{equals(loss)} loss {number(loss)}" if shown else f"loss {waiting}")
        self._arithmetic.setText(_arithmetic(present, loss_shown=shown))
        tip = f"{loss_sum(experiment.loss, evaluation)}\nloss {full(loss)}" if shown else ""
        set_tip(self._loss, tip)
        set_tip(self._arithmetic, tip)

    def _on_theme_changed(self) -> None:
        self._loss.setFont(self._theme.font(1.0, bold=True))


def _arithmetic(present: Present, *, loss_shown: bool) -> str:
    """What becomes the loss, in whose units, and which targets do not go with it."""
    experiment, evaluation = present.document.experiment, present.evaluation
    outputs, rows = evaluation.shares.shape
    text = loss_arithmetic(experiment, rows, outputs)
    if experiment.l2_penalty and not loss_shown:
        text += " + λ/2 × Σ weight²"
    if loss_shown:
        text += penalty_words(evaluation)
        text = "\n".join(filter(None, [text, ", ".join(own_words(experiment, evaluation))]))
    odd = odd_rows(experiment.loss, experiment.dataset)
    if odd:
        which = "1 row are" if odd == 1 else f"{grouped(odd)} rows are"
        text += f" · the targets of {which} no probabilities"
    return text
