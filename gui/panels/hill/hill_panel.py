"""The hill: a heading over the loss along one weight."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui.panels.hill.slice_plot import SlicePlot
from gui.present import Focus
from gui.session import Session
from gui.sight import cover_text
from gui.theme import Theme


class HillPanel(QFrame):
    """Shows the hill along the weight that is selected, or was last."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._session, self._theme = session, theme
        heading = QLabel("Hill")
        heading.setProperty("role", "heading")
        hint = QLabel("along one weight · drag the ball")
        hint.setProperty("role", "muted")
        hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.plot = SlicePlot(session, theme)
        self._cover = QLabel()
        self._cover.setProperty("role", "muted")
        self._cover.setAlignment(Qt.AlignmentFlag.AlignCenter)
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addWidget(hint, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(top)
        self._column.addWidget(self.plot, 1)
        self._column.addWidget(self._cover, 1)
        session.focus_changed.connect(self._on_focus_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._on_focus_changed(session.focus)

    def _on_focus_changed(self, focus: Focus) -> None:
        """Cover the hill while the loss may not be seen."""
        why = cover_text(self._session.document.experiment.network, focus)
        self._cover.setText(why)
        self._cover.setVisible(bool(why))
        self.plot.setVisible(not why)

    def _on_theme_changed(self) -> None:
        pixels = self._theme.pixels
        self._column.setContentsMargins(pixels(14), pixels(10), pixels(14), pixels(8))
