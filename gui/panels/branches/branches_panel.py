"""The branches panel: all ways down that were tried, what differs, and what came of each."""

from functools import cached_property

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from core.history.branches import Branch
from core.history.outcomes import end_of, start_of
from core.tables.dialect import Dialect
from core.tables.writing import write_csv
from core.text.numbers import counted
from gui.panels.branches.branch_columns import TITLES, Col
from gui.panels.branches.branches_model import BranchesModel
from gui.panels.branches.branches_table import BranchesTable
from gui.session.messages import Message
from gui.session.session import Session
from gui.session.snapshot import Focus, Present
from gui.style.roles import Look, Role
from gui.style.theme import Theme
from gui.widgets.pages import put_in_tab_order
from gui.widgets.panel import Panel, PanelHead
from gui.widgets.texts.plain_text import Label, set_tip

_NOTHING = (
    "No step has been taken yet. Each way down that is tried is kept here: step, go back,"
    " change something, and step again."
)


class BranchesPanel(Panel):
    """A table of all branches, made when it is first seen; unseen, it looks at nothing.

    `menu_wanted` comes with a `Branch` and a global position, `name_wanted` with a `Branch`.
    """

    menu_wanted = Signal(object, QPoint)
    name_wanted = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self.model = BranchesModel(session, self)
        self.copy_button = QToolButton()
        self.copy_button.setText("Copy as CSV")
        self.copy_button.setObjectName(Look.WALKTHROUGH)
        set_tip(self.copy_button, "Put the whole table on the clipboard (Ctrl+C in the table)")
        self._head = PanelHead("Branches")
        self._empty = Label(_NOTHING, role=Role.MUTED)
        self._empty.setWordWrap(True)
        self._lay_out()
        self.copy_button.clicked.connect(self.copy)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _lay_out(self) -> None:
        self._head.setContentsMargins(9, 0, 9, 0)
        self._head.addWidget(self.copy_button)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(6, 10, 6, 10)
        column.setSpacing(4)
        column.addLayout(self._head)
        column.addWidget(self._empty)
        column.addStretch(0)

    @cached_property
    def table(self) -> BranchesTable:
        """The branches; from now on it follows the session."""
        table, session = BranchesTable(self.model, self._theme), self._session
        self._column.insertWidget(self._column.indexOf(self._empty) + 1, table, 1)
        put_in_tab_order(self._empty, [table])
        self.setFocusProxy(table)
        table.copy_wanted.connect(self.copy)
        table.end_wanted.connect(self._go_to_end)
        table.start_wanted.connect(self._go_to_start)
        table.switched.connect(self._switch)
        table.name_wanted.connect(self.name_wanted)
        table.menu_wanted.connect(self.menu_wanted)
        session.changed.connect(self._on_changed)
        session.focus_changed.connect(self._on_focus_changed)
        session.running_changed.connect(self._on_running_changed)
        session.annotated.connect(self._look_again)
        return table

    # Following

    @property
    def _is_in_view(self) -> bool:
        """Whether anybody sees it: a tab behind another one is visible for Qt, too."""
        return self.isVisible() and not self.visibleRegion().isEmpty()

    def look(self) -> None:
        """Show what has happened since it was seen last."""
        if self._is_in_view:
            self._look_again()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_again()

    def _on_changed(self, _: Present) -> None:
        if self._is_in_view:
            self._follow()

    def _on_focus_changed(self, _: Focus) -> None:
        self.look()

    def _on_running_changed(self, running: bool) -> None:
        if not running and self._is_in_view:
            self.model.settle()
            self.table.settle_columns()

    def _look_again(self) -> None:
        self._follow()
        self.model.look_again()

    def _follow(self) -> None:
        self.model.look()
        count = self.model.rowCount()
        self._empty.setVisible(not count)
        self.table.setVisible(bool(count))
        self.copy_button.setVisible(bool(count))
        self._head.note.setText(counted(count, "way down") if count == 1 else f"{count} ways down")
        self.table.leave_out(self.model.empty_columns)
        here = self._session.history.branches.of_line(self._session.history.present.line)
        self.table.light_row(-1 if here is None else self.model.place(here))

    def _on_theme_changed(self) -> None:
        self.copy_button.setFont(self._theme.font(0.85))

    # What the user does

    def _go_to_end(self, branch: Branch) -> None:
        self._session.go(end_of(self._session.history, branch))

    def _go_to_start(self, branch: Branch) -> None:
        self._session.go(start_of(self._session.history, branch))

    def _switch(self, branch: Branch) -> None:
        self._session.show_branch(branch, shown=not branch.is_shown)

    def copy(self) -> None:
        """Put the whole table on the clipboard, as CSV."""
        names = ["seconds" if column is Col.SECONDS else TITLES[column][0] for column in Col]
        text = write_csv(names, self.model.csv_columns(), Dialect()).decode()
        QGuiApplication.clipboard().setText(text)
        self._session.tell(Message(f"Copied {counted(self.model.rowCount(), 'row')} as CSV"))
