"""The picture of a network: everything that is painted, where it stands, and what it says.

It knows nothing of pixels and colours: lengths are in units of the drawing, and a tone says what
a thing means. It never changes; a new moment gets a new picture.
"""

from enum import Enum, StrEnum
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from core.nn.arrays import Array, BoolArray
from core.nn.network import NodePlace
from gui.canvas.scene.maps.rasters import Raster
from gui.canvas.scene.room import IntArray
from gui.geometry import Box
from gui.operations.numbers import Editable

_WIDEST = 300.0  # of a node to either side, with its ring


class TextRole(StrEnum):
    """What a text means, and so its colour."""

    INK = "ink"
    MUTED = "muted"
    POSITIVE = "positive"
    NEGATIVE = "negative"
    SLOPE = "slope"
    DOWN = "down"
    ON_PREDICTION = "on prediction"


class NodeKind(Enum):
    """What a node is."""

    INPUT = "input"
    HIDDEN = "hidden"
    PREDICTION = "prediction"


class PillKind(Enum):
    """What the number in a pill is."""

    WEIGHT = "weight"
    BIAS = "bias"
    SLOPE = "slope"
    INPUT = "input"
    TARGET = "target"


class LabelKind(Enum):
    """What a text without a pill is."""

    NAME = "name"
    ACTIVATION = "activation"
    NODE_SLOPE = "node slope"
    TITLE = "title"
    ARITHMETIC = "arithmetic"
    CAPTION = "caption"
    FOLD = "fold"
    RASTER = "raster"


class Text(NamedTuple):
    """Words or a number: what, how wide, how large, how."""

    words: str
    width: float
    size: int
    tone: TextRole = TextRole.INK
    bold: bool = False


class SceneLabel(NamedTuple):
    """A text on the ground; `node` or `layer` is what it belongs to."""

    kind: LabelKind
    box: Box
    text: Text
    node: NodePlace | None = None
    layer: int | None = None


class Pill(NamedTuple):
    """A number in a box of its own.

    Attributes:
        kind: what number it is.
        box: where.
        text: the number as shown.
        number: what is edited here, or None for a computed number.
        parameter: the weight or bias it belongs to, or None.
        lean: for a slope, how the loss leans as the weight grows: −1, 0 or 1.
        heading: for a weight while slopes are shown, where descent moves it: −1, 0 or 1.
        locked: whether descent leaves the weight alone.
        node: the node it belongs to, or None.
    """

    kind: PillKind
    box: Box
    text: Text
    number: Editable | None = None
    parameter: int | None = None
    lean: int = 0
    heading: int = 0
    locked: bool = False
    node: NodePlace | None = None


class Node(NamedTuple):
    """A circle with a value, or a rectangle with round ends where its layer has long ones.

    `share` says how large the value is in its layer, from −1 to 1, for nodes whose number is too
    small to be read. `field` is how wide the rectangle is. `quiet` nodes, asleep or on the
    corner, pass no slope on. The value of a `pale` one is not that of now: it comes from the
    weights as they were before the step, or from a slip. `aside` is how far the value stands to
    the right of the middle, because the left end is that of a map; `has_map` tells whether there
    is one at all.
    """

    place: NodePlace
    kind: NodeKind
    x: float
    y: float
    radius: float
    text: Text
    sign: int
    quiet: bool
    number: Editable | None
    pale: bool = False
    share: float = 0.0
    field: float = 0.0
    aside: float = 0.0
    has_map: bool = False

    @property
    def box(self) -> Box:
        """What encloses it: of a circle a square, of a node with a long number a rectangle."""
        reach = max(self.radius, self.field / 2)
        return Box(self.x - reach, self.y - self.radius, self.x + reach, self.y + self.radius)

    @property
    def number_box(self) -> Box:
        """Where the value stands; in an input it is edited here."""
        across, down = max(0.78 * self.radius, self.text.width / 2 + 4), 0.42 * self.radius
        middle = self.x + self.aside
        return Box(middle - across, self.y - down, middle + across, self.y + down)


class Edges(Struct, frozen=True, eq=False):
    """All edges, in the order of the flat vector of parameters.

    Attributes:
        lines: from rim to rim, shape (edges, 4): x, y at the source, x, y at the target.
        parameters: the index of each weight, shape (edges,).
        weights: shape (edges,).
        locked: shape (edges,).
        strengths: how thick edges may be here, 1 where there is room, shape (edges,).
        slopes: |slope| as a share of the largest one, shape (edges,), where edges tell slopes; None
            where they tell weights.
    """

    lines: Array
    parameters: IntArray
    weights: Array
    locked: BoolArray
    strengths: Array
    slopes: Array | None = None


class Picture(Struct, frozen=True, eq=False):
    """A picture of the network: all there is to paint.

    Attributes:
        rooms: where there is room for the numbers of the weights between nodes drawn, whatever is
            selected: boxes, shape (weights, 4), NaN where there is none.
    """

    nodes: tuple[Node, ...]
    edges: Edges
    labels: tuple[SceneLabel, ...]
    pills: tuple[Pill, ...]
    bounds: Box
    rooms: Array
    rasters: tuple[Raster, ...] = ()

    @property
    def has_maps(self) -> bool:
        """Whether any node has room for a map."""
        return any(node.has_map for node in self.nodes)

    def within(self, box: Box) -> "Picture":
        """The picture without nodes that stand too far beside a box to be seen in it."""
        if box.encloses(self.bounds):
            return self
        left, right = box.left - _WIDEST, box.right + _WIDEST
        nodes = tuple(node for node in self.nodes if left < node.x < right)
        return replace(self, nodes=nodes)

    def pill_of(self, number: Editable) -> Box | None:
        """Where an editable number stands, or None where it is not shown."""
        for pill in self.pills:
            if pill.number == number:
                return pill.box
        for node in self.nodes:
            if node.number == number:
                return node.number_box
        return None

    def node_at(self, place: NodePlace) -> Node | None:
        """The node at a place."""
        return next((node for node in self.nodes if node.place == place), None)

    def texts(self) -> list[str]:
        """Every text shown, for tests and for people who cannot see it."""
        shown = [node.text.words for node in self.nodes]
        return [
            *shown,
            *(pill.text.words for pill in self.pills),
            *(label.text.words for label in self.labels),
        ]
