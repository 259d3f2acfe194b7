"""What is painted as a file, SVG, PDF or PNG, and on the clipboard.

What writes files is imported by what does: nothing is written before the window is seen.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMimeData,
    QPoint,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QImage, QPaintEngine, QPainter

from gui.style.theme import FAMILY

SVG = "image/svg+xml"
_PER_INCH, _POINTS_PER_INCH = 96, 72
_PDF_PER_INCH = 1200
_NOT_IN_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_FAMILY = 'font-family="([^",]*)"'
_NAME = r'(\bid="|url\(#)'  # of a gradient or a clip
_TINY, _FULL = 'version="1.2" baseProfile="tiny"', 'version="1.1"'
_LIKE_OURS, _OF_CODE = "Helvetica, Arial, sans-serif", "Consolas, Menlo, monospace"


class Painted(NamedTuple):
    """What is painted.

    Attributes:
        title: what it is called.
        size: in pixels, before the scale.
        scale: how many times larger it is written, with all that is in it.
        paint: paints it.
    """

    title: str
    size: QSize
    scale: float
    paint: Callable[[QPainter], None]

    @property
    def pixels(self) -> QSize:
        """How large it is as pixels."""
        return (QSizeF(self.size) * self.scale).toSize()


def is_pdf(painter: QPainter) -> bool:
    """Whether a widget is painted as a part of a PDF, where it is to stay lines and text."""
    return painter.paintEngine().type() is QPaintEngine.Type.Pdf


def is_svg(painter: QPainter) -> bool:
    """Whether a widget is painted as a part of an SVG.

    Qt clips nothing there, or in the wrong place. What needs it is put in as an SVG of its own.
    """
    return painter.paintEngine().type() is QPaintEngine.Type.SVG


def image(painted: Painted) -> QImage:
    """As pixels, transparent where nothing is painted."""
    made = QImage(painted.pixels, QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(painted.scale)
    made.fill(Qt.GlobalColor.transparent)
    with QPainter(made) as painter:
        painted.paint(painter)
    return made


def png(painted: Painted) -> bytes:
    """As a file of pixels."""
    from PySide6.QtGui import QImageWriter

    kept = QByteArray()
    with _opened(kept) as buffer:
        QImageWriter(buffer, QByteArray(b"png")).write(image(painted))
    return bytes(kept.data())


class Inset(NamedTuple):
    """A part of an SVG that is one of its own.

    Attributes:
        place: where it lies, in pixels before the scale.
        painted: what it shows, its edge clips it.
        insets: what is in it in turn.
        is_widget: whether Qt paints it as a widget, and clips in the wrong place if it may.
    """

    place: QPoint
    painted: Painted
    insets: Sequence["Inset"] = ()
    is_widget: bool = False


def svg(painted: Painted, insets: Sequence[Inset] = ()) -> bytes:
    """As lines and text, in fonts that others have, too; without insets, it can be clipped."""
    text = _svg(painted, tiny=bool(insets))
    return _with_insets(text, insets).encode()


def _with_insets(text: str, insets: Sequence[Inset]) -> str:
    text = text.replace(_TINY, _FULL, 1)  # which may have others in it
    end = text.rindex("</svg>")
    inside = "".join(_inside(inset, at) for at, inset in enumerate(insets))
    return f"{text[:end]}{inside}{text[end:]}"


def _inside(inset: Inset, at: int) -> str:
    """An SVG to be put into another as a group; its names are its own.

    As an SVG inside an SVG it would be left out by Qt, and by some office programs.
    """
    text = _svg(inset.painted._replace(scale=1.0), tiny=inset.is_widget)
    text = _with_insets(text, inset.insets)
    begin = text.index(">", text.index("<svg")) + 1
    inside = re.sub(_NAME, rf"\g<1>part{at}-", text[begin : text.rindex("</svg>")])
    (left, top), (width, height) = inset.place.toTuple(), inset.painted.size.toTuple()
    edge = f'<clipPath id="edge{at}"><rect width="{width}" height="{height}"/></clipPath>'
    place = f'transform="translate({left},{top})" clip-path="url(#edge{at})"'
    return f"{edge}\n<g {place}>{inside}</g>\n"


def _svg(painted: Painted, *, tiny: bool) -> str:
    from PySide6.QtSvg import QSvgGenerator

    versions = QSvgGenerator.SvgVersion
    size, kept = painted.size, QByteArray()
    with _opened(kept) as buffer:
        generator = QSvgGenerator(versions.SvgTiny12 if tiny else versions.Svg11)
        generator.setOutputDevice(buffer)
        generator.setTitle(painted.title)
        generator.setResolution(_PER_INCH)
        generator.setSize(painted.pixels)
        generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
        with QPainter(generator) as painter:
            painted.paint(painter)
    text = re.sub(_NOT_IN_XML, "\ufffd", bytes(kept.data()).decode(errors="replace"))
    return re.sub(_FAMILY, _with_fallbacks, text)


def _with_fallbacks(found: "re.Match[str]") -> str:
    """The fonts that stand in for ours, or for that of code."""
    family = found[1]
    others = _LIKE_OURS if family == FAMILY else _OF_CODE
    return f'font-family="{family}, {others}"'


def pdf(painted: Painted) -> bytes:
    """As a page with lines and text."""
    from PySide6.QtCore import QMarginsF
    from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

    kept = QByteArray()
    with _opened(kept) as buffer:
        writer = QPdfWriter(buffer)
        writer.setTitle(painted.title)
        writer.setCreator("Downhill")
        writer.setResolution(_PDF_PER_INCH)
        points = QSizeF(painted.size) * painted.scale * _POINTS_PER_INCH / _PER_INCH
        page = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
        # Landscape or not, the page is as wide as what is painted.
        portrait = QPageLayout.Orientation.Portrait
        writer.setPageLayout(QPageLayout(page, portrait, QMarginsF(0, 0, 0, 0)))
        with QPainter(writer) as painter:
            factor = painted.scale * _PDF_PER_INCH / _PER_INCH
            painter.scale(factor, factor)
            painted.paint(painter)
    return bytes(kept.data())


def copy(painted: Painted, insets: Sequence[Inset] = ()) -> None:
    """Put it on the clipboard, as SVG and as pixels."""
    copy_file(svg(painted, insets), SVG, image(painted))


def copy_file(file: bytes, kind: str, pixels: QImage) -> None:
    """Put a picture on the clipboard twice: each program takes what it can use.

    Args:
        file: the picture as a file.
        kind: the MIME type of the file.
        pixels: the same.
    """
    both = QMimeData()
    both.setImageData(pixels)
    both.setData(kind, file)
    QGuiApplication.clipboard().setMimeData(both)


@contextmanager
def _opened(kept: QByteArray) -> Iterator[QBuffer]:
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    yield buffer
    buffer.close()
