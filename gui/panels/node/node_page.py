"""The page about the selected node: how it stands, its activation, and its output as a map."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from gui.formatting.sentences import as_read
from gui.panels.node.input_plot import InputPlot
from gui.panels.node.inputs_plot import InputsPlot
from gui.panels.node.inputs_view import is_for
from gui.panels.node.node_view import NodeView, look_at_node, may_show_values
from gui.panels.node.response_plot import ResponsePlot
from gui.panels.node.shares_plot import SharesPlot
from gui.plotting.plot import Plot
from gui.session.session import Session
from gui.session.settings import Key, Settings, load_flag
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.buttons.quiet_button import QuietButton
from gui.widgets.texts.plain_text import Label, set_tip

_NOTHING = "Click a node in the drawing, or find one by its name (Ctrl+F)"
_SEVERAL = "Select one node alone to look at it here"
_BOTH = 520  # pixels at the usual scale: so wide, activation and map stand side by side


class NodePage(QWidget):
    """A sentence and two switches over the plots; what is not on show computes nothing.

    Attributes:
        response: the activation and all sums.
        shares: in its place for softmax.
        given: in its place for an input.
        over_inputs: the output over the inputs.
        slopes: whether the curve of the slope is shown.
        map: whether the output over the inputs is shown, beside the activation or in its place.
    """

    def __init__(
        self, session: Session, theme: Theme, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._theme, self._settings = session, theme, settings
        self.response = ResponsePlot(session, theme)
        self.shares = SharesPlot(session, theme)
        self.given = InputPlot(session, theme)
        self.over_inputs = InputsPlot(session, theme)
        self.slopes = _switch("Slope", "The curve of the activation's slope (dashed), too")
        self.map = _switch("Map", "The node's output over the inputs")
        self._name, self._state = Label(), Label(role=Role.MUTED)
        self._state.setWordWrap(True)
        self._state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._empty = Label(role=Role.MUTED)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._lay_out()
        self.slopes.setChecked(load_flag(settings, Key.NODE_SLOPE, False))
        self.map.setChecked(load_flag(settings, Key.NODE_MAP, False))
        self.response.show_slopes(self.slopes.isChecked())
        self.slopes.toggled.connect(self._switch_slopes)
        self.map.toggled.connect(self._switch_map)
        session.changed.connect(self._show)
        session.focus_changed.connect(self._show)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._name, 1)
        row.addWidget(self.slopes)
        row.addWidget(self.map)
        self._plots = QWidget()
        beside = QHBoxLayout(self._plots)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        for plot in (self.response, self.shares, self.given):
            beside.addWidget(plot, 5)
        beside.addWidget(self.over_inputs, 4)
        for unseen in (self.shares, self.given, self.over_inputs):
            unseen.hide()  # until it is on show, it takes no room
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self._state)
        column.addLayout(self._stack, 1)
        for widget in (self._plots, self._empty):
            self._stack.addWidget(widget)  # in a layout without a widget, each would be a window

    def _switch_slopes(self, shown: bool) -> None:
        self._settings.store(Key.NODE_SLOPE, shown)
        self.response.show_slopes(shown)

    def _switch_map(self, shown: bool) -> None:
        self._settings.store(Key.NODE_MAP, shown)
        self._show()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        if not self.isVisible():
            return
        node = look_at_node(self._session.present, self._session.focus)
        self._name.setText(_title(node))
        self._state.setText("" if node is None else node.state)
        self._state.setVisible(bool(node and node.state))
        plot, has_map = self._plot_of(node), self._has_map(node)
        self.slopes.setVisible(plot is self.response and bool(node and node.shows_slopes))
        self.map.setVisible(has_map)
        one = len(self._session.document.experiment.dataset.given) == 1
        self.map.setText("Over the input" if one else "Map")
        shows_map = has_map and self.map.isChecked()
        both = plot is not None and self.width() >= self._theme.pixels(_BOTH)
        for each in (self.response, self.shares, self.given):
            each.setVisible(each is plot and (both or not shows_map))
        self.over_inputs.setVisible(shows_map)
        several = len(self._session.focus.nodes) > 1
        self._empty.setText("" if node else _SEVERAL if several else _NOTHING)
        is_empty = plot is None and not shows_map
        self._stack.setCurrentWidget(self._empty if is_empty else self._plots)

    def _plot_of(self, node: NodeView | None) -> Plot | None:
        """The plot that shows what a node does."""
        if node is None:
            return None
        if node.is_input:
            return self.given
        if not node.is_joint:
            return self.response
        return None if node.shares is None else self.shares

    def _has_map(self, node: NodeView | None) -> bool:
        """Whether the node's output over the inputs says something that may be seen."""
        document, focus = self._session.document, self._session.focus
        if node is None or node.is_input:
            return False
        possible = is_for(document.experiment)
        return possible and may_show_values(document, focus, node.place)


def _title(node: NodeView | None) -> str:
    if node is None:
        return ""
    return node.name if node.is_input else f"{node.name}: {as_read(node.activation.formula)}"


def _switch(text: str, tip: str) -> QuietButton:
    button = QuietButton()
    button.setText(text)
    button.setCheckable(True)
    set_tip(button, tip)
    return button
