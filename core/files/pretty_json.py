"""JSON to be read and compared by people: each node's weights are a line, and each row is."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_ROW = {"inputs", "targets"}


def pretty(value: Any, indent: str = "") -> str:
    """Return JSON with a line for each list of plain values and for each object of such."""
    if _are_rows(value):
        return _lines(_row_lines(value), "[]", indent)
    if _fits_a_line(value):
        return _JSON.encode(value)
    deeper = indent + "  "
    if isinstance(value, dict):
        items = (f"{_JSON.encode(k)}: {pretty(v, deeper)}" for k, v in value.items())
        return _lines(items, "{}", indent)
    return _lines((pretty(item, deeper) for item in value), "[]", indent)


def _lines(items: Iterable[str], brackets: str, indent: str) -> str:
    """A list or an object with a line for each of its items."""
    before = f"\n{indent}  "
    return f"{brackets[0]}{before}{f',{before}'.join(items)}\n{indent}{brackets[1]}"


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and getattr(value[0], "keys", set)() == _ROW


def _row_lines(rows: list[dict[str, list[float]]]) -> Iterator[str]:
    """A line for each row, for there may be very many: Python writes lists of numbers like JSON."""
    return (f'{{"inputs": {row["inputs"]}, "targets": {row["targets"]}}}' for row in rows)


def _fits_a_line(value: Any) -> bool:
    if isinstance(value, dict):
        return all(_is_plain(item) for item in value.values())
    return _is_plain(value)


def _is_plain(value: Any) -> bool:
    if isinstance(value, list):
        return not any(isinstance(item, (list, dict)) for item in value)
    return not isinstance(value, dict)
