"""The guess to beat in the loss plot: a thin line, as high as the loss of always guessing alike."""

from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from core.training.ends.baseline import Figures, baseline
from core.training.experiment import Experiment
from gui.formatting.numbers import percent, rounded
from gui.formatting.original_units import own_loss_words
from gui.plotting.plot_frame import Frame
from gui.style.theme import Theme

_DIGITS = 4
_DASHES = [6.0, 3.0, 1.0, 3.0]


class GuessLine(NamedTuple):
    """The loss on the rows learnt from, and what the line is called, the longest wording first."""

    loss: float
    wordings: tuple[str, ...]

    @property
    def text(self) -> str:
        """All that is to be said of it."""
        return self.wordings[0]

    def height(self, frame: Frame) -> float:
        """How high it stands, in pixels from the top; outside the axes it is not drawn."""
        return frame.pixel(0, self.loss).y

    def labels(self, frame: Frame) -> list[str]:
        """Its wordings, with an arrow where it lies beyond the axis."""
        y = self.height(frame)
        arrow = "↑ " if y < frame.box.top else "↓ " if y > frame.box.bottom else ""
        return [f"{arrow}{words}" for words in self.wordings]


def guess_line(experiment: Experiment) -> GuessLine | None:
    """The line for an experiment, if its rows leave anything to guess."""
    found = baseline(experiment)
    if found is None:
        return None
    loss = rounded(found.learnt.loss, _DIGITS)
    plain = f"guessing {found.guess.value}: {loss}"
    wordings = [f"guess {loss}", plain, f"{plain}{_in_own_units(experiment, found.learnt)}"]
    if found.aside is not None:
        aside = f"{rounded(found.aside.loss, _DIGITS)}{_in_own_units(experiment, found.aside)}"
        wordings.append(f"{wordings[-1]}, set aside {aside}")
    return GuessLine(found.learnt.loss, tuple(reversed(dict.fromkeys(wordings))))


def guess_accuracy(experiment: Experiment) -> list[str]:
    """How often always the commonest class is right, the longest wording first.

    There is none where no classes are told apart.
    """
    found = baseline(experiment)
    if found is None or found.learnt.accuracy is None:
        return []
    part = percent(found.learnt.accuracy)
    wordings = [f"always the commonest: {part}", f"guess {part}"]
    if found.aside is not None and found.aside.accuracy is not None:
        wordings.insert(0, f"{wordings[0]}, set aside {percent(found.aside.accuracy)}")
    return wordings


def _in_own_units(experiment: Experiment, figures: Figures) -> str:
    own = "" if figures.own_loss is None else own_loss_words(experiment, figures.own_loss)
    return f" ({own})" if own else ""


def paint_guess(painter: QPainter, theme: Theme, line: GuessLine, frame: Frame) -> None:
    """The line across the plot."""
    pen = QPen(QColor(theme.colors.muted), 1.0)
    pen.setDashPattern(_DASHES)
    painter.setPen(pen)
    y = line.height(frame)
    painter.drawLine(QPointF(frame.box.left, y), QPointF(frame.box.right, y))
