"""What a hand does with the drawing: click, drag, double-click, type."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.nn.network import NodePlace, Place
from gui.canvas.canvas import NetworkCanvas
from gui.canvas.input.editor import InPlaceEditor
from gui.canvas.scene.picture import LabelKind
from gui.geometry import Box
from gui.operations.numbers import Editable, parameter
from gui.session.session import Session

Key = Qt.Key
Modifier = Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton
PLAIN = Modifier.NoModifier


class CanvasHands:
    """Acts on one canvas as a user would."""

    def __init__(self, bot: QtBot, canvas: NetworkCanvas, session: Session) -> None:
        self._bot = bot
        self.canvas = canvas
        self.session = session

    # Where things are

    def weight(self, layer: int, node: int, source: int | None) -> Editable:
        """A weight, or a bias."""
        network = self.session.document.experiment.network
        return parameter(network.index(Place(layer, node, source)))

    def at(self, x: float, y: float) -> QPoint:
        """The pixel of a point of the drawing."""
        across, down = self.canvas.view.to_pixels(x, y)
        return QPoint(round(across), round(down))

    def of(self, number: Editable) -> QPoint:
        """The pixel in the middle of an editable number."""
        box = self.canvas.picture.pill_of(number)
        assert box is not None, f"{number} is not shown"
        return self.at(*box.center)

    def middle(self, place: NodePlace) -> QPoint:
        """The pixel in the middle of a node."""
        node = self.canvas.picture.node_at(place)
        assert node is not None
        return self.at(node.x, node.y)

    def rim(self, place: NodePlace) -> QPoint:
        """A pixel at the upper rim of a node, where no edge ends."""
        node = self.canvas.picture.node_at(place)
        assert node is not None
        return self.at(node.x, node.y - node.radius + 3)

    def label(self, kind: LabelKind, text: str) -> QPoint:
        """The pixel in the middle of a text."""
        return self.at(*self._box(kind, text).center)

    def _box(self, kind: LabelKind, text: str) -> Box:
        labels = self.canvas.picture.labels
        return next(x.box for x in labels if x.kind is kind and x.text.words == text)

    # What is done

    def click(self, point: QPoint, modifier: Modifier = PLAIN) -> None:
        """Move there and click."""
        self.hover(point)
        self._bot.mouseClick(self.canvas, LEFT, modifier, point)

    def double_click(self, point: QPoint) -> None:
        """Click twice, the second time as a double-click."""
        self.click(point)
        self._bot.mouseDClick(self.canvas, LEFT, PLAIN, point)

    def hover(self, point: QPoint) -> None:
        """Move the pointer there."""
        self._bot.mouseMove(self.canvas, point - QPoint(1, 0))
        self._bot.mouseMove(self.canvas, point)

    def press(self, point: QPoint, modifier: Modifier = PLAIN) -> None:
        """Press the button."""
        self.hover(point)
        self._bot.mousePress(self.canvas, LEFT, modifier, point)

    def drag(self, start: QPoint, way: QPoint, modifier: Modifier = PLAIN) -> None:
        """Press, move and release."""
        self.press(start, modifier)
        self.move(start + way / 2, modifier)
        self.move(start + way, modifier)
        self._bot.mouseRelease(self.canvas, LEFT, modifier, start + way)

    def move(self, point: QPoint, modifier: Modifier = PLAIN) -> None:
        """Move the pointer while the button and keys are down, which QTest cannot do."""
        local = QPointF(point)
        there = self.canvas.mapToGlobal(local)
        move = QMouseEvent(QEvent.Type.MouseMove, local, there, LEFT, LEFT, modifier)
        QApplication.sendEvent(self.canvas, move)

    def wheel(self, point: QPoint, notches: int) -> None:
        """Turn the wheel over a point."""
        at, there = QPointF(point), QPointF(self.canvas.mapToGlobal(point))
        turned = QPoint(0, 120 * notches)
        phase = Qt.ScrollPhase.NoScrollPhase
        none = Qt.MouseButton.NoButton
        event = QWheelEvent(at, there, QPoint(), turned, none, PLAIN, phase, False)
        QApplication.sendEvent(self.canvas, event)

    def key(self, key: Key, modifier: Modifier = PLAIN) -> None:
        """Press and release a key, where the focus is."""
        self._bot.keyClick(self.canvas.editor or self.canvas, key, modifier)

    def type_over(self, text: str) -> None:
        """Replace the text of the open editor."""
        editor = self.editor
        editor.selectAll()
        for character in text:  # QTest cannot type signs beyond Latin-1
            press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, PLAIN, character)
            QApplication.sendEvent(editor, press)

    @property
    def editor(self) -> InPlaceEditor:
        """The open editor."""
        assert self.canvas.editor is not None, "no editor is open"
        return self.canvas.editor

    # What is seen

    def parameter_values(self) -> list[float]:
        """All weights."""
        values: list[float] = self.session.document.experiment.network.parameters.tolist()
        return values

    def shows(self, text: str) -> bool:
        """Whether a text stands in the drawing."""
        return text in self.canvas.picture.texts()

    def shows_part(self, text: str) -> bool:
        """Whether a text stands somewhere in a longer one in the drawing."""
        return any(text in shown for shown in self.canvas.picture.texts())
