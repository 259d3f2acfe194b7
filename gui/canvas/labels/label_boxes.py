"""The boxes of the labels: how much room each text takes, and where it was placed."""

from msgspec import Struct

from core.nn.arrays import Array, BoolArray
from gui.canvas.scene.free_space import FreeSpace


class TextSizes(Struct, frozen=True, eq=False):
    """How wide each text is; 0 means that there is none.

    Attributes:
        values: of nodes with values that do not fit into circles, shape (nodes,).
        names: in full and in short, shape (2, nodes).
        activations: shape (nodes,).
        node_slopes: in full and in short, shape (2, nodes).
        weights: shape (edges,).
        slopes: shape (edges,).
        biases: shape (biases,).
        bias_slopes: shape (biases,).
        lines: of the arithmetic at each prediction, in full and in short, shape
            (2, outputs, lines).
        titles: in full, shorter, and in short, shape (3, columns).
    """

    values: Array
    names: Array
    activations: Array
    node_slopes: Array
    weights: Array
    slopes: Array
    biases: Array
    bias_slopes: Array
    lines: Array
    titles: Array

    def arrays(self) -> tuple[Array, ...]:
        """All of them, in order."""
        return (self.values, *self.texts())

    def texts(self) -> tuple[Array, ...]:
        """Those of texts that stand outside of nodes, in order."""
        return (
            self.names,
            self.activations,
            self.node_slopes,
            self.weights,
            self.slopes,
            self.biases,
            self.bias_slopes,
            self.lines,
            self.titles,
        )


class LabelBoxes(Struct, frozen=True, eq=False):
    """Where each text stands: boxes, shape (…, 4), NaN where it is left out.

    `fields` is how wide nodes are that are no circles, `fields_tight` whether some are less wide
    than their values need. `names_short`, `node_slopes_short` and `lines_short` tell where only
    the short text has room, `headed` on which edges there is room
    for a triangle beside the weight, `title_form` which form of the titles has room.
    """

    fields: Array
    fields_tight: bool
    names: Array
    names_short: BoolArray
    activations: Array
    node_slopes: Array
    node_slopes_short: BoolArray
    headed: BoolArray
    weights: Array
    slopes: Array
    biases: Array
    bias_slopes: Array
    lines: Array
    lines_short: bool
    titles: Array
    title_form: int
    ground: FreeSpace
