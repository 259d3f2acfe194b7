"""All that is found, each with its evidence and its remedies, and the slopes layer by layer."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from core.diagnosis.finding import Finding, Remedy
from core.text.numbers import counted
from gui.formatting.sentences import written
from gui.operations.diagnosis import Diagnosis, apply_remedy, point_to
from gui.panels.diagnosis.finding_card import FindingCard
from gui.panels.diagnosis.slope_bars import SlopeBars
from gui.session.session import Session
from gui.style.roles import Look, Role
from gui.style.theme import Theme
from gui.widgets.ground import lay_ground
from gui.widgets.panel import Separator
from gui.widgets.texts.plain_text import Label

_WIDTH, _HIGHEST, _MARGIN = 420, 470, 14  # pixels at the usual scale
_FRAME = 2  # pixels: the border, and one besides
_NOTHING = "Nothing is found that stands in the way of learning."
_SLOPES = "Mean size of the loss's slope along a node's sum, layer by layer"


class DiagnosisPopover(QFrame):
    """Stays open while numbers change; a button of it closes it.

    `stretch_wanted` comes with two counts of updates that are to be seen in the loss plot.
    """

    stretch_wanted = Signal(int, int)

    def __init__(
        self, session: Session, diagnosis: Diagnosis, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._session, self._diagnosis, self._theme = session, diagnosis, theme
        self._corner = QPoint()
        self._cards: list[FindingCard] = []
        self.setObjectName(Look.POPOVER)
        self.setAccessibleName("Diagnosis")
        self._nothing, self._withheld = Label(_NOTHING), Label(role=Role.MUTED)
        self._caption = Label(_SLOPES, role=Role.MUTED)
        self._bars = SlopeBars(theme)
        self._lay_out()
        diagnosis.changed.connect(self._fill)
        session.changed.connect(self._show_slopes)
        session.focus_changed.connect(self._show_slopes)

    def _lay_out(self) -> None:
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setSpacing(6)
        for widget in (self._nothing, self._withheld, Separator(), self._caption, self._bars):
            self._column.addWidget(widget)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(content)
        lay_ground(content)
        lay_ground(self._scroll.viewport())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self._scroll)

    def open_above(self, corner: QPoint) -> None:
        """Open with the lower right corner at a place on the screen."""
        self._corner = corner
        self.show()
        self._diagnosis.refresh()
        self._fill()
        self.setFocus()

    def _fill(self) -> None:
        if not self.isVisible():
            return
        found = self._diagnosis.findings
        if [_kind(card.finding) for card in self._cards] != [*map(_kind, found)]:
            self._make_cards(found)
        for card, finding in zip(self._cards, found, strict=True):
            card.show_evidence(finding)
        withheld = self._diagnosis.withheld
        self._nothing.setVisible(not found and not withheld)
        self._withheld.setVisible(bool(withheld))
        self._withheld.setText(f"{counted(withheld, 'finding')} about hidden numbers")
        self._show_slopes()
        self._settle()

    def _make_cards(self, found: tuple[Finding, ...]) -> None:
        for card in self._cards:
            card.hide()
            card.deleteLater()
        width = self._theme.pixels(_WIDTH - 2 * _MARGIN)
        self._cards = [FindingCard(finding, width) for finding in found]
        for at, card in enumerate(self._cards):
            card.pointed.connect(self._point_to)
            card.chosen.connect(self._apply)
            self._column.insertWidget(at, card)
            card.show()

    def _show_slopes(self) -> None:
        if self.isVisible():
            slopes = self._diagnosis.slopes
            self._bars.show_slopes(slopes)
            self._caption.setVisible(bool(slopes))

    def _settle(self) -> None:
        """Be as high as there is something to show, above the line."""
        width, most = self._theme.pixels(_WIDTH), self._theme.pixels(_HIGHEST)
        margin = self._theme.pixels(_MARGIN)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.activate()
        height = self._column.totalHeightForWidth(width - 2 * _FRAME) + 2 * _FRAME
        self.setFixedSize(width, min(height, most))
        area = self.screen().availableGeometry()
        left = max(area.left(), self._corner.x() - self.width())
        self.move(left, max(area.top(), self._corner.y() - self.height()))

    def _point_to(self, finding: Finding) -> None:
        self.close()
        point_to(self._session, finding)
        if finding.stretch is not None:
            self.stretch_wanted.emit(*finding.stretch)

    def _apply(self, remedy: Remedy) -> None:
        self.close()
        apply_remedy(self._session, remedy)


def _kind(finding: Finding) -> object:
    """All of a finding that its card is made for."""
    names = tuple(written(remedy.name) for remedy in finding.remedies)
    return finding.title, finding.is_trouble, names
