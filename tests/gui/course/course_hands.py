"""What a hand does with an exercise of the course, and what an eye reads off the window."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from core.nn.network import INPUT_LAYER, NodePlace
from gui.canvas.input.handles import Handle
from gui.canvas.scene.picture import LabelKind, PillKind
from gui.geometry import Box
from gui.shell.main_window import MainWindow
from tests.gui.canvas.canvas_hands import LEFT, Key, Modifier
from tests.gui.table_hands import Hands
from tests.gui.window_hands import WindowHands

Title = LabelKind.TITLE


class CourseHands(WindowHands):
    """Acts on the real window with the mouse and the keys, and reads only what is in view."""

    def __init__(self, bot: QtBot, window: MainWindow) -> None:
        super().__init__(bot, window)
        self._qtbot = bot

    # The drawing

    def type_weights(self, *values: str) -> None:
        """Click the first weight, type over it, and let Tab lead through the others."""
        self.click_on(self.canvas.of(self.canvas.weight(0, 0, 0)))
        self._type_on(values)

    def type_all(self, *values: str) -> None:
        """Go to the first input with → and type inputs, weights and targets, with Tab between."""
        self.canvas.key(Key.Key_Escape)
        self.canvas.key(Key.Key_Right)
        self._type_on(values)

    def _type_on(self, values: Sequence[str]) -> None:
        """Edit the ringed number, and the next ones with Tab."""
        canvas = self.canvas
        canvas.key(Key.Key_Return)
        for value in values[:-1]:
            canvas.type_over(value)
            canvas.key(Key.Key_Tab)
        canvas.type_over(values[-1])
        canvas.key(Key.Key_Return)

    def retype(self, layer: int, node: int, source: int, value: str) -> None:
        """Double-click a weight and type another number over it."""
        canvas = self.canvas
        point = canvas.of(canvas.weight(layer, node, source))
        self._reach(canvas.canvas, point)
        canvas.double_click(point)
        canvas.type_over(value)
        canvas.key(Key.Key_Return)

    def click_on(self, point: QPoint) -> None:
        """Click on a point of the drawing that nothing covers."""
        self._reach(self.canvas.canvas, point)
        self.canvas.click(point)

    def title(self, words: str) -> QPoint:
        """The pixel in the middle of a layer's title."""
        return self.canvas.label(Title, words)

    def choose_activation(self, title: str, name: str) -> None:
        """Double-click a layer's title, and click an entry of the menu that opens."""
        self.canvas.double_click(self.title(title))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        action = next(action for action in menu.actions() if action.text() == name)
        self._qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())

    def use_handle(self, near: QPoint, at: int | None = None, adds_to: int | None = None) -> None:
        """Go near a + of the drawing, see it appear, and click it."""
        self.canvas.hover(near)
        found = [h for h in self._pluses() if (h.at, h.layer) == (at, adds_to)]
        assert found, "no + appeared"
        self.click_on(self.canvas.at(found[0].x, found[0].y))

    def add_input(self) -> None:
        """Click the + under the inputs."""
        under = self.canvas.middle(NodePlace(INPUT_LAYER, 0)) + QPoint(0, 60)
        self.use_handle(under, adds_to=INPUT_LAYER)

    def insert_layer(self, left: str, right: str, at: int) -> None:
        """Click the + between two titles."""
        middle = (self.title(left) + self.title(right)) / 2
        self.use_handle(middle, at=at)

    def _pluses(self) -> Iterator[Handle]:
        return (handle for handle in self.window.canvas.handles if handle.is_plus)

    def must_see(self, *texts: str) -> None:
        """Every one of these has to stand in the part of the drawing that is in view."""
        in_view = set(self.texts_in_view())
        missing = [text for text in texts if text not in in_view]
        assert not missing, f"{missing} not among {sorted(in_view)}"

    def explained(self, place: NodePlace) -> list[str]:
        """Click a node, and read the lines under the drawing."""
        self.click_on(self.canvas.middle(place))
        return self.explanation()

    def texts_in_view(self) -> Iterator[str]:
        """Every text of the drawing that lies on the canvas as a whole, under no + or −."""
        picture = self.window.canvas.picture
        for node in picture.nodes:
            if self._in_view(node.number_box):
                yield node.text.words
        pills = [(pill.box, pill.text) for pill in picture.pills]
        labels = [(label.box, label.text) for label in picture.labels]
        for box, text in pills + labels:
            if self._in_view(box):
                yield text.words

    def node_texts(self, layer: int) -> list[str]:
        """What stands in the nodes of a layer, from top to bottom."""
        nodes = [node for node in self.window.canvas.picture.nodes if node.place.layer == layer]
        assert all(self._in_view(node.number_box) for node in nodes)
        return [node.text.words for node in sorted(nodes, key=lambda node: node.y)]

    def edge_text(self, layer: int, node: int, source: int) -> str:
        """What stands on an edge."""
        return self.edge_texts()[self.canvas.weight(layer, node, source).index]

    def edge_texts(self) -> list[str]:
        """What stands on all edges, in the order in which Tab leads through them."""
        pills = [x for x in self.window.canvas.picture.pills if x.kind is PillKind.WEIGHT]
        assert all(self._in_view(pill.box) for pill in pills)
        return [pill.text.words for pill in sorted(pills, key=lambda pill: pill.parameter or 0)]

    def _in_view(self, box: Box) -> bool:
        if any(handle.box.overlaps(box) for handle in self.window.canvas.handles):
            return False
        seen = self.window.canvas.view.box_to_pixels(box)
        area = QRect(round(seen.left), round(seen.top), round(seen.width), round(seen.height))
        return self.window.canvas.rect().contains(area)

    # The tables

    def paste(self, table: Hands, row: int, column: int, text: str) -> None:
        """Click a cell and paste a text from there on."""
        self._reach(table.table.viewport(), table.table.visualRect(table.at(row, column)).center())
        table.click(row, column)
        table.paste(text)

    def type_cells(self, table: Hands, row: int, column: int, values: Sequence[str]) -> None:
        """Click a cell and type numbers, with Tab from each to the next."""
        table.click(row, column)
        for value in values[:-1]:
            table.type(value)
            table.press(Key.Key_Tab)
        table.type(values[-1])
        table.press(Key.Key_Return)

    def column(self, table: Hands, title: str) -> list[str]:
        """The cells under a title, all of which have to be readable."""
        self._settle(table)
        at = table.titles().index(title)
        return [self._cell(table, row, at) for row in range(table.table.model().rowCount())]

    def row(self, row: int) -> list[str]:
        """The cells in a row of the data, all of which have to be readable."""
        self._settle(self.data)
        columns = self.data.table.model().columnCount()
        return [self._cell(self.data, row, column) for column in range(columns)]

    def _settle(self, table: Hands) -> None:
        """Let the layout, the first drawing, and the widths that it asks for take place."""
        for _ in range(2):
            QApplication.processEvents()
            table.table.grab()

    def _cell(self, table: Hands, row: int, column: int) -> str:
        """What stands in a cell, if it is in view and not cut off."""
        view, text = table.table, str(table.at(row, column).data())
        where = f"{text} in row {row + 1}, column {table.titles()[column]}"
        assert not view.isColumnHidden(column), f"{where} is hidden"
        place = view.visualRect(table.at(row, column))
        assert view.viewport().rect().contains(place), f"{where} is out of view"
        bold = table is self.weights or row == view.lit_row
        room = view.painter.width_of(text, bold)
        assert room <= view.columnWidth(column), f"{where} is cut off"
        return text

    def in_full(self, table: Hands) -> list[list[str]]:
        """Every cell of a table, as Ctrl+A and Ctrl+C hand it to a spreadsheet."""
        table.click(0, 0)
        table.press(Key.Key_A, Modifier.ControlModifier)
        return [line.split("\t") for line in table.copied().split("\n")]

    def numbers_in_full(self, table: Hands, title: str) -> list[float]:
        """The numbers under a title with all their digits, as a spreadsheet would get them."""
        at = table.titles().index(title)
        return [float(cells[at]) for cells in self.in_full(table)]

    # The words

    def explanation(self) -> list[str]:
        """The lines under the drawing about what is selected."""
        label = self._label("Explanation of what is selected")
        return label.accessibleDescription().split("\n")

    def effect(self) -> str:
        """The sentence under the drawing about what the last action did."""
        return self._label("What the last action did").text()

    def _label(self, name: str) -> QLabel:
        labels = self.window.findChildren(QLabel)
        found = next(label for label in labels if label.accessibleName() == name)
        assert found.isVisible()
        return found

    def footer(self) -> list[str]:
        """What stands under the data table: how the errors become the loss, and the loss."""
        return [label.text() for label in self._footer_labels()]

    def footer_tips(self) -> list[str]:
        """What hovering over the footer shows."""
        return [label.toolTip() for label in self._footer_labels()]

    def _footer_labels(self) -> list[QLabel]:
        table = self.window.data_panel.table
        below = table.mapTo(self.window, table.rect().bottomLeft()).y()
        labels = self.window.data_panel.findChildren(QLabel)
        shown = [label for label in labels if label.isVisible()]
        return [label for label in shown if label.mapTo(self.window, QPoint()).y() > below]

    def figures(self) -> tuple[str, str]:
        """The large figures of the top bar: the step and the loss."""
        return self.figure("step"), self.figure("loss")

    # Being true to what a mouse can reach

    def step_with_the_button(self) -> None:
        """Click the large button of the top bar."""
        button = self.button("Step downhill")
        self._reach(button, button.rect().center())
        self.click(button)

    def _reach(self, widget: QWidget, point: QPoint) -> None:
        """Check that a click at a point of the window meets the widget, and nothing over it."""
        met = self.window.childAt(widget.mapTo(self.window, point))
        assert met is widget, f"{met} lies over {widget}"
        assert widget.isEnabled()
        assert widget.testAttribute(Qt.WidgetAttribute.WA_WState_Visible)
