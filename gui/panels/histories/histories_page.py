"""The page of histories: a plot for each kind of number, one above the other, on the same steps.

Weights, slopes and values of nodes have different sizes. Two scales on one plot would be confused,
and a choice between them would hide what belongs together: that a weight comes to rest as its
slope goes to 0. So each kind has an axis of its own, and all of them the same steps.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from core.nn.quantity import Quantity, QuantityKind
from core.slices.work import Work, finish
from gui.operations.histories import (
    axis_name,
    drawn,
    name_of,
    remove_all,
    short_name,
    subject,
    subject_name,
    switch,
)
from gui.panels.histories.history_chips import Entry, HistoryChips
from gui.panels.histories.history_finder import HistoryFinder
from gui.panels.histories.history_lines import Course
from gui.panels.histories.history_plot import HistoryPlot
from gui.panels.histories.history_words import NO_HISTORIES, hidden_words, histories_csv
from gui.plotting.axes_view import AXIS_LINES
from gui.plotting.plot_frame import Span
from gui.plotting.plot_view import FONT_SIZE
from gui.plotting.scales import step_range
from gui.session.session import Session
from gui.session.visibility import visibility_of
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.menus import show_menu
from gui.widgets.texts.plain_text import Label, as_entry

_AXES = (  # from the top; the value of an input has the axis of the values of nodes
    QuantityKind.WEIGHT,
    QuantityKind.SLOPE,
    QuantityKind.LOSS_SLOPE,
    QuantityKind.ACTIVATION,
)
_LEAST = 36  # pixels of a plot
_SIDE_ROOM = 0.012  # so that dots on the edge of the range are not cut


class HistoriesPage(QWidget):
    """The plots, and a legend above them; what is not on show computes nothing.

    `framed` comes with the `Frame` that the timeline is to follow, or None; `zoom_changed` when
    steps were chosen by hand, or all are shown again.
    """

    framed = Signal(object)
    zoom_changed = Signal(bool)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._symmetric = False
        self.finder = HistoryFinder(session, self)
        self.chips = HistoryChips(theme, self)
        self.note = Label(role=Role.MUTED)
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note.setWordWrap(True)
        self._plots = {kind: self._new_plot() for kind in _AXES}
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.chips)
        for plot in self._plots.values():
            column.addWidget(plot, 1)
        column.addWidget(self.note, 1)
        self.chips.removed.connect(self._remove)
        self.finder.found.connect(self._show)
        session.changed.connect(self._on_changed)
        session.focus_changed.connect(self._on_changed)
        session.running_changed.connect(self._on_changed)
        theme.changed.connect(self._on_changed)

    def _new_plot(self) -> HistoryPlot:
        plot = HistoryPlot(self._session, self._theme, self._steps, self)
        plot.framed.connect(self.framed)
        plot.chosen.connect(self._on_steps_chosen)
        plot.menu_wanted.connect(partial(self._show_menu, plot))
        plot.hide()
        return plot

    def set_symmetric(self, symmetric: bool) -> None:
        """Choose the axes."""
        self._symmetric = symmetric
        self._on_changed()

    @property
    def plots(self) -> list[HistoryPlot]:
        """The plots on show, from the top."""
        return [plot for plot in self._plots.values() if not plot.isHidden()]

    @property
    def is_zoomed(self) -> bool:
        """Whether the steps were chosen by hand."""
        return any(plot.is_zoomed for plot in self.plots)

    def fit(self) -> None:
        """Show all steps again."""
        self._on_steps_chosen(None)

    def writing_csv(self) -> Work[str]:
        """The values on the path up to the present, as a table of texts, once all are found."""
        self.finder.follow()
        yield from self.finder.finding()
        return histories_csv(
            self.finder.record, self._session.document.experiment.network, self._seen()
        )

    def copy(self) -> None:
        """Put that table on the clipboard."""
        QGuiApplication.clipboard().setText(finish(self.writing_csv()))

    # Following the session

    def _on_changed(self) -> None:
        if self.isVisible():
            self.finder.follow()
            self._show()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_changed()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.finder.stop()

    def _seen(self) -> list[Quantity]:
        """The histories that may be seen."""
        session = self._session
        visibility = visibility_of(session.document.experiment.network, session.focus)
        walkthrough, network = visibility.walkthrough, visibility.network
        return [
            each
            for each in drawn(session.focus)
            if visibility.hiding.shows_kind(each.kind)
            and (walkthrough is None or walkthrough.knows(network, each))
        ]

    def _nths(self) -> dict[Quantity, int]:
        """Which colour each history has: those of one weight or node have the same."""
        every = drawn(self._session.focus)
        subjects = list(dict.fromkeys(map(subject, every)))
        return {each: subjects.index(subject(each)) for each in every}

    def _courses(self, seen: Sequence[Quantity]) -> list[Course]:
        """What is known of those that may be seen; what lies ahead only if that may be seen."""
        session, record, nths = self._session, self.finder.record, self._nths()
        network = session.document.experiment.network
        shows_ahead = visibility_of(network, session.focus).shows_kind(QuantityKind.NEW_WEIGHT)
        past, future = record.history.past(), record.future() if shows_ahead else []
        return [
            Course(
                each,
                subject_name(network, each),
                nths[each],
                record.series(past, each),
                record.series(future, each),
                session.present.numbers.value(each),
            )
            for each in seen
        ]

    def _show(self) -> None:
        session, seen, nths = self._session, self._seen(), self._nths()
        experiment, courses = session.document.experiment, self._courses(seen)
        colors, network = self._theme.colors.lines, experiment.network
        self.chips.show_entries(
            [
                Entry(each, name_of(network, each), short_name(network, each), colors[nth])
                for each, nth in nths.items()
            ]
        )
        by_axis = {kind: [one for one in courses if _axis(one) is kind] for kind in _AXES}
        lowest = [kind for kind, found in by_axis.items() if found][-1:]
        for kind, plot in self._plots.items():
            found = by_axis[kind]
            if found:
                name = axis_name(experiment, kind, session.focus.row)
                is_lowest = kind in lowest
                plot.show_courses(found, name, symmetric=self._symmetric, lowest=is_lowest)
            plot.setVisible(bool(found))
        self.note.setText(hidden_words(list(nths), seen) if nths else NO_HISTORIES)
        self.note.setVisible(len(seen) < max(len(nths), 1))
        self._share_height()
        if not self.plots:
            self.framed.emit(None)

    def _share_height(self) -> None:
        """Have all axes equally high, though the lowest plot has the steps' names below."""
        plots, line = self.plots, QFontMetrics(self._theme.font(FONT_SIZE)).height()
        if plots:
            names = round(AXIS_LINES * line)
            room = self.height() - self.chips.height() - names
            for plot in plots:
                below = names if plot is plots[-1] else 0
                wanted = max(room // len(plots), _LEAST) + below
                plot.setMinimumHeight(_LEAST + below)
                self._column.setStretchFactor(plot, wanted)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    # Steps

    def _steps(self) -> Span:
        first, last = step_range(*self._session.history.path_range())
        across = (last - first) * _SIDE_ROOM
        return first - across, last + across

    def _on_steps_chosen(self, steps: Span | None) -> None:
        for plot in self._plots.values():
            plot.show_steps(steps)
        self.zoom_changed.emit(steps is not None)

    # The menu

    def _remove(self, shown: Quantity) -> None:
        session = self._session
        pairs = zip(session.focus.histories, drawn(session.focus), strict=True)
        switch(session, [each for each, of_row in pairs if of_row == shown])

    def _show_menu(self, plot: HistoryPlot, where: QPoint) -> None:
        menu = self.menu()
        menu.addActions(plot.actions())
        show_menu(menu, where)

    def menu(self) -> QMenu:
        """What can be done with the lines."""
        menu, session = QMenu(self), self._session
        network = session.document.experiment.network
        for each in session.focus.histories:
            name = as_entry(name_of(network, each))
            menu.addAction(f"Remove {name}", partial(switch, session, [each]))
        menu.addAction("Remove &all", partial(remove_all, session))
        menu.addSeparator()
        menu.addAction("&Copy as table", self.copy)
        return menu


def _axis(course: Course) -> QuantityKind:
    kind = course.quantity.kind
    return QuantityKind.ACTIVATION if kind is QuantityKind.INPUT else kind
