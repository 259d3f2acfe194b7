"""All views of the window one after the other: how long each frame takes, and what it says."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import NamedTuple

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLabel,
    QLineEdit,
    QWidget,
)

from core.nn.network import INPUT_LAYER, NodePlace
from gui.panels.hill.hill_panel import NODE, ONE_WEIGHT, PAGES, TWO_WEIGHTS
from gui.panels.predictions.fit_view import kinds_for
from gui.panels.two_weights.plane.plane_choice import PlaneChoice
from gui.panels.two_weights.plane.plane_range import FINE
from gui.session.session import Session
from gui.shell.main_window import MainWindow

_PASSES = 40
_PAINTINGS = 3
_MOST_CELLS = 400
_WAITS = 100  # of 10 ms, until a plane is as fine as it gets, if there is one


class Frame(NamedTuple):
    """One picture: what was done before it, how long it took, and all that it says."""

    name: str
    seconds: float
    texts: frozenset[str]


@contextmanager
def painted_texts() -> Iterator[list[str]]:
    """What is written into pictures by Python code, as it is written."""
    written: list[str] = []
    plain: Callable[..., object] = QPainter.drawText

    def draw(*what: object) -> object:
        written.extend(part for part in what if isinstance(part, str))
        return plain(*what)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QPainter, "drawText", draw)
        yield written


class Viewer:
    """Looks at everything in one window, and takes the time of each frame."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    @property
    def _session(self) -> Session:
        return self.window.session

    def painting_time(self) -> float:
        """How long it takes to paint the whole window, in seconds of processor time."""
        begun = time.process_time()
        for _ in range(_PAINTINGS):
            self.window.grab()
        return (time.process_time() - begun) / _PAINTINGS

    def frame(self, name: str, do: Callable[[], object]) -> Frame:
        """Do something, and let all be painted that waits for it."""
        with painted_texts() as written:
            begun = time.process_time()
            do()
            QApplication.processEvents()
            longest = time.process_time() - begun
            for _ in range(_PASSES):
                begun = time.process_time()
                QApplication.processEvents()
                longest = max(longest, time.process_time() - begun)
        return Frame(name, longest, frozenset([*written, *said_by(self.window)]))

    def everywhere(self, when: str) -> Iterator[Frame]:
        """Every view of the present document."""
        network = self._session.document.experiment.network
        last = len(network.layers) - 1
        choices: list[tuple[str, Callable[[], object]]] = [
            ("a weight", lambda: self._session.select((0,))),
            ("two weights", lambda: self._session.select((0, network.parameters.size - 1))),
            ("an input", lambda: self._session.select(nodes=[NodePlace(INPUT_LAYER, 0)])),
            ("a node", lambda: self._session.select(nodes=[NodePlace(0, 0)])),
            ("a prediction", lambda: self._session.select(nodes=[NodePlace(last, 0)])),
            ("nothing", lambda: self._session.select()),
        ]
        for name, do in chain(choices, self._pages()):
            yield self.frame(f"{when}, {name}", do)

    def _pages(self) -> Iterator[tuple[str, Callable[[], object]]]:
        hill = self.window.hill_panel
        for page in PAGES:
            yield page, partial(hill.show_page, page)
            if page == TWO_WEIGHTS:
                yield from self._planes()
        for kind in kinds_for(self._session.document.experiment):
            yield kind.value, partial(hill.fit.choose, kind)
        yield from self._nodes()
        yield ONE_WEIGHT, partial(hill.show_page, ONE_WEIGHT)

    def _nodes(self) -> Iterator[tuple[str, Callable[[], object]]]:
        hill, canvas = self.window.hill_panel, self.window.canvas
        last = len(self._session.document.experiment.network.layers) - 1
        yield NODE, partial(hill.show_page, NODE)
        yield "maps", partial(canvas.set_display, replace(canvas.display, maps=True))
        for layer in (INPUT_LAYER, 0, last):
            select = partial(self._session.select, nodes=[NodePlace(layer, 0)])
            yield f"a node of layer {layer}", select
            yield "its slope", hill.node.slopes.toggle
            yield "its map", hill.node.map.toggle
        yield "no maps", partial(canvas.set_display, replace(canvas.display, maps=False))

    def _planes(self) -> Iterator[tuple[str, Callable[[], object]]]:
        page = self.window.hill_panel.plane

        def is_fine() -> bool:
            view = page.scene.view
            return view is not None and view.losses.shape == (FINE, FINE)

        for choice in PlaneChoice:
            yield choice.value, page.actions_of_choices[choice].trigger
            for _ in range(_WAITS):
                if not is_fine():
                    QTest.qWait(10)
            yield f"{choice.value}, closely", page.contours.update
            yield f"{choice.value}, 3-D", page.shape.toggle
            yield f"{choice.value}, from above", page.shape.toggle


def said_by(window: QWidget) -> Iterator[str]:
    """Every text of the widgets in a window: shown, read out, or in a tooltip."""
    for widget in [window, *window.findChildren(QWidget)]:
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QHeaderView):
            continue  # it has the model of its table
        elif isinstance(widget, QAbstractItemView) and widget.isVisible():
            yield from _cells(widget)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    columns = model.columnCount()
    roles = (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
    for row in range(min(model.rowCount(), _MOST_CELLS // max(columns, 1))):
        for column in range(columns):
            index = model.index(row, column)
            yield from (str(model.data(index, role) or "") for role in roles)
