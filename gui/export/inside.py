"""What is inside a file of a model, as text."""

import msgspec

from core.export.contents import Contents, Held, contents_of

_GAP = "  "


def inside(data: bytes, ending: str) -> str:
    """The operations of a model, its arrays, and what is said beside them."""
    found = contents_of(data, ending)
    said = [f"{key} = {msgspec.json.encode(texts).decode()}" for key, texts in found.said.items()]
    lines = list[str]()
    for head, part in (
        ("Operations", found.operations),
        ("Arrays", _array_lines(found)),
        ("Said beside them", said),
    ):
        if part:
            lines += ["", head, *(f"{_GAP}{line}" for line in part)]
    return "\n".join(lines[1:])


def _array_lines(contents: Contents) -> list[str]:
    """A line for each array: name, kind and shape, one below the other."""
    rows = [(held.name, held.kind, _shape(held)) for held in contents.arrays]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [_GAP.join(map(str.ljust, row, widths)).rstrip() for row in rows]


def _shape(held: Held) -> str:
    """The length of each side: "2 × 3"; of a single number, that it is one."""
    return " × ".join(map(str, held.shape)) or "a number"
