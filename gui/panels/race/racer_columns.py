"""The columns of all racers, in rows of equal heights."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from gui.operations.race.racing import Racing
from gui.panels.race.racer_column import RacerColumn
from gui.panels.race.racer_views import Place, racer_views
from gui.plotting.lines.racer_look import BY_HAND
from gui.style.theme import Theme
from gui.widgets.clocks import RestTimer

_FRAMES = 4  # of a run, in one of which predictions are shown
_REST = 150  # milliseconds without a step until predictions are looked at closely


class RacerColumns(QWidget):
    """Follows the race; what is not to be seen computes nothing.

    `adopt_wanted` comes with the number of a racer, `noted` with what has to be said of rows that
    are left out.
    """

    adopt_wanted, noted = Signal(int), Signal(str)

    def __init__(self, racing: Racing, theme: Theme) -> None:
        super().__init__()
        self._racing, self._theme = racing, theme
        self._columns: list[RacerColumn] = []
        self._waited = 0  # frames of a run since predictions were looked at
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._rest = RestTimer(self, _REST, partial(self._show_predictions, moving=False))
        racing.begun.connect(self._on_begun)
        racing.advanced.connect(self._on_advanced)
        self._on_begun()

    def _on_begun(self) -> None:
        names = [] if self._racing.race is None else self._racing.entrants
        if names != [column.name.text() for column in self._columns]:
            self._rebuild(names)
        self._on_advanced()

    def _rebuild(self, names: list[str]) -> None:
        for widget in (widget for column in self._columns for widget in column.widgets):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        for at in range(max(len(names), len(self._columns))):
            self._grid.setColumnStretch(at, int(at < len(names)))
        racers = len(self._racing.names)
        self._columns = [
            RacerColumn(self._theme, at, at if at < racers else BY_HAND, name)
            for at, name in enumerate(names)
        ]
        for at, column in enumerate(self._columns):
            column.adopt.clicked.connect(partial(self.adopt_wanted.emit, at))
            for row, widget in enumerate(column.widgets):
                self._grid.addWidget(widget, row, at)
                self._grid.setRowStretch(row, int(widget is column.fit))

    def _on_advanced(self) -> None:
        racing, found = self._racing, self._racing.verdict
        if found is None or not self.isVisible():
            return
        hand, racers = racing.hand, len(racing.names)
        for at, column in enumerate(self._columns[:racers]):
            is_ahead, run = found.winner == at, racing.shown(at)
            column.show_standing(found.standings[at], run, hand, is_ahead=is_ahead)
        if hand is not None:
            self._columns[racers].show_hand(hand, is_ahead=found.winner == racers)
        self._waited = (self._waited + 1) % _FRAMES if racing.is_running else 0
        if not self._waited:
            self._show_predictions(moving=True)
        self._rest.start()

    def _show_predictions(self, *, moving: bool) -> None:
        racing = self._racing
        if racing.race is None or not self.isVisible():
            return
        places = [Place(run.experiment, run.refusal is not None) for run in racing.shown_runs]
        if racing.hand is not None:
            places.append(Place(racing.hand.experiment))
        views = racer_views(racing.document, places, moving=moving)
        self.noted.emit(views.note)
        for column in self._columns:
            column.fit.show_views(views)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_advanced()
