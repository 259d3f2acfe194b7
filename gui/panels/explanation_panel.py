"""The strip below the drawing: what the last action did, and where the selected number is from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from gui.effects import Message, Tone
from gui.explanation_text import node_lines, parameter_lines, selection_hint
from gui.present import Focus, Present
from gui.session import Session
from gui.theme import Theme

_HINT = "Click a node or a weight to see where its number comes from."


class ExplanationPanel(QFrame):
    """Two labels whose text can be selected and read out."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._session = session
        self._theme = theme
        self._effect = _text_label("What the last action did")
        self._explanation = _text_label("Explanation of what is selected")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(4)
        column.addWidget(self._effect)
        column.addWidget(self._explanation)
        column.addStretch(1)
        session.changed.connect(self._on_changed)
        session.focus_changed.connect(self._on_focus_changed)
        session.said.connect(self._on_said)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._on_changed(session.present)

    def _on_theme_changed(self) -> None:
        self._explanation.setFont(self._theme.font(1.05))
        self._effect.setFont(self._theme.font(1.0, bold=True))
        self.setMinimumHeight(self._theme.pixels(92))
        self._on_said(self._session.message)

    def _on_said(self, message: Message) -> None:
        colors = self._theme.colors
        ink = {
            Tone.PLAIN: colors.ink,
            Tone.BETTER: colors.ink,
            Tone.WORSE: colors.negative_text,
            Tone.WARNING: colors.error,
        }[message.tone]
        self._effect.setStyleSheet(f"color: {ink};")
        self._effect.setText(message.text)
        self._effect.setVisible(bool(message.text))

    def _on_changed(self, _: Present) -> None:
        self._explain()

    def _on_focus_changed(self, _: Focus) -> None:
        self._explain()

    def _explain(self) -> None:
        lines = self._lines()
        self._explanation.setText("\n".join(lines or [_HINT]))
        role = "" if lines else "muted"
        if self._explanation.property("role") != role:
            self._explanation.setProperty("role", role)
            self._explanation.style().unpolish(self._explanation)
            self._explanation.style().polish(self._explanation)

    def _lines(self) -> list[str]:
        present, focus = self._session.present, self._session.focus
        document, evaluation = present.document, present.evaluation
        if focus.node is not None:
            return node_lines(document, evaluation, focus.node, focus.row)
        if len(focus.parameters) == 1:
            return parameter_lines(document, evaluation, focus.parameters[0])
        if focus.parameters:
            network = document.experiment.network
            return [selection_hint(document, evaluation, [*map(network.place, focus.parameters)])]
        return []


def _text_label(name: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setAccessibleName(name)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return label
