"""Writing a figure: as SVG and PDF, whose text is text, and as PNG."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QImage, QPainter, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from core.export.scripts.replay import ExportError
from gui.canvas.canvas import NetworkCanvas
from gui.figures.figure import Figure, Subject, subjects
from gui.figures.scrolled import paint_widget, scrolled_in
from gui.plotting.plot_view import PlotView
from gui.style.theme import Theme
from gui.widgets import painted_file
from gui.widgets.painted_file import Inset, Painted

_MOST_PIXELS = 64_000_000  # of a picture: a quarter of a gigabyte


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
    """The picture of a figure; the window is as before afterwards, too.

    Raises:
        ExportError: it would be too large.
    """
    with _worn(theme, figure), sized(figure):
        return painted_file.image(_small_enough(painted(figure)))


def copy_subject(subject: Subject) -> None:
    """Put what is to be seen on the clipboard, as it is on the screen."""
    figure = Figure(subject, ".svg", scale=subject.view.devicePixelRatioF())
    painted_file.copy(painted(figure), _insets(figure))


def painted(figure: Figure) -> Painted:
    """A figure, to be painted in the size that its view has now."""

    def paint(painter: QPainter) -> None:
        if isinstance(view, NetworkCanvas | PlotView):
            view.paint_figure(painter, ground=not figure.transparent)
        else:
            paint_widget(painter, view)

    view = figure.subject.view
    return Painted(figure.subject.title, view.size(), figure.scale, paint)


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


def _small_enough(made: Painted) -> Painted:
    width, height = made.pixels.toTuple()
    if width * height > _MOST_PIXELS:
        most = _MOST_PIXELS // 1_000_000
        raise ExportError(
            f"a picture of {width} × {height} pixels is larger than the {most} million pixels that"
            " can be made"
        )
    return made


def _insets(figure: Figure) -> list[Inset]:
    """The parts of a window that an SVG has as SVGs of their own."""
    window = figure.subject.view
    if figure.subject.has_size or not isinstance(window, QMainWindow):
        return []
    return _insets_in(window, [subject for subject in subjects(window) if subject.has_size])


def _insets_in(widget: QWidget, shown: Sequence[Subject]) -> list[Inset]:
    """The drawing and the plots, and what is scrolled, with what is inside that."""
    scrolled, found = scrolled_in(widget), []
    for subject in shown:
        view = subject.view
        if widget.isAncestorOf(view) and not any(part.isAncestorOf(view) for part in scrolled):
            is_clear = isinstance(view, NetworkCanvas)  # its panel is painted already
            inside = painted(Figure(subject, ".svg", transparent=is_clear))
            found.append(Inset(view.mapTo(widget, QPoint()), inside))
    for part in scrolled:
        inside = Painted("", part.size(), 1.0, partial(paint_widget, widget=part))
        within = _insets_in(part, shown)
        found.append(Inset(part.mapTo(widget, QPoint()), inside, within, is_widget=True))
    return found


_WRITERS: dict[str, Callable[[Figure], bytes]] = {
    ".svg": lambda figure: painted_file.svg(painted(figure), _insets(figure)),
    ".pdf": lambda figure: painted_file.pdf(painted(figure)),
    ".png": lambda figure: painted_file.png(_small_enough(painted(figure))),
}
ENDINGS = tuple(_WRITERS)
