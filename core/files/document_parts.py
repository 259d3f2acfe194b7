"""What a `.downhill` file holds, part by part, under the names that stand in the file.

The parts are plain data, without checks: `document_dismantling` makes them of documents, and
`document_assembly` documents of them. Rows, of which there may be a million, are text in them,
which `row_reading` reads, and `document_pieces` writes, a slice at a time.
"""

import msgspec

FORMAT_VERSION = 6
NO_ROWS = msgspec.Raw(b"[]")


class Part(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """An object in the file. A key with a default may be left out."""


class LayerPart(Part, kw_only=True):
    """A layer: one name and one list of weights a node; `biases` is null where there are none.

    The locks have the shapes of what they lock, and are left out where nothing is locked.
    """

    activation: str
    names: list[str]
    weights: list[list[float]]
    locked_weights: list[list[bool]] | None = None
    biases: list[float] | None
    locked_biases: list[bool] | None = None


class NetworkPart(Part):
    """The inputs' names, and the layers after them."""

    inputs: list[str]
    layers: list[LayerPart]


class RowPart(Part):
    """One row of the data."""

    inputs: list[float]
    targets: list[float]


class ScalingPart(Part):
    """How columns are scaled: (x − offset) / factor."""

    kind: str
    offsets: list[float]
    factors: list[float]


class DatasetPart(Part):
    """The data by rows, so that what belongs together stands in one line of the file.

    Numbers stand in their own units; the scalings, if any, say what the network sees. `made` has
    a text an input: the formula that makes it of others, or an empty one for one that is given.
    `rows` is a list of `RowPart`.
    """

    rows: msgspec.Raw
    input_scaling: ScalingPart | None = None
    target_scaling: ScalingPart | None = None
    made: list[str] = []


class OptimizerPart(Part):
    """Which way down, and how fast."""

    kind: str
    learning_rate: float
    settings: dict[str, float] = {}


class SchedulePart(Part):
    """How the learning rate falls."""

    kind: str
    settings: dict[str, float] = {}


class ExperimentPart(Part, kw_only=True):
    """An experiment. Only the start may leave out its rows: they are the present one's then.

    `validation` is a list of `RowPart`, null, or left out. `memory` is left out where nothing is
    remembered, or 0 only.
    """

    network: NetworkPart
    dataset: DatasetPart | None = None
    validation: msgspec.Raw = msgspec.Raw()
    validation_places: list[int] = []
    loss: str
    optimizer: OptimizerPart
    seed: int
    updates: int
    batch_size: int = 0
    memory: list[float] = []
    schedule: SchedulePart | None = None
    max_norm: float | None = None
    l2_penalty: float | None = None


class ColumnPart(Part, kw_only=True):
    """How one column of a file became inputs or targets."""

    name: str
    use: str
    coding: str
    categories: list[str] = []
    fills: list[float] = []


class PositionPart(Part):
    """A node that was moved by hand. Layer −1 holds the inputs."""

    layer: int
    node: int
    x: float
    y: float


class DocumentPart(Part):
    """The whole file. Without `start`, the start is the present experiment.

    `image` is left out where the inputs are as many as they look: a picture or none. It is the
    number of pixels down and across where somebody said so, or empty for no picture.
    `history` is all that was done, a `HistoryPart`, null, or left out; see the folder beside.
    """

    version: int
    title: str
    experiment: ExperimentPart
    start: ExperimentPart | None = None
    positions: list[PositionPart] = []
    columns: list[ColumnPart] = []
    image: list[int] | None = None
    history: msgspec.Raw = msgspec.Raw()
