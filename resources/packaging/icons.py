"""The icons of the program and of its file types."""

import struct
from pathlib import Path

ICONS = Path(__file__).parent / "icons"
DRAWINGS = {
    "downhill": Path(__file__).parents[1] / "icons" / "downhill.svg",
    "document": ICONS / "document.svg",
    "lesson": ICONS / "lesson.svg",
}


def pictures(name: str) -> dict[int, bytes]:
    """The PNG pictures that the .ico file of an icon holds, by their width in pixels."""
    data = (ICONS / f"{name}.ico").read_bytes()
    (count,) = struct.unpack_from("<4xH", data)
    found = {}
    for at in range(count):
        edge, length, offset = struct.unpack_from("<B7xII", data, 6 + 16 * at)
        found[edge or 256] = data[offset : offset + length]
    return found
