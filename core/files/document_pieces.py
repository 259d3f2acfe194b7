"""A document as JSON without spaces, made piece by piece, for files that nobody waits for."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec.json import encode
from msgspec.structs import asdict

from core.data.dataset import Dataset
from core.document.document import Document
from core.files.document_dismantling import document_part, experiment_part, row_parts
from core.training.experiment import Experiment

_NUMBERS = 5_000  # that are written at once, where there are rows of them
_BYTES = 64 * 2**10


def compact_pieces(document: Document) -> Iterator[bytes]:
    """Give what a file of the document may hold, unchecked, each piece after some milliseconds.

    Rows are taken apart when their turn comes: all at once would fill the memory.
    """
    gathered = bytearray()
    for piece in _document_pieces(document):
        gathered += piece
        if len(gathered) > _BYTES:
            yield bytes(gathered)
            gathered.clear()
    yield bytes(gathered)


def _document_pieces(document: Document) -> Iterator[bytes]:
    experiment = experiment_part(document.experiment, _no_rows)
    start: dict[str, Any] | None = None
    if document.start is not document.experiment:
        start = asdict(experiment_part(document.start, _no_rows))
        _put_rows(start, document.start, document.experiment)
    whole = asdict(document_part(document, experiment, None))
    whole["experiment"] = asdict(experiment)
    _put_rows(whole["experiment"], document.experiment)
    yield from _pieces(whole | {"start": start})


def _no_rows(_: Dataset) -> list[Any]:
    return []


def _put_rows(
    fields: dict[str, Any], experiment: Experiment, shared: Experiment | None = None
) -> None:
    """Put datasets where their rows belong; nothing where they are those of the shared one."""
    own = (experiment.dataset, experiment.validation)
    if shared is not None and own[0] is shared.dataset and own[1] is shared.validation:
        fields["dataset"] = fields["validation"] = None
        fields["validation_places"] = []
    else:
        fields["dataset"] = asdict(fields["dataset"]) | {"rows": own[0]}
        fields["validation"] = own[1]


def _pieces(value: Any) -> Iterator[bytes]:
    if isinstance(value, Dataset):
        yield from _row_pieces(value)
    elif isinstance(value, msgspec.Struct):
        yield from _pieces(asdict(value))
    elif isinstance(value, dict) and value:
        yield from _joined(b"{}", ((encode(key) + b":", item) for key, item in value.items()))
    elif isinstance(value, list) and value and isinstance(value[0], (list, msgspec.Struct)):
        yield from _joined(b"[]", ((b"", item) for item in value))
    else:
        yield encode(value)


def _joined(brackets: bytes, items: Iterable[tuple[bytes, Any]]) -> Iterator[bytes]:
    before = brackets[:1]
    for name, item in items:
        yield before + name
        yield from _pieces(item)
        before = b","
    yield brackets[1:]


def _row_pieces(dataset: Dataset) -> Iterator[bytes]:
    columns = len(dataset.own_inputs) + len(dataset.own_targets)
    count = max(1, _NUMBERS // columns)
    before = b"["
    for at in range(0, dataset.rows, count):
        yield before + encode(row_parts(dataset, slice(at, at + count)))[1:-1]
        before = b","
    yield b"]"
