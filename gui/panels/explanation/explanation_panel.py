"""The explanation panel: what the last action did, and where the selected number is from."""

from functools import cached_property
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.explanation.quantities import Quantities
from core.explanation.shorter import shorter
from core.explanation.terms import Equation, Explanation
from core.nn.expressions import Term
from core.nn.quantity import Quantity
from gui.panels.explanation.answers import revealed, right_answer
from gui.panels.explanation.effect_line import EffectLine
from gui.panels.explanation.guess_row import GuessRow
from gui.panels.explanation.markup import Markup, plain_lines
from gui.panels.explanation.next_step_line import next_step_line
from gui.panels.explanation.nudge_line import nudge_text
from gui.panels.explanation.preview_lines import preview_lines
from gui.panels.explanation.read_aloud import ReadAloud
from gui.panels.explanation.row_table import RowTableView
from gui.panels.explanation.since_line import since_line
from gui.panels.explanation.topic import explanation_of, is_of_latest
from gui.session.session import Session
from gui.session.snapshot import Focus, Present
from gui.session.visibility import Seen, Visibility, visibility_of
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.event_filter import EventFilter
from gui.widgets.pages import put_in_tab_order
from gui.widgets.panel import Panel
from gui.widgets.texts.plain_text import Label, set_tip
from gui.widgets.texts.text_column import ScrolledTexts, TextColumn

_HINT = "Click a node or a weight to see where its number comes from; Shift+click selects several."


class ExplanationPanel(Panel):
    """Texts that can be selected and read out, a table of the rows, and a field for guesses."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._terms: list[Term] = []
        self._own_pointing = False
        self._nudge_size = 0.001
        self._nudged: object = None
        self._effect = EffectLine(session, theme, self)
        self._explanation = ReadAloud("Explanation of what is selected")
        self._hint = Label(_HINT)
        self._hint.setWordWrap(True)
        self._nudge = ReadAloud("What a nudge really does", role=Role.MUTED)
        self._left_out = 0  # of an explanation; more becomes of it only where the room is another
        self._left_out_of: object = None
        self.rows_button = _switch(
            "each row", "Show how every row takes part, instead of the equations"
        )
        self.workings_button = _switch(
            "workings", "Show the numbers on the way, too; there is no room for all at once"
        )
        self.guess = GuessRow(theme, session.typing)
        self._lay_out()
        self._connect()
        self._on_theme_changed()
        self._on_changed(session.present)

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.addWidget(self._effect, 1)
        for button in self._buttons:
            heading.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._texts = TextColumn((self._explanation, self._hint, self._nudge))
        self._scroll = ScrolledTexts(self._texts)
        outer = self._column = QVBoxLayout(self)
        outer.setContentsMargins(14, 8, 14, 8)
        outer.setSpacing(4)
        outer.addLayout(heading)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self.guess)

    def _connect(self) -> None:
        session = self._session
        for signal in (session.changed, session.focus_changed):
            signal.connect(self._on_changed)
        session.pointed_changed.connect(self._on_pointed_changed)
        session.running_changed.connect(self._explain)
        self._theme.changed.connect(self._on_theme_changed)
        self._explanation.linkHovered.connect(
            lambda address: self.point_at_term(int(address) if address else None)
        )
        for button in self._buttons:
            button.toggled.connect(self._explain)
        self._resizes = EventFilter(self._scroll.viewport(), self._deal_with)
        self.guess.revealed.connect(self._reveal)
        self.guess.guessed.connect(self._on_guessed)
        self.guess.missed.connect(session.replay_slip)

    @property
    def _buttons(self) -> tuple[QToolButton, ...]:
        return self.workings_button, self.rows_button

    @cached_property
    def table(self) -> RowTableView:
        """How every row takes part, in the place of the texts."""
        table = RowTableView(self._theme)
        table.chosen.connect(self._session.look_at_row)
        self._column.insertWidget(self._column.indexOf(self._scroll) + 1, table, 1)
        put_in_tab_order(self._scroll, [table])
        return table

    # For the menus

    @property
    def nudge_size(self) -> float:
        """How far a weight is nudged to check its slope."""
        return self._nudge_size

    def set_nudge_size(self, size: float) -> None:
        """Choose how far a weight is nudged to check its slope."""
        self._nudge_size = size
        self._explain()

    def copy(self) -> None:
        """Put what is explained on the clipboard, as text."""
        QGuiApplication.clipboard().setText(self.plain_text())

    def plain_text(self) -> str:
        """What is explained, as text."""
        explanation = explanation_of(self._session)
        lines = [self._effect.text]
        if explanation is not None:
            lines += [explanation.title, *plain_lines(explanation, self._visibility())]
        lines.append(self._nudge.text())
        lines += self._ahead(explanation)
        return "\n".join(filter(None, lines))

    # Following

    def _on_theme_changed(self) -> None:
        for label in (self._explanation, self._hint):
            label.setFont(self._theme.font())
        self._hint.setStyleSheet(f"color: {self._theme.colors.muted};")
        self._nudge.setFont(self._theme.font(0.8))  # as small as muted text is
        for button in self._buttons:
            button.setFont(self._theme.font(0.85))
            button.setStyleSheet(f"QToolButton {{ padding: 2px {self._theme.pixels(8)}px; }}")
        self._explain()

    def _on_changed(self, _: Present | Focus) -> None:
        self._explain()

    def _on_pointed_changed(self, _: Quantity | None) -> None:
        if not self._own_pointing:
            self._explain()

    def point_at_term(self, at: int | None) -> None:
        """Light up what a number of the explanation belongs to; they count from the left."""
        term = None if at is None else self._terms[at]
        self._own_pointing = True
        self._session.point_at(None if term is None else term.quantity)
        self._own_pointing = False

    def _reveal(self, quantity: Quantity) -> None:
        self._session.look(revealed(self._numbers, quantity, self._session.focus))

    def _on_guessed(self, equation: Equation) -> None:
        self._reveal(equation.quantity)
        self._session.tell(right_answer(self._numbers, equation, self._session.focus))

    # Explaining

    @property
    def _numbers(self) -> Quantities:
        return self._session.present.numbers

    def _visibility(self) -> Visibility:
        """What may be seen; of the step that was just walked through, everything is known."""
        network = self._session.document.experiment.network
        return visibility_of(
            network, self._session.focus, in_walkthrough=not is_of_latest(self._session)
        )

    def _explain(self) -> None:
        explanation = explanation_of(self._session)
        make_table = explanation and explanation.make_table
        self.rows_button.setVisible(make_table is not None)
        shown = make_table() if make_table and self.rows_button.isChecked() else None
        if shown is not None or "table" in vars(self):
            self.table.setVisible(shown is not None)
        self._scroll.setVisible(shown is None)
        self._hint.setVisible(explanation is None)
        if explanation is None:
            self._say_nothing()
            self.workings_button.hide()
            return
        visibility = self._visibility()
        if shown is not None:
            self.table.show_table(shown, visibility, self._session.focus.row)
        self._explanation.show()
        self._effect.show_title(explanation.title)
        self._write_nudge(visibility)
        self._write(explanation, visibility)
        self._ask(explanation, visibility)

    def _write(self, explanation: Explanation, visibility: Visibility) -> None:
        """Write as much of an explanation as there is room for; or all of it, if asked to."""
        ahead = [*map(escape, self._ahead(explanation))]
        spoken = "\n".join(plain_lines(explanation, visibility))
        versions = _in_less_room(explanation)
        asked, focus = self.workings_button.isChecked(), self._session.focus
        about = focus.parameters, len(explanation.lines), self._scroll.viewport().size()
        last = 0 if asked else len(versions) - 1
        first = min(self._left_out, last) if about == self._left_out_of else 0
        for at in range(first, last + 1):
            version, has_nudge = versions[at]
            self._nudge.setVisible(has_nudge and bool(self._nudge.text()))
            markup = Markup(visibility, self._theme.colors, self._session.pointed)
            lines = [*markup.lines(version), *ahead]
            self._terms = markup.terms
            self._explanation.show_markup("<br>".join(lines), spoken)
            self._left_out, self._left_out_of = at, about
            if at == last or self._fits():
                break
        self.workings_button.setVisible(len(versions) > 1 and (asked or self._left_out > 0))

    def _fits(self) -> bool:
        room = self._scroll.viewport().size()
        return self._texts.height_now(room.width()) <= room.height()

    def _deal_with(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._left_out_of is not None:
            self._explain()
        return False

    def _say_nothing(self) -> None:
        ahead = self._ahead(None)
        self._terms = []
        self._effect.show_title("")
        self._explanation.show_text("\n".join(ahead))
        self._explanation.setVisible(bool(ahead))
        self._nudge.hide()
        self.guess.ask(self._numbers, None)

    def _ahead(self, explanation: Explanation | None) -> list[str]:
        """What is said of the next step: one sentence, or what was asked to be shown of it."""
        lines = [since_line(self._session), *preview_lines(self._session)]
        if not any(lines) and explanation is None:
            lines = [next_step_line(self._session)]
        return list(filter(None, lines))

    def _write_nudge(self, visibility: Visibility) -> None:
        session, focus = self._session, self._session.focus
        now = (session.document.experiment, session.is_running, focus, self._nudge_size)
        if now != self._nudged:  # it takes three looks at all rows
            self._nudged = now
            one = len(focus.parameters) == 1 and not focus.nodes and not session.is_running
            about = focus.parameters[0] if one else None
            self._nudge.show_text(nudge_text(session, visibility, about, self._nudge_size))

    def _ask(self, explanation: Explanation, visibility: Visibility) -> None:
        hidden = (
            line
            for line in explanation.lines
            if isinstance(line, Equation) and visibility.seen(line.quantity) is Seen.HIDDEN
        )
        is_asked = not self._session.guard.is_lesson  # a lesson asks elsewhere
        self.guess.ask(self._numbers, next(hidden, None) if is_asked else None)


def _in_less_room(explanation: Explanation) -> list[tuple[Explanation, bool]]:
    """Ever less of an explanation, each time with the nudge or without it."""
    versions = [(version, True) for version in shorter(explanation)]
    if len(versions) > 1:
        versions.insert(-1, (versions[-2][0], False))
    return versions


def _switch(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setCheckable(True)
    button.setText(text)
    set_tip(button, tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
