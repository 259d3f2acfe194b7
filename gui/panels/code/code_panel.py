"""The code beside the network, in step with the walkthrough and with what is selected."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from core.export.ways import Way, ways
from core.nn.quantity import SHARED, Quantity
from gui.panels.code.code_text import CodeText, meaning
from gui.panels.code.code_view import CodeView
from gui.session.session import Session
from gui.session.visibility import visibility_of
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.buttons.choices import Choice, offer
from gui.widgets.buttons.quiet_button import QuietButton
from gui.widgets.panel import Panel, PanelHead
from gui.widgets.texts.fitting_label import FittingLabel
from gui.widgets.texts.plain_text import set_tip, show_choice, show_tip

_NOTES = (
    "Point at a name: what it stands for. What is selected, or walked through, is lit.",
    "Point at a name: what it stands for",
)

_ASKED = "# Put the lines in order first"


class CodePanel(Panel):
    """One update of this network as lines of NumPy.

    Out of view it computes nothing.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._way = Way.NODE_BY_NODE
        self._code: CodeText | None = None
        self._lit: tuple[object, ...] = ()  # what the lines that are lit depend on
        self._pointed = -1, 0  # the line and the column that the pointer, or the cursor, is on
        self.way = QuietButton()
        set_tip(self.way, "How the update is written")
        offer(self.way, self._choices)
        self._head = PanelHead("Code", self.way)
        self.view = CodeView(theme)
        self._note = FittingLabel(role=Role.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 12, 10)
        column.setSpacing(4)
        column.addLayout(self._head)
        column.addWidget(self.view, 1)
        column.addWidget(self._note)
        session.changed.connect(self.look)
        session.focus_changed.connect(self.look)
        theme.changed.connect(self.view.restyle)
        self.view.name_pointed.connect(self._on_name_pointed)
        self.view.tip_wanted.connect(self._on_tip_wanted)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()

    def look(self) -> None:
        """Show what is to be seen now."""
        if not self.isVisible():
            self._code, self._lit = None, ()  # its network may be gone when it is seen again
            return
        session = self._session
        if not session.guard.lets_code_be_read:
            self._code, self._lit = None, ()
            self.view.show_text(_ASKED)
            self.way.setEnabled(False)
            self._show_meaning()
            return
        experiment, focus = session.document.experiment, session.focus
        offered = ways(experiment.network)
        way = self._way if self._way in offered else offered[0]
        if self._code is None or not self._code.holds_for(experiment, focus.row, way):
            self._code, self._lit = CodeText(experiment, focus.row, way), ()
            self.view.show_text(self._code.text)
            show_choice(self.way, way.value)
            self.way.setEnabled(len(offered) > 1)
        self._light()
        self._show_meaning()

    def _choices(self) -> list[Choice]:
        offered = ways(self._session.document.experiment.network)
        return [Choice(way.value, partial(self._choose, way), way is self._way) for way in offered]

    def _choose(self, way: Way) -> None:
        self._way = way
        self.look()

    def _light(self) -> None:
        focus = self._session.focus
        lit = self._code, focus.walkthrough, focus.parameters, focus.nodes
        if self._code is not None and lit != self._lit:
            self._lit = lit
            walked = self._code.walked(focus.walkthrough)
            self.view.light(walked, self._code.about(focus.parameters, focus.nodes))

    # What a name stands for

    def _on_name_pointed(self, line: int, column: int) -> None:
        """Tell what it stands for, and light a number up wherever it stands."""
        self._pointed = line, column
        self._show_meaning()
        session = self._session
        found = None if self._code is None else self._code.name_at(line, column)
        alone: Quantity | None = None
        if found is not None and len(found[1]) == 1 and session.focus.point is None:
            alone = found[1][0]
        session.point_at(alone if session.guard.lets_be_pointed_out else None)

    def _show_meaning(self) -> None:
        told = self.meaning_at(*self._pointed).split("\n")
        shorter = [[*told[:kept], "…"] for kept in (3, 2) if told[kept:]]
        texts = [" · ".join(words) for words in (told, *shorter)]
        self._note.show_one_of(texts if told[0] else _NOTES)

    def _on_tip_wanted(self, line: int, column: int, where: QPoint) -> None:
        show_tip(where, self.meaning_at(line, column), self.view)

    def meaning_at(self, line: int, column: int) -> str:
        """What the name at a place stands for now; empty where there is none."""
        found = None if self._code is None else self._code.name_at(line, column)
        if found is None:
            return ""
        name, quantities = found
        session = self._session
        if session.focus.point is not None and any(one.kind not in SHARED for one in quantities):
            return f"{name}: values of a point that is no row are on show"
        network = session.document.experiment.network
        visibility = visibility_of(network, session.focus)
        return meaning(name, quantities, session.present.numbers, visibility)
