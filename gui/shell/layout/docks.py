"""The docks of the window: what each is called, where it usually stands, and what it needs."""

from collections.abc import Callable
from math import inf
from typing import NamedTuple

from PySide6.QtCore import Qt

from core.document.document import Document
from gui.style.theme import TABLE_ROW, Theme

LEFT, RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea


class DockPlace(NamedTuple):
    """The usual place of a panel.

    Its height depends on how much there is in it, never on the numbers: so nothing moves while
    they change.

    Attributes:
        title: what the View menu and screen readers call it.
        area: the side of the window.
        share: its part of that side's height, as the others have theirs.
        around: what a panel with a table needs beside the rows, in pixels at the usual scale.
        rows: how many rows its table has; None for a panel that can use any height.
        behind: the dock that it shares its place with, as tabs; it is hidden until it is wanted.
        waits: whether it is hidden until it is wanted though it has a place of its own.
    """

    title: str
    area: Qt.DockWidgetArea
    share: int
    around: int = 0
    rows: Callable[[Document], int] | None = None
    behind: str = ""
    waits: bool = False

    def enough(self, document: Document, theme: Theme) -> float:
        """The height from which on the panel shows all it has, in pixels; perhaps infinite."""
        if self.rows is None:
            return inf
        return theme.pixels(self.around) + self.rows(document) * theme.pixels(TABLE_ROW)


def lengths(document: Document) -> tuple[int, ...]:
    """All of a document that heights depend on.

    How many rows the tables of the panels have, and how many numbers of a weight are remembered.
    """
    remembered = len(document.experiment.optimizer.remembers)
    return (*(place.rows(document) for place in DOCKS if place.rows is not None), remembered)


LESSON, DATA, WEIGHTS = "Lesson", "Data", "Weights"
LOSS, HILL, BRANCHES, CODE = "Loss", "Hill", "Branches", "Code"

DOCKS = (
    DockPlace(LESSON, LEFT, 5, waits=True),
    DockPlace(DATA, LEFT, 3, 140, lambda document: document.experiment.dataset.rows),
    DockPlace(WEIGHTS, LEFT, 4, 108, lambda document: document.experiment.network.parameters.size),
    DockPlace(LOSS, RIGHT, 3),
    DockPlace(HILL, RIGHT, 4),
    DockPlace(BRANCHES, RIGHT, 3, behind=LOSS),
    DockPlace(CODE, RIGHT, 4, behind=HILL),
)
