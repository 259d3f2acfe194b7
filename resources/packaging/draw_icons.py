"""Draws the program's icons in all sizes, for systems that take no SVG.

Run it after an SVG has changed: `python -m resources.packaging.draw_icons`. It writes an .ico (for
Windows, and where the Linux sizes are kept) and an .icns (macOS) for the program, its documents
and its lessons. Both kinds of file are a table of contents and PNG pictures.
"""

import struct

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from resources.packaging.icons import DRAWINGS, ICONS

_ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
_ICNS_KINDS = {b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}


def png(renderer: QSvgRenderer, size: int) -> bytes:
    """The drawing as a PNG picture so many pixels wide and high."""
    image = QImage(QSize(size, size), QImage.Format.Format_ARGB32)
    image.fill(0)
    with QPainter(image) as painter:
        renderer.render(painter, QRectF(0, 0, size, size))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Windows' format: a header, an entry of 16 bytes for each size, the pictures."""
    header = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(header) + 16 * len(pictures)
    entries = b""
    for size, picture in pictures.items():
        edge = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return header + entries + b"".join(pictures.values())


def icns(pictures: dict[bytes, bytes]) -> bytes:
    """Apple's format: its length, then each picture under its kind and length."""
    parts = [struct.pack(">4sI", kind, 8 + len(each)) + each for kind, each in pictures.items()]
    return struct.pack(">4sI", b"icns", 8 + sum(map(len, parts))) + b"".join(parts)


def main() -> None:
    """Draw them all."""
    for name, drawing in DRAWINGS.items():
        renderer = QSvgRenderer(str(drawing))
        sizes = {size: png(renderer, size) for size in (*_ICO_SIZES, *_ICNS_KINDS.values())}
        (ICONS / f"{name}.ico").write_bytes(ico({size: sizes[size] for size in _ICO_SIZES}))
        kinds = {kind: sizes[size] for kind, size in _ICNS_KINDS.items()}
        (ICONS / f"{name}.icns").write_bytes(icns(kinds))


if __name__ == "__main__":
    main()
