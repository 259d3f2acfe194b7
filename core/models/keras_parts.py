"""The parts of Keras' config.json that a chain of dense layers has."""

from typing import Any, TypeVar

import msgspec

from core.files.document_checks import DocumentError

_Part = TypeVar("_Part")


class Settings(msgspec.Struct, frozen=True):
    """What layers are set to; each kind has some of these."""

    name: str = ""
    units: int = 0
    activation: Any = None
    use_bias: bool = True
    negative_slope: float | None = None
    alpha: float | None = None
    max_value: float | None = None
    threshold: float | None = None


class LayerPart(msgspec.Struct, frozen=True):
    """A layer; `inbound_nodes` tell what it is given, in a model that is no plain list."""

    class_name: str
    config: Settings
    inbound_nodes: list[Any] = []


class NamedPart(msgspec.Struct, frozen=True):
    """An activation or a loss with its settings, or a function with its name."""

    class_name: str
    config: dict[str, Any] | str


class ChainPart(msgspec.Struct, frozen=True):
    """The settings of a model; `output_layers` tell what it gives, in one that is no plain list."""

    layers: list[LayerPart]
    output_layers: list[Any] = []


class CompiledPart(msgspec.Struct, frozen=True):
    """What the model was compiled with."""

    loss: Any = None


class ModelPart(msgspec.Struct, frozen=True):
    """A whole model."""

    class_name: str
    config: Any
    compile_config: CompiledPart | None = None


def part_of(given: Any, kind: type[_Part], where: str) -> _Part:
    """Return a part of the file as a value.

    Raises:
        DocumentError: it is another one.
    """
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as problem:
        raise DocumentError(f"{problem}", where) from problem
