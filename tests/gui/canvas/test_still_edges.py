"""What is kept of a picture looks as if it had been painted anew."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.nn.arrays import Array
from gui.canvas.paint.still_edges import StillEdges
from gui.canvas.scene.picture import Edges
from gui.canvas.view_transform import ViewTransform
from gui.style.colors import LIGHT

SIZE = (300, 240)
_SHADE = 16  # of 255: what clipping may change at the rim of a line
VIEW = ViewTransform(1.25, 7.3, 11.8)


def edges_between(left: int, right: int, weights: Array) -> Edges:
    lines = [
        (20.0, 170 * (a + 0.5) / left, 190.0, 170 * (b + 0.5) / right)
        for a in range(left)
        for b in range(right)
    ]
    count = len(lines)
    return Edges(
        np.array(lines),
        np.arange(count),
        weights,
        np.zeros(count, dtype=np.bool_),
        np.full(count, 0.8),
    )


def painted(still: StillEdges, on: QWidget, edges: Edges, view: ViewTransform = VIEW) -> Array:
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(0)
    with QPainter(image) as painter:
        pixmap, _ = still.painted(on, edges, view, focused=False)
        painter.drawPixmap(0, 0, pixmap)
    return np.frombuffer(image.constBits(), dtype=np.uint8).astype(np.float64)


@pytest.mark.parametrize("changed", [1, 3, 40])
def test_edges_that_look_otherwise_are_painted_as_all_of_them_would_be(
    qtbot: QtBot, changed: int
) -> None:
    canvas = QWidget()
    qtbot.addWidget(canvas)
    canvas.resize(*SIZE)
    random = np.random.default_rng(changed)
    weights = random.normal(size=64)
    edges, still = edges_between(8, 8, weights), StillEdges(LIGHT)
    before = painted(still, canvas, edges)
    for _ in range(5):
        weights = weights.copy()
        some = random.choice(64, changed, replace=False)
        weights[some] = random.choice([-9.0, -1.0, 0.0, 0.5, 9.0], changed)
        edges = replace(edges, weights=weights)
        now, anew = painted(still, canvas, edges), painted(StillEdges(LIGHT), canvas, edges)
        assert np.abs(now - anew).max() <= _SHADE
    assert np.abs(now - before).max() > 100


def test_a_shifted_drawing_takes_its_edges_along(qtbot: QtBot) -> None:
    canvas = QWidget()
    qtbot.addWidget(canvas)
    canvas.resize(*SIZE)
    edges, still = edges_between(3, 3, np.linspace(-2, 2, 9)), StillEdges(LIGHT)
    painted(still, canvas, edges)
    shifted = VIEW.panned(30, -20)
    now = painted(still, canvas, edges, shifted)
    assert np.array_equal(now, painted(StillEdges(LIGHT), canvas, edges, shifted))


@pytest.mark.parametrize("zoom", [0.04, 1.0, 6.0])
def test_of_very_many_edges_those_in_view_look_as_if_all_were_painted(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, zoom: float
) -> None:
    canvas = QWidget()
    qtbot.addWidget(canvas)
    canvas.resize(*SIZE)
    random = np.random.default_rng(3)
    edges = edges_between(80, 80, random.normal(size=6400))
    edges = replace(edges, lines=edges.lines * (random.uniform(1, 40, 6400) / zoom)[:, np.newaxis])
    view = ViewTransform(zoom, -150.0, -120.0)
    seen = painted(StillEdges(LIGHT), canvas, edges, view)
    monkeypatch.setattr("gui.canvas.paint.edge_painting._VERY_MANY", 6400)
    assert np.array_equal(seen, painted(StillEdges(LIGHT), canvas, edges, view))
