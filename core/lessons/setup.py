"""The network and the rows of a page, some of whose numbers may be drawn anew by a seed.

A number is one of TOML, or a text: "1/3", or a range "-9..9" from which one is drawn, with as many
decimals as its ends have.
"""

import math
import re
from collections.abc import Sequence
from typing import Annotated

import msgspec
import numpy as np
from msgspec import Raw

from core.data.scaling import Scale
from core.document.data_edits import scale_inputs
from core.document.document import Document
from core.files.document_assembly import put_together
from core.files.document_parts import (
    FORMAT_VERSION,
    DatasetPart,
    DocumentPart,
    ExperimentPart,
    LayerPart,
    NetworkPart,
    OptimizerPart,
    RowPart,
)
from core.lessons.tasks.tasks import Number

_END = r"[-+−]?\d+(?:\.\d+)?"
_RANGE = re.compile(rf"\s*({_END})\s*\.\.\s*({_END})\s*")
_Numbers = tuple[Number, ...]
_MOST_DIGITS = 12  # of an end of a range


class SetupLayer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A layer: the names of its nodes, a list of weights for each, and a bias each or none."""

    nodes: tuple[str, ...]
    weights: tuple[_Numbers, ...]
    biases: _Numbers | None = None
    activation: str = "identity"


class Setup(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A network, the rows it learns from, and the way down.

    Attributes:
        inputs: their names.
        layers: hidden layers and, last, the predictions.
        rows: the inputs of each row.
        targets: of each row: a number, or a list with one for each prediction.
        settings: of the optimizer.
        validation: how many of the rows, the last ones, are not learnt from.
        input_scaling: how inputs are scaled, fitted on the others.
    """

    inputs: tuple[str, ...]
    layers: Annotated[tuple[SetupLayer, ...], msgspec.Meta(max_length=20)]
    rows: Annotated[tuple[_Numbers, ...], msgspec.Meta(max_length=2000)]
    targets: tuple[Number | _Numbers, ...]
    title: str = ""
    loss: str = "mse"
    optimizer: str = "gradient_descent"
    learning_rate: Number = 0.01
    settings: dict[str, float] = {}
    batch: int = 0
    seed: int = 0
    validation: Annotated[int, msgspec.Meta(ge=0)] = 0
    input_scaling: Scale = Scale.NONE

    @property
    def varies(self) -> bool:
        """Whether numbers are drawn."""
        return bool(self._ranges)

    @property
    def is_by_hand(self) -> bool:
        """Whether all that is drawn are whole numbers from −9 to 9."""
        ends = [end.replace("−", "-") for ends in self._ranges for end in ends]
        return all(re.fullmatch(r"[-+]?\d", end) for end in ends)

    @property
    def _ranges(self) -> list[tuple[str, str]]:
        """The ends of all ranges that numbers are drawn from."""
        every = [number for numbers in (*self.rows, *self._wanted) for number in numbers]
        for layer in self.layers:
            every += [number for numbers in layer.weights for number in numbers]
            every += layer.biases or ()
        found = [_RANGE.fullmatch(number) for number in every if isinstance(number, str)]
        return [(ends[1], ends[2]) for ends in found if ends is not None]

    @property
    def _wanted(self) -> list[_Numbers]:
        return [each if isinstance(each, tuple) else (each,) for each in self.targets]

    def drawn(self, *seed: int) -> Document:
        """The document; the same seed draws the same numbers.

        Raises:
            ValueError: a text is no number.
            DocumentError: something does not fit together, or is beyond a limit.
        """
        draw = _Draw(np.random.default_rng(seed))
        if len(self.rows) != len(self.targets):
            raise ValueError(f"targets: {len(self.targets)} for {len(self.rows)} rows")
        layers = [
            LayerPart(
                activation=layer.activation,
                names=list(layer.nodes),
                weights=[draw.each(weights) for weights in layer.weights],
                biases=None if layer.biases is None else draw.each(layer.biases),
            )
            for layer in self.layers
        ]
        rows = [
            RowPart(draw.each(inputs), draw.each(targets))
            for inputs, targets in zip(self.rows, self._wanted, strict=True)
        ]
        learnt = len(rows) - self.validation
        if learnt < 1 <= self.validation:
            raise ValueError(f"validation: {self.validation} of {len(rows)} rows leave none")
        experiment = ExperimentPart(
            network=NetworkPart(list(self.inputs), layers),
            dataset=DatasetPart(Raw(msgspec.json.encode(rows[:learnt]))),
            validation=Raw(msgspec.json.encode(rows[learnt:] or None)),
            validation_places=[*range(learnt, len(rows))],
            loss=self.loss,
            optimizer=OptimizerPart(self.optimizer, draw.one(self.learning_rate), self.settings),
            seed=self.seed,
            updates=0,
            batch_size=self.batch,
        )
        document = put_together(DocumentPart(FORMAT_VERSION, self.title, experiment))
        return scale_inputs(document, self.input_scaling)


def number_of(number: Number) -> float:
    """A number that is not drawn.

    Raises:
        ValueError: a text is no number.
    """
    try:
        if not isinstance(number, str):
            return _finite(float(number))
        above, line, below = number.replace("−", "-").replace(" ", "").partition("/")
        if "_" in number:
            raise ValueError
        return _finite(float(above) / float(below) if line else float(above))
    except (ValueError, ZeroDivisionError, OverflowError):
        said = f"“{str(number)[:40]}” is no number"
        raise ValueError(f'{said}: write 0.5, -2, "1/3" or "-9..9"') from None


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise ValueError
    return value


class _Draw:
    """Takes numbers as they stand, and draws those of ranges."""

    def __init__(self, generator: np.random.Generator) -> None:
        self._generator = generator

    def each(self, numbers: Sequence[Number]) -> list[float]:
        return [self.one(number) for number in numbers]

    def one(self, number: Number) -> float:
        ends = _RANGE.fullmatch(number) if isinstance(number, str) else None
        if ends is None:
            return number_of(number)
        decimals = max(len(end.partition(".")[2]) for end in ends.groups())
        if max(map(len, ends.groups())) > _MOST_DIGITS:
            raise ValueError(f"an end of a range has at most {_MOST_DIGITS} signs")
        low, high = (round(number_of(end) * 10**decimals) for end in ends.groups())
        if low > high:
            raise ValueError(f"“{number}” is no range: its first end is the larger one")
        return float(self._generator.integers(low, high + 1)) / float(10**decimals)
