"""Pictures on the clipboard: of the drawing, any plot in view, and the window."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QMainWindow

from gui.operations.command import Command, Menu
from gui.plotting.plot_view import PlotView
from gui.widgets.texts.plain_text import as_entry

_TIP = "Put it on the clipboard, as pixels and as lines (SVG)"


def picture_command(plot: PlotView, title: str) -> Command:
    """Copying one plot."""
    return Command("", title, plot.copy, tip=_TIP)


def picture_menu(window: QMainWindow) -> Menu:
    """Copying anything that a figure can show, by its name."""

    def entries() -> Sequence[Command]:
        from gui.figures.figure import subjects  # a start copies nothing
        from gui.figures.writing import copy_subject

        return [
            Command("", as_entry(one.title), partial(copy_subject, one), tip=_TIP)
            for one in subjects(window)
        ]

    return Menu("Copy as a &picture", entries)
