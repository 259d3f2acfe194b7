"""The pictures that the command line can ask for by name, in a window that was just opened."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QMainWindow

from core.cli.pictured import Pictured
from core.export.scripts.replay import ExportError
from gui.figures.figure import DRAWING, WINDOW, Subject, subjects
from gui.panels.hill import hill_panel as hill
from gui.panels.hill.hill_panel import HillPanel
from gui.panels.loss import loss_panel as loss
from gui.panels.loss.loss_panel import LossPanel

_IN_THE_WINDOW = "open the document, and choose File ▸ Export… there"


class _Place(NamedTuple):
    """Where a picture is to be seen.

    Attributes:
        titles: of what shows it, the first one there.
        turn_to: brings it into view.
        needs: what has to be chosen or computed before, if anything.
    """

    titles: tuple[str, ...]
    turn_to: Callable[[QMainWindow], object] = lambda _: None
    needs: str = ""


def named_subject(window: QMainWindow, name: Pictured) -> Subject:
    """What a picture of this name shows, which is in view then.

    Raises:
        ExportError: there is no such picture as the document is.
    """
    place = _PLACES[name]
    place.turn_to(window)
    shown = {subject.title: subject for subject in subjects(window)}
    found = next((shown[title] for title in place.titles if title in shown), None)
    if found is None:
        others = ", ".join(other for other in Pictured if not _PLACES[other].needs)
        raise ExportError(
            f"“{name}” {place.needs or 'does not fit this network'}; there are {others}"
        )
    return found


def _over_steps(page: str, window: QMainWindow) -> None:
    panel = window.findChild(LossPanel)
    assert isinstance(panel, LossPanel)
    panel.show_page(page)


def _on_the_hill(page: str, window: QMainWindow) -> HillPanel:
    panel = window.findChild(HillPanel)
    assert isinstance(panel, HillPanel)
    panel.show_page(page)
    return panel


def _as_a_surface(window: QMainWindow) -> None:
    _on_the_hill(hill.TWO_WEIGHTS, window).plane.shape.setChecked(True)


_PLACES = {
    Pictured.DRAWING: _Place((DRAWING,)),
    Pictured.LOSS: _Place(("Loss over steps",)),
    Pictured.HISTORIES: _Place(
        ("Histories",),
        partial(_over_steps, loss.HISTORIES),
        f"shows the numbers that were selected for it: {_IN_THE_WINDOW}",
    ),
    Pictured.LAYERS: _Place(("Layers",), partial(_over_steps, loss.LAYERS)),
    Pictured.ONE_WEIGHT: _Place(
        ("The hill along one weight",), partial(_on_the_hill, hill.ONE_WEIGHT)
    ),
    Pictured.TWO_WEIGHTS: _Place(
        ("The hill over two weights, from above",), partial(_on_the_hill, hill.TWO_WEIGHTS)
    ),
    Pictured.SURFACE: _Place(("The hill over two weights, as a surface",), _as_a_surface),
    Pictured.STEP_SIZE: _Place(
        ("The loss after one step against the learning rate",),
        partial(_on_the_hill, hill.STEP_SIZE),
    ),
    Pictured.PREDICTIONS: _Place(
        ("Predictions beside the targets",), partial(_on_the_hill, hill.PREDICTIONS)
    ),
    Pictured.NODE: _Place(
        ("",),
        partial(_on_the_hill, hill.NODE),
        f"shows a node that was selected: {_IN_THE_WINDOW}",
    ),
    Pictured.RACE: _Place(("",), needs=f"shows a race that was run: {_IN_THE_WINDOW}"),
    Pictured.WINDOW: _Place((WINDOW,)),
}
