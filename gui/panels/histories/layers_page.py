"""The page of layers: how the weights and the slopes of each layer are spread."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from core.explanation.layer_histograms import bin_edges, layer_histograms
from core.nn.arrays import EMPTY, Array
from core.nn.quantity import QuantityKind
from core.text.numbers import counted
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from gui.geometry import Box
from gui.operations.structure import layer_name
from gui.panels.histories.layer_cells import Row, cells_of, paint_row
from gui.plotting.plot_frame import Pixel
from gui.plotting.plot_view import PlotView
from gui.plotting.readout import Clear, Readout, paint_readout, place_readout
from gui.plotting.value_scales import values_range
from gui.session.session import Session
from gui.session.visibility import visibility_of
from gui.style.theme import Theme

_MOST_BINS = 24
_BETWEEN = 4.0  # pixels between the rows
_WEIGHTS, _SLOPES = ("weights", "biases"), ("slopes of weights", "slopes of biases")
_HIDDEN = "The slopes are not to be seen now"


class LayersPage(PlotView):
    """Histograms of the present's weights above those of its slopes, each kind on one axis.

    A thin line shows the start. What is not on show computes nothing.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Layers", "", parent)
        self._session = session
        self._is_symmetric = False
        self._rows: tuple[Row, ...] | None = None
        self._start: tuple[Experiment, Array] | None = None
        self._pointer: Pixel | None = None
        session.changed.connect(self._on_changed)
        session.focus_changed.connect(self._on_changed)

    def set_symmetric(self, symmetric: bool) -> None:
        """Choose whether the axes are logarithmic both ways from 0."""
        self._is_symmetric = symmetric
        self._on_changed()

    def _on_changed(self) -> None:
        self._rows = None
        self.update()

    # What there is to see

    @property
    def rows(self) -> tuple[Row, ...]:
        """Weights and slopes; found once for each change."""
        if self._rows is None:
            session, colors = self._session, self._theme.colors
            experiment, begun = session.document.experiment, session.document.start
            network = experiment.network
            is_same = begun.network.shapes == network.shapes
            start = begun.network.parameters if is_same else EMPTY
            weights = self._row("weights", _WEIGHTS, network.parameters, start, colors.positive)
            self._rows = (weights,)
            if visibility_of(network, session.focus).shows_kind(QuantityKind.SLOPE):
                batch = "" if session.evaluation.batch is None else " of this step's batch"
                slopes, begun_with = session.evaluation.gradient, EMPTY
                if is_same:
                    begun_with = self._start_slopes(begun)
                name = f"slopes{batch}"
                row = self._row(name, _SLOPES, slopes, begun_with, colors.slope)
                self._rows = weights, row
        return self._rows

    def _start_slopes(self, begun: Experiment) -> Array:
        """The slopes at the start, found once."""
        if self._start is None or self._start[0] is not begun:
            self._start = begun, evaluate(begun).gradient
        return self._start[1]

    def _row(
        self, name: str, counted: tuple[str, str], numbers: Array, start: Array, color: str
    ) -> Row:
        """One kind of number, in bins that hold those of the start, too."""
        network = self._session.document.experiment.network
        every = np.concatenate((numbers, start))
        finite = every[np.isfinite(every)]
        ends = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 1.0)
        scale, _, _ = values_range(*ends, symmetric=self._is_symmetric)
        low, high = scale.height(ends[0]), scale.height(ends[1])
        if high - low < 1e-9 * max(abs(low), abs(high), 1.0):
            low, high = low - 0.5, high + 0.5
        edges = bin_edges(low, high, _MOST_BINS)
        begun = layer_histograms(network, start, edges, scale.place) if len(start) else ()
        now = layer_histograms(network, numbers, edges, scale.place)
        return Row(name, counted, now, begun, edges, scale, color)

    def _areas(self) -> list[Box]:
        """Where the two rows stand, one above the other."""
        height, right = self.height() / 2 - _BETWEEN, self.width() - 2.0
        return [Box(2.0, top, right, top + height) for top in (0.0, height + _BETWEEN)]

    @override
    def describe(self) -> str:
        found = []
        for row in self.rows:
            for layer, histogram in enumerate(row.now):
                lines = self._said(row, layer, int(histogram.shares.argmax()))
                found.append(", ".join(lines))
        return "; ".join(["Where most are in each layer", *found])

    # Painting

    @override
    def paint(self, painter: QPainter) -> None:
        layers = range(len(self._session.document.experiment.network.layers))
        names = [layer_name(self._session, layer) for layer in layers]
        for row, area in zip(self.rows, self._areas(), strict=False):
            paint_row(painter, self._theme, row, area, names)
        if len(self.rows) == 1:
            painter.setPen(QColor(self._theme.colors.muted))
            free = QRectF(*self._areas()[1].rectangle)
            painter.drawText(free, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, _HIDDEN)
        self._paint_legend(painter)
        self._paint_readout(painter)

    def _paint_legend(self, painter: QPainter) -> None:
        """What the line and the colours mean, at the right of the first heading."""
        colors, metrics = self._theme.colors, QFontMetricsF(painter.font())
        row, right = self.rows[0], self.width() - 2.0
        entries = [("start", colors.muted)] if row.start else []
        if any(each.biases.any() for each in row.now):
            entries.append(("biases", colors.sixth))
        for name, color in entries:
            right -= metrics.horizontalAdvance(name)
            painter.setPen(QColor(color))
            painter.drawText(QPointF(right, 0.8 * metrics.height()), name)
            right -= 10.0

    def _paint_readout(self, painter: QPainter) -> None:
        found = None if self._pointer is None else self._read(self._pointer)
        if found is not None:
            room = Box(0.0, 0.0, float(self.width()), float(self.height()))
            metrics = QFontMetricsF(painter.font())
            placed = place_readout(found, self._theme, metrics, room, Clear())
            paint_readout(painter, self._theme, placed)

    def _read(self, point: Pixel) -> Readout | None:
        """How many there are in the bin under the pointer."""
        metrics = QFontMetricsF(self.text_font)
        for row, area in zip(self.rows, self._areas(), strict=False):
            for layer, cell in enumerate(cells_of(area, metrics, len(row.now))):
                if cell.contains(*point):
                    bins = len(row.edges) - 1
                    at = min(int((point.x - cell.left) / cell.width * bins), bins - 1)
                    lines = self._said(row, layer, at)
                    return Readout(lines, *point, is_ringed=False)
        return None

    def _said(self, row: Row, layer: int, at: int) -> list[str]:
        now = row.now[layer]
        lines = [f"{layer_name(self._session, layer)}, {row.ends(at)}"]
        kinds = zip((now.weights, now.biases), row.counted, strict=True)
        lines += [f"{int(own[at])} of {int(own.sum())} {of}" for own, of in kinds if own.any()]
        if row.start:
            begun = row.start[layer]
            lines.append(f"at the start {int(begun.weights[at] + begun.biases[at])}")
        if now.beyond:
            lines.append(f"{counted(now.beyond, 'number')} not finite")
        return lines

    # The pointer

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = Pixel(event.position().x(), event.position().y())
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.update()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_changed()
