"""A network on paper: drawn as on screen, in black, with blank nodes where values are asked for."""

from msgspec.structs import replace
from PySide6.QtGui import QPainter

from core.explanation.hiding import Hiding
from core.lessons.paper.sheet import Drawing
from core.training.evaluation import evaluate
from gui.canvas.paint.fonts import TextMeasure
from gui.canvas.paint.painting import Highlights, PicturePainting
from gui.canvas.scene.picture import LabelKind, Picture, PillKind
from gui.canvas.scene.picture_builder import Options, PictureBuilder
from gui.geometry import Box, union
from gui.paper.pieces import printed_font
from gui.session.snapshot import Focus
from gui.session.visibility import UNKNOWN
from gui.style.colors import PRINTED
from gui.style.theme import BASE_PIXELS

_LOWEST, _HIGHEST = 210.0, 620.0
_FEW, _EACH_OF_FEW, _EACH = 3, 92.0, 62.0
_AROUND = 50.0
_FREE = 6.0


class DrawingPiece:
    """A drawing that is as wide as the page, and as high as its largest layer needs.

    Attributes:
        picture: what is drawn.
    """

    def __init__(self, drawing: Drawing, width: float) -> None:
        font = printed_font(BASE_PIXELS)
        builder = PictureBuilder(TextMeasure(font))
        builder.room = (width, _height_for(max(drawing.document.experiment.network.sizes)))
        focus = Focus(row=drawing.row, hiding=Hiding(drawing.hidden))
        options = Options(row=drawing.row, focus=focus)
        document = drawing.document
        self.picture = _with_blanks(builder.draw(document, evaluate(document.experiment), options))
        self._drawn = drawn = _drawn_of(self.picture)
        self._zoom = min(1.0, width / drawn.width, _HIGHEST / drawn.height)
        self._left = (width - drawn.width * self._zoom) / 2
        self.height = drawn.height * self._zoom
        self._painting = PicturePainting(PRINTED, font, in_print=True)

    @property
    def numbered(self) -> frozenset[int]:
        """The weights and biases whose numbers stand in it."""
        kinds = (PillKind.WEIGHT, PillKind.BIAS)
        pills = [pill for pill in self.picture.pills if pill.kind in kinds]
        return frozenset(pill.parameter for pill in pills if pill.parameter is not None)

    def paint(self, painter: QPainter, top: float) -> None:
        """Paint the drawing."""
        picture = self.picture
        painter.save()
        painter.translate(self._left, top)
        painter.scale(self._zoom, self._zoom)
        painter.translate(-self._drawn.left, -self._drawn.top)
        self._painting.paint_edges(painter, picture)
        self._painting.paint_frames(painter, picture, Highlights(), 1.0, None)
        self._painting.paint_words(painter, picture, picture.labels, 1.0, picture.bounds)
        painter.restore()


def _height_for(nodes: int) -> float:
    height = _AROUND + nodes * (_EACH_OF_FEW if nodes <= _FEW else _EACH)
    return min(max(height, _LOWEST), _HIGHEST)


def _drawn_of(picture: Picture) -> Box:
    """What encloses all that is drawn."""
    boxes = [node.box for node in picture.nodes] + [pill.box for pill in picture.pills]
    boxes += [label.box for label in picture.labels] + [one.box for one in picture.rasters]
    return union(boxes).grown(_FREE)


def _with_blanks(picture: Picture) -> Picture:
    """The picture with nothing where a question mark stands."""
    nodes = tuple(
        node._replace(text=node.text._replace(words="")) if node.text.words == UNKNOWN else node
        for node in picture.nodes
    )
    labels = tuple(
        label
        for label in picture.labels
        if label.kind is not LabelKind.ARITHMETIC or UNKNOWN not in label.text.words
    )
    return replace(picture, nodes=nodes, labels=labels)
