"""One line: what is found first, and how much more there is; a click shows all of it."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from core.text.numbers import grouped
from gui.formatting.sentences import written
from gui.operations.diagnosis import Diagnosis
from gui.panels.diagnosis.diagnosis_popover import DiagnosisPopover
from gui.panels.diagnosis.signs import sign_of
from gui.session.session import Session
from gui.style.roles import ROLE, Role
from gui.style.theme import Theme
from gui.widgets.buttons.quiet_button import QuietButton
from gui.widgets.texts.plain_text import as_entry, set_tip

_WIDEST = 330  # pixels
_NOTHING = "Diagnosis"
_TIP = "What stands in the way of learning, its evidence, and what helps (F8)"


class DiagnosisLine(QuietButton):
    """`stretch_wanted` comes with two counts of updates that are to be seen in the loss plot."""

    stretch_wanted = Signal(int, int)

    def __init__(
        self, session: Session, diagnosis: Diagnosis, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._diagnosis, self._theme = session, diagnosis, theme
        self._popover: DiagnosisPopover | None = None
        self._text = ""
        self.setObjectName("diagnosis")
        set_tip(self, _TIP)
        self.clicked.connect(self.open)
        diagnosis.changed.connect(self._write)
        theme.changed.connect(self._fit)
        self._write()

    def open(self) -> None:
        """Show all that is found, above the line."""
        if not self._diagnosis.is_on:
            return
        if self._popover is None:
            self._popover = DiagnosisPopover(self._session, self._diagnosis, self._theme, self)
            self._popover.stretch_wanted.connect(self.stretch_wanted)
        self._popover.open_above(self.mapToGlobal(QPoint(self.width(), 0)))

    def _write(self) -> None:
        self.setVisible(self._diagnosis.is_on)
        found = self._diagnosis.findings
        text, role = _NOTHING, Role.MUTED
        if found:
            text = f"{sign_of(found[0])} {written(found[0].title)}"
            role = Role.DOUBT if found[0].is_trouble else Role.MUTED
            if len(found) > 1:
                text += f" · {grouped(len(found) - 1)} more"
        if text != self._text:
            self._text = text
            self._fit()
        if self.property(ROLE) != role.value:
            self.setProperty(ROLE, role.value)
            self.style().unpolish(self)
            self.style().polish(self)

    def _fit(self) -> None:
        """Say as much as there is room for, and let those hear all who do not see it."""
        room = self._theme.pixels(_WIDEST)
        metrics = QFontMetricsF(self.font())
        shown = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, room)
        self.setText(as_entry(shown))
        self.setAccessibleName(self._text if shown == self._text else f"{self._text} ({shown})")
        self.setAccessibleDescription(_TIP)

    @override
    def sizeHint(self) -> QSize:
        """No higher than a text beside it, so that nothing moves when the line comes."""
        return QSize(super().sizeHint().width(), self.fontMetrics().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._text:
            self._fit()
