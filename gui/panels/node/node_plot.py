"""The base of plots of the selected node: they follow the session, and a click chooses."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.panels.node.node_view import NodeView, look_at_node
from gui.plotting.plot import Plot
from gui.plotting.plot_frame import Frame, Pixel
from gui.session.session import Session
from gui.style.theme import Theme

TIP = "Click a tick to look at its row; drag the ground and turn the wheel to look elsewhere"


class NodePlot(Plot):
    """A plot of the selected node, computed when it is painted, once for each change."""

    def __init__(
        self, session: Session, theme: Theme, name: str, tip: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, tip, parent)
        self._session = session
        self._node: NodeView | None = None
        self._history = session.history
        session.changed.connect(self.on_changed)
        session.focus_changed.connect(self.renew)

    # What a plot of a node is made of

    def thing_at(self, frame: Frame, point: Pixel) -> int | None:
        """Which of the things that can be chosen is under the pointer."""
        raise NotImplementedError

    def choose(self, at: int) -> None:
        """Choose one of them: a row, unless it is said otherwise."""
        self._session.look_at_row(at)

    # Following

    @property
    def node(self) -> NodeView | None:
        """The node, so far as it may be seen."""
        if self._node is None:
            self._node = look_at_node(self._session.present, self._session.focus)
        return self._node

    def on_changed(self) -> None:
        """Look anew at a change; where it brings other data, as if for the first time."""
        if self._session.history is not self._history:
            self._history = self._session.history
            self.forget()
        self.renew()

    def forget(self) -> None:
        """Show other data as if nothing had been looked at before."""
        self.forget_ranges()

    def renew(self) -> None:
        """Look anew."""
        self._node = None
        self.look_again()

    # The hand

    @override
    def can_click(self, frame: Frame, point: Pixel) -> bool:
        return self.thing_at(frame, point) is not None

    @override
    def click(self, frame: Frame, point: Pixel) -> None:
        at = self.thing_at(frame, point)
        if at is not None:
            self.choose(at)
