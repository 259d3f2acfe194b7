"""The gradient check dialog: every slope beside what a nudge of its weight really does."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.nn.quantity import QuantityKind
from core.text.numbers import grouped
from core.training.gradient_check import Corner, Nudge, nudge
from gui.formatting.numbers import full, number, rounded, signed
from gui.session.session import Session
from gui.session.visibility import visibility_of
from gui.widgets.texts.plain_text import Label, set_tip

_MOST = 500
_CROSS = "✗"
_TITLES = ("weight", "slope", "by nudging", "")


class SlopeCheckDialog(QDialog):
    """A table with a row a weight, and a sentence that sums it up.

    Args:
        session: whose slopes are checked.
        size: how far each weight is nudged at first.
        sizes: how far it can be.
        parent: the window.
    """

    def __init__(
        self, session: Session, size: float, sizes: Sequence[float], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Check all slopes")
        self._session = session
        self.summary = Label()
        self.summary.setWordWrap(True)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table = QTableWidget(0, len(_TITLES))
        self.table.setHorizontalHeaderLabels(_TITLES)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.sizes = QComboBox()
        for choice in sizes:
            self.sizes.addItem(number(choice), choice)
        self.sizes.setCurrentIndex(self.sizes.findData(size))
        self.sizes.currentIndexChanged.connect(lambda _: self._check(self.sizes.currentData()))
        nudged = Label("&Nudge every weight by")
        nudged.setBuddy(self.sizes)
        choosing = QHBoxLayout()
        choosing.addWidget(nudged)
        choosing.addWidget(self.sizes)
        choosing.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(choosing)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        self.resize(560, 460)
        self._check(size)

    def _check(self, size: float) -> None:
        session = self._session
        network = session.document.experiment.network
        if not visibility_of(network, session.focus, in_walkthrough=False).shows_kind(
            QuantityKind.SLOPE
        ):
            self.summary.setText("The slopes are hidden; show them first (Learn ▸ Hide).")
            self.table.hide()
            return
        chosen = self._sample(network.parameters.size)
        experiment = session.document.experiment.of_batch
        found = [nudge(experiment, index, size) for index in chosen]
        slopes = [float(session.evaluation.gradient[index]) for index in chosen]
        self.table.setRowCount(len(chosen))
        for row, (index, slope, result) in enumerate(zip(chosen, slopes, found, strict=True)):
            name = network.parameter_name(network.place(index))
            self._fill(row, name, slope, result)
        self.table.resizeColumnsToContents()
        self.summary.setText(_sum_up(slopes, found, network.parameters.size, size))

    def _sample(self, count: int) -> list[int]:
        """All weights or, of very many, some evenly spread."""
        places = np.linspace(0, count - 1, min(count, _MOST))
        return [round(place) for place in places.tolist()]

    def _fill(self, row: int, name: str, slope: float, found: Nudge) -> None:
        texts = (name, signed(slope), _nudged(found), _verdict(found, slope))
        tips = (name, full(slope), full(found.slope), "")
        for column, (text, tip) in enumerate(zip(texts, tips, strict=True)):
            item = QTableWidgetItem(text)
            set_tip(item, tip)
            if column in (1, 2):
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(row, column, item)


def _nudged(found: Nudge) -> str:
    if not found.can_tell:
        return "too large to nudge"
    if found.corner is Corner.HERE:
        left, right = (rounded(side, 7) for side in found.sides)
        return f"{left} to the left, {right} to the right"
    return signed(float(f"{found.slope:.9g}"))


def _verdict(found: Nudge, slope: float) -> str:
    if not found.can_tell:
        return "cannot be checked"
    agrees = found.agrees(slope)
    if found.corner is Corner.HERE:
        return "✓ on the corner" if agrees else "on the corner: cannot be checked"
    if found.corner is Corner.CROSSED:
        return "crosses a corner"
    if found.drowns(slope):
        return "lost in rounding"
    return "✓" if agrees else _CROSS


def _sum_up(slopes: list[float], found: list[Nudge], count: int, size: float) -> str:
    pairs = list(zip(slopes, found, strict=True))
    corners = sum(nudged.corner is Corner.HERE for nudged in found)
    crossed = sum(nudged.corner is Corner.CROSSED for nudged in found)
    untold = sum(not nudged.can_tell or nudged.drowns(slope) for slope, nudged in pairs)
    wrong = sum(_verdict(nudged, slope) == _CROSS for slope, nudged in pairs)
    which, nudged_ = "all slopes", "Every weight"
    if len(found) < count:
        which = nudged_ = f"{grouped(len(found))} of {grouped(count)} weights, evenly spread,"
    text = f"{nudged_} nudged by {number(size)} to either side: "
    if untold == len(found):
        return f"{text}no slope can be checked, the numbers are too large."
    text += f"{which} agree" if not wrong else f"{wrong} of {len(found)} slopes do not agree"
    if untold:
        text += f" but {untold}, which cannot be checked: the numbers are too large"
    if corners:
        text += f"; {corners} {'is' if corners == 1 else 'are'} on a corner"
    if crossed:
        text += f"; {crossed} cross a corner: choose a smaller nudge"
    return f"{text}."
