"""The plots in view, each to be copied as a picture."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from gui.operations.command import Command, Menu
from gui.plotting.plot_view import PlotView
from gui.widgets.texts.plain_text import as_entry


def picture_command(plot: PlotView, title: str) -> Command:
    """Copying one plot."""
    return Command("", title, plot.copy, tip="Put a picture of the plot on the clipboard")


def picture_menu(places: Sequence[QWidget]) -> Menu:
    """Copying any plot that is to be seen in one of the places, by its name."""

    def entries() -> Sequence[Command]:
        plots = [plot for place in places for plot in place.findChildren(PlotView)]
        return [
            picture_command(plot, as_entry(plot.accessibleName()))
            for plot in plots
            if plot.isVisible()
        ]

    return Menu("Copy as a &picture", entries, is_possible=lambda: bool(entries()))
