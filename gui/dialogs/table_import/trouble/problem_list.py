"""The list of problems above the table, each with its remedies as buttons."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs.table_import.trouble.problem import Problem, Weight
from gui.formatting.sentences import as_read
from gui.style.roles import Look, Role
from gui.widgets.buttons.quiet_button import QuietButton
from gui.widgets.panel import Panel
from gui.widgets.texts.plain_text import Label, as_entry, set_tip

_SIGN_WIDTH = 16
_FEW = 3  # lines, until all are asked for
_SIGNS = {Weight.REFUSES: "✗", Weight.DOUBT: "?", Weight.NOTE: "i"}
_ROLES = {Weight.REFUSES: Role.ERROR, Weight.DOUBT: Role.DOUBT, Weight.NOTE: Role.MUTED}


class ProblemList(Panel):
    """A few lines; the others are shown when asked for.

    `chosen` comes with the `Choices` of a remedy, `filled` when there are other buttons.
    """

    chosen = Signal(object)
    filled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: Sequence[Problem] = ()
        self._shows_all = False
        self._lines: list[QWidget] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(14, 8, 10, 8)
        self._rows.setSpacing(3)
        self.setAccessibleName("Problems")
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these problems."""
        if problems == self._problems:
            return
        self._problems = problems
        self._fill()

    def _fill(self) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        few = len(self._problems) <= _FEW + 1 or self._shows_all
        shown = self._problems if few else self._problems[:_FEW]
        for problem in shown:
            self._add(self._line(problem))
        left = len(self._problems) - len(shown)
        if left or (self._shows_all and len(self._problems) > _FEW + 1):
            more = QuietButton()
            more.setText(f"{left} more ▾" if left else "fewer ▴")
            more.clicked.connect(self._turn)
            self._add(more)
        self.setVisible(bool(self._problems))
        self.filled.emit()

    def _add(self, line: QWidget) -> None:
        self._lines.append(line)
        self._rows.addWidget(line)
        line.show()

    def follow(self, widget: QWidget) -> None:
        """Have Tab lead from a widget to the buttons here, which come and go, and on from them."""
        buttons = [button for line in self._lines for button in _buttons(line)]
        for before, after in pairwise([widget, *buttons]):
            QWidget.setTabOrder(before, after)

    def _turn(self) -> None:
        self._shows_all = not self._shows_all
        self._fill()

    def _line(self, problem: Problem) -> QWidget:
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        sign = Label(_SIGNS[problem.weight], role=_ROLES[problem.weight])
        sign.setFixedWidth(_SIGN_WIDTH)
        said = as_read(problem.text)
        text = Label(said)
        text.setWordWrap(True)
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_tip(text, said)
        line.addWidget(sign)
        line.addWidget(text, 1)
        for remedy in problem.remedies:
            button = QPushButton(as_entry(as_read(remedy.words)))
            button.setObjectName(Look.REMEDY)
            button.setAccessibleDescription(said)
            set_tip(button, f"{as_read(remedy.words)}: {said}")
            button.setAutoDefault(False)
            button.clicked.connect(partial(self.chosen.emit, remedy.choices))
            line.addWidget(button)
        return whole


def _buttons(line: QWidget) -> list[QAbstractButton]:
    """The buttons of a line, or the line itself if it is one."""
    return [line] if isinstance(line, QAbstractButton) else line.findChildren(QAbstractButton)
