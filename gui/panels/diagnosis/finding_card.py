"""One finding: its title, its evidence, and buttons that point to it and that help."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.diagnosis.finding import Finding
from gui.formatting.sentences import written
from gui.panels.diagnosis.signs import sign_of
from gui.style.roles import Look, Role
from gui.widgets.texts.plain_text import Label, as_entry, set_tip

_SPACING = 6


class FindingCard(QWidget):
    """`pointed` comes with the `Finding`, `chosen` with one of its remedies.

    Args:
        finding: what is shown.
        width: the room for buttons in a row, in pixels.
    """

    pointed = Signal(object)
    chosen = Signal(object)

    def __init__(self, finding: Finding, width: int) -> None:
        super().__init__()
        self._finding = finding
        role = Role.DOUBT if finding.is_trouble else Role.BODY
        title = Label(f"{sign_of(finding)} {written(finding.title)}", role=role)
        self._evidence = Label(role=Role.MUTED)
        for label in (title, self._evidence):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 6)
        column.setSpacing(_SPACING)
        column.addWidget(title)
        column.addWidget(self._evidence)
        for row in _rows([*self._buttons()], width):
            column.addLayout(row)
        self.show_evidence(finding)

    @property
    def finding(self) -> Finding:
        """What is shown."""
        return self._finding

    def show_evidence(self, finding: Finding) -> None:
        """Show the numbers of now of the same finding."""
        self._finding = finding
        self._evidence.setText(" ".join(map(written, finding.evidence)))

    def _buttons(self) -> Sequence[QPushButton]:
        finding, title = self._finding, written(self._finding.title)
        buttons = []
        if finding.nodes or finding.parameters or finding.stretch:
            show = QPushButton("Show")
            set_tip(show, f"Point to it: {title}")
            show.clicked.connect(lambda: self.pointed.emit(self._finding))
            buttons.append(show)
        for at, remedy in enumerate(finding.remedies):
            button = QPushButton(as_entry(written(remedy.name)))
            button.clicked.connect(partial(self._choose, at))
            buttons.append(button)
        for button in buttons:
            button.setObjectName(Look.REMEDY)
            button.setAccessibleDescription(title)
        return buttons

    def _choose(self, at: int) -> None:
        self.chosen.emit(self._finding.remedies[at])


def _rows(buttons: Sequence[QPushButton], width: int) -> list[QHBoxLayout]:
    """Buttons side by side, in as many rows as they need."""
    rows: list[QHBoxLayout] = []
    left = 0
    for button in buttons:
        button.ensurePolished()
        needed = button.sizeHint().width() + _SPACING
        if not rows or needed > left:
            rows.append(QHBoxLayout())
            rows[-1].setSpacing(_SPACING)
            left = width
        rows[-1].addWidget(button)
        left -= needed
    for row in rows:
        row.addStretch(1)
    return rows
