"""A document as JSON to be read and compared by people, made piece by piece.

Each node's weights are a line, and each row is.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec import NODEFAULT, Raw, Struct
from msgspec.json import decode, encode
from msgspec.json import format as spaced
from msgspec.structs import FieldInfo, fields

from core.data.dataset import Dataset
from core.document.document import Document
from core.files.document_dismantling import row_parts, rows_of, take_apart

if TYPE_CHECKING:
    from core.history.history import History

_NUMBERS = 5_000  # that are written at once, where there are rows of them
_BYTES = 64 * 2**10


def document_pieces(document: Document, history: "History | None" = None) -> Iterator[bytes]:
    """Give what a file of the document holds, unchecked, each piece after some milliseconds.

    Rows are taken apart when their turn comes: all at once would fill the memory.

    Args:
        document: what the file holds.
        history: all that was done, if the file is to hold that, too.
    """
    whole = _plainer(take_apart(document))
    if history is not None:
        from core.files.history.dismantling import history_part  # a start saves nothing

        kept = history_part(history, document)
        whole |= {} if kept is None else {"history": kept}
    gathered = bytearray()
    for piece in _Layout(rows_of(document)).pieces(whole):
        gathered += piece
        if len(gathered) > _BYTES:
            yield bytes(gathered)
            gathered.clear()
    yield bytes(gathered + b"\n")


class _Layout(Struct, frozen=True, eq=False):
    """How values stand in lines.

    Attributes:
        datasets: the rows that stand at their places in the file.
    """

    datasets: Mapping[str, Dataset]

    def pieces(self, value: Any, where: str = "", indent: bytes = b"") -> Iterator[bytes]:
        """The text of a value at a place, but for the indentation of its first line."""
        deeper = indent + b"  "
        if where in self.datasets:
            yield from _lines(b"[]", _row_lines(self.datasets[where], deeper), indent)
            return
        value = _plainer(value)
        items: Iterable[Iterable[bytes]]
        if all(map(_is_plain, value.values() if isinstance(value, dict) else [value])):
            yield _line(value)
        elif isinstance(value, dict):
            items = (
                chain([_line(key) + b": "], self.pieces(each, f"{where}.{key}".strip("."), deeper))
                for key, each in value.items()
            )
            yield from _lines(b"{}", items, indent)
        else:
            items = (self.pieces(each, "", deeper) for each in value)
            yield from _lines(b"[]", items, indent)


def _plainer(value: Any) -> Any:
    """A part as a dictionary of what is not left out, and text as what it stands for."""
    if isinstance(value, Raw):
        return decode(value)
    if not isinstance(value, Struct):
        return value
    named = ((field, getattr(value, field.name)) for field in fields(value))
    return {field.name: each for field, each in named if not _is_left_out(field, each)}


def _is_left_out(field: FieldInfo, value: Any) -> bool:
    if field.default_factory is not NODEFAULT:
        return not value
    return field.default is not NODEFAULT and bool(value == field.default)


def _is_plain(value: Any) -> bool:
    """Whether a value can stand in one line: it is no list of lists, and nothing with keys."""
    if isinstance(value, list):
        return not any(isinstance(each, (list, dict, Struct)) for each in value)
    return not isinstance(value, (dict, Struct, Raw))


def _line(value: Any) -> bytes:
    return spaced(encode(value), indent=0)


def _lines(brackets: bytes, items: Iterable[Iterable[bytes]], indent: bytes) -> Iterator[bytes]:
    """A list or an object with lines for each of its items."""
    before = b"\n" + indent + b"  "
    yield brackets[:1]
    for at, item in enumerate(items):
        yield b"," + before if at else before
        yield from item
    yield b"\n" + indent + brackets[1:]


def _row_lines(dataset: Dataset, indent: bytes) -> Iterator[Iterable[bytes]]:
    """A line for each row, many of them at once."""
    count = max(1, _NUMBERS // (len(dataset.own_inputs) + len(dataset.own_targets)))
    for at in range(0, dataset.rows, count):
        rows = _line(row_parts(dataset, slice(at, at + count)))
        yield [rows[1:-1].replace(b"}, {", b"},\n" + indent + b"{")]
