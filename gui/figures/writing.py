"""Writing a figure: as SVG and PDF, whose text is text, and as PNG."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QPoint,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QImage,
    QImageWriter,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QResizeEvent,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QWidget

from core.export.scripts.replay import ExportError
from gui.canvas.canvas import NetworkCanvas
from gui.figures.figure import Figure
from gui.plotting.plot_view import PlotView
from gui.style.theme import FAMILY, Theme

_MOST_PIXELS = 64_000_000  # of a picture: a quarter of a gigabyte
_PER_INCH, _POINTS_PER_INCH = 96, 72
_PDF_PER_INCH = 1200
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FALLBACKS = f'font-family="{FAMILY}, Helvetica, Arial, sans-serif"'


def figure_bytes(theme: Theme, figure: Figure) -> bytes:
    """The file of a figure; the window is as before afterwards, and paints nothing meanwhile.

    Args:
        theme: that of the window.
        figure: what is wanted.

    Raises:
        ExportError: no figure has this ending, or it would be too large.
    """
    write = _WRITERS.get(figure.ending.lower())
    if write is None:
        known = ", ".join(ENDINGS)
        raise ExportError(f"the name has to end in one of {known}, not in “{figure.ending}”")
    with _worn(theme, figure), sized(figure):
        return write(figure)


def figure_image(theme: Theme, figure: Figure) -> QImage:
    """A picture in the theme of a figure, of the size that its view has now.

    Raises:
        ExportError: it would be too large.
    """
    with _worn(theme, figure):
        return _image(figure)


def _worn(theme: Theme, figure: Figure) -> AbstractContextManager[None]:
    """Have what is painted in its theme."""
    in_print = figure.ending.lower() == ".pdf"
    if not in_print and figure.theme is None:
        return nullcontext()
    is_window = not figure.subject.has_size
    return theme.worn(figure.theme or theme.choice, widgets=is_window, in_print=in_print)


@contextmanager
def sized(figure: Figure) -> Iterator[None]:
    """Have what is painted in its size."""
    view, size = figure.subject.view, figure.size
    kept = view.size()
    if not figure.subject.has_size or size is None or size == kept:
        yield
        return
    _resize(view, size)
    try:
        yield
    finally:
        _resize(view, kept)


def _resize(view: QWidget, size: QSize) -> None:
    before = view.size()
    view.resize(size)
    if not view.isVisible():  # Qt tells it only when it is shown
        QApplication.sendEvent(view, QResizeEvent(view.size(), before))


def _paint(painter: QPainter, figure: Figure) -> None:
    view = figure.subject.view
    if isinstance(view, NetworkCanvas | PlotView):
        view.paint_figure(painter, ground=not figure.transparent)
    else:
        view.render(painter, QPoint())


def pixel_size(figure: Figure) -> QSize:
    """How large it is as pixels, with the size that its view has now."""
    return (QSizeF(figure.subject.view.size()) * figure.scale).toSize()


def _image(figure: Figure) -> QImage:
    size = pixel_size(figure)
    if size.width() * size.height() > _MOST_PIXELS:
        most = _MOST_PIXELS // 1_000_000
        raise ExportError(
            f"a picture of {size.width()} × {size.height()} pixels is larger than"
            f" the {most} million pixels that can be made"
        )
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(figure.scale)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        _paint(painter, figure)
    return image


def _png(figure: Figure) -> bytes:
    image, kept = _image(figure), QByteArray()
    with _opened(kept) as buffer:
        QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(kept.data())


def _svg(figure: Figure) -> bytes:
    size, kept = figure.subject.view.size(), QByteArray()
    with _opened(kept) as buffer:
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setTitle(figure.subject.title)
        generator.setResolution(_PER_INCH)
        generator.setSize((QSizeF(size) * figure.scale).toSize())
        generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
        with QPainter(generator) as painter:
            _paint(painter, figure)
    text = _NOT_IN_XML.sub("\ufffd", bytes(kept.data()).decode(errors="replace"))
    return text.replace(f'font-family="{FAMILY}"', _FALLBACKS).encode()


def _pdf(figure: Figure) -> bytes:
    size, kept = figure.subject.view.size(), QByteArray()
    with _opened(kept) as buffer:
        writer = QPdfWriter(buffer)
        writer.setTitle(figure.subject.title)
        writer.setCreator("Downhill")
        writer.setResolution(_PDF_PER_INCH)
        points = QSizeF(size) * figure.scale * _POINTS_PER_INCH / _PER_INCH
        page = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
        # Landscape or not, the page is as wide as the figure.
        portrait = QPageLayout.Orientation.Portrait
        writer.setPageLayout(QPageLayout(page, portrait, QMarginsF(0, 0, 0, 0)))
        with QPainter(writer) as painter:
            factor = figure.scale * _PDF_PER_INCH / _PER_INCH
            painter.scale(factor, factor)
            _paint(painter, figure)
    return bytes(kept.data())


@contextmanager
def _opened(kept: QByteArray) -> Iterator[QBuffer]:
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    yield buffer
    buffer.close()


_WRITERS: dict[str, Callable[[Figure], bytes]] = {".svg": _svg, ".pdf": _pdf, ".png": _png}
ENDINGS = tuple(_WRITERS)
