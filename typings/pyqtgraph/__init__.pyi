# The part of pyqtgraph that the program uses.

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Signal
from PySide6.QtGui import QPainterPath, QColor, QFont, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsObject,
    QGraphicsView,
    QGraphicsWidget,
    QWidget,
)
from typing_extensions import override

class GraphicsWidget(QGraphicsWidget): ...

class GraphicsLayout(GraphicsWidget):
    def addItem(
        self,
        item: GraphicsWidget,
        row: int | None = None,
        col: int | None = None,
        rowspan: int = 1,
        colspan: int = 1,
    ) -> None: ...
    def setSpacing(self, spacing: float) -> None: ...

class GraphicsView(QGraphicsView):
    def __init__(
        self,
        parent: QWidget | None = None,
        useOpenGL: bool | None = None,
        background: str | QColor | None = "default",
    ) -> None: ...
    def setBackground(self, background: str | QColor | None) -> None: ...
    def setCentralItem(self, item: GraphicsWidget) -> None: ...

class ViewBox(GraphicsWidget):
    sigRangeChanged: ClassVar[Signal]
    sigRangeChangedManually: ClassVar[Signal]
    sigResized: ClassVar[Signal]
    def __init__(
        self,
        parent: QGraphicsItem | None = None,
        enableMouse: bool = True,
        enableMenu: bool = True,
        defaultPadding: float = 0.02,
    ) -> None: ...
    def addItem(self, item: QGraphicsItem, ignoreBounds: bool = False) -> None: ...
    def disableAutoRange(self) -> None: ...
    def viewRange(self) -> list[list[float]]: ...
    def setRange(
        self,
        *,
        xRange: Sequence[float] | None = None,
        yRange: Sequence[float] | None = None,
        padding: float | None = None,
    ) -> None: ...
    def setLimits(
        self,
        *,
        xMin: float | None = None,
        xMax: float | None = None,
        yMin: float | None = None,
        yMax: float | None = None,
        minXRange: float | None = None,
        minYRange: float | None = None,
    ) -> None: ...

class AxisItem(GraphicsWidget):
    autoSIPrefix: bool
    labelText: str
    def __init__(
        self,
        orientation: Literal["left", "right", "top", "bottom"],
        pen: QPen | None = None,
        textPen: QPen | None = None,
        tickPen: QPen | None = None,
    ) -> None: ...
    def enableAutoSIPrefix(self, enable: bool = True) -> None: ...
    def linkToView(self, view: ViewBox) -> None: ...
    def setHeight(self, h: int | None = None) -> None: ...
    def setLabel(self, text: str | None = None, **args: str) -> None: ...
    def setPen(self, pen: QPen) -> None: ...
    @override
    def setStyle(self, *args: Any, **kwargs: Any) -> None: ...
    def setTextPen(self, pen: QPen) -> None: ...
    def setTickFont(self, font: QFont | None) -> None: ...
    def setTicks(self, ticks: list[list[tuple[float, str]]] | None) -> None: ...
    def setWidth(self, w: int | None = None) -> None: ...

class PlotCurveItem(QGraphicsObject):
    def __init__(
        self,
        *,
        connect: Literal["all", "pairs", "finite"] = "all",
        antialias: bool = ...,
    ) -> None: ...
    def getData(
        self,
    ) -> tuple[npt.NDArray[np.float64] | None, npt.NDArray[np.float64] | None]: ...
    @override
    def setData(self, *args: Any, **kwargs: Any) -> None: ...
    def setPen(self, pen: QPen) -> None: ...

def arrayToQPath(
    x: npt.NDArray[np.float64],
    y: npt.NDArray[np.float64],
    connect: str = "all",
    finiteCheck: bool = True,
) -> QPainterPath: ...
