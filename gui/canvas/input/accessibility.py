"""The canvas's tooltips and its sentence for screen readers."""

from PySide6.QtCore import QObject, QPointF
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHelpEvent
from PySide6.QtWidgets import QWidget

from gui.canvas.display_options import slopes_alone
from gui.canvas.input.hints import handle_hint, hint, spoken
from gui.canvas.input.mouse import Hand
from gui.canvas.viewport import Viewport
from gui.session.visibility import Visibility, visibility_of
from gui.widgets.texts.plain_text import show_tip


class Accessibility(QObject):
    """The spoken side of one canvas: tooltips, and the description of what is selected."""

    def __init__(self, viewport: Viewport, hand: Hand, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._viewport, self._hand, self._canvas = viewport, hand, canvas
        self._session = viewport.session
        self._told = ""
        viewport.updated.connect(self._on_updated)

    @property
    def _visibility(self) -> Visibility:
        return visibility_of(self._session.document.experiment.network, self._session.focus)

    def text(self) -> str:
        """What is selected, in a sentence."""
        session, focus = self._session, self._session.focus
        return spoken(
            session.document,
            session.evaluation,
            focus,
            self._viewport.ringed,
            self._visibility,
        )

    def _on_updated(self) -> None:
        """Have a screen reader say it anew, unless it changes with every frame of a run."""
        if not QAccessible.isActive() or self._session.is_running:
            return
        text = self.text()
        if text != self._told:
            self._told = text
            event = QAccessibleEvent(self._canvas, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)

    def hint_at(self, event: QHelpEvent) -> None:
        """Say what is under the pointer."""
        session = self._session
        if self._hand.handle is not None:
            text = handle_hint(session.document, self._hand.handle)
        else:
            hit = self._hand.hit_at(QPointF(event.pos()))
            alone = slopes_alone(session)
            text = hint(session.present, session.focus, hit, self._visibility, alone)
        show_tip(event.globalPos(), text, self._canvas)
