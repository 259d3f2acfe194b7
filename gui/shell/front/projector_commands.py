"""The commands of the projector view."""

from collections.abc import Sequence
from functools import partial

from gui.operations.command import Command
from gui.shell.front.projector_view import ProjectorView


def projector_commands(view: ProjectorView) -> Sequence[Command]:
    """Begin it or leave it, and choose what stands beside the drawing."""

    def is_on() -> bool:
        return view.is_on

    return (
        Command(
            "projector",
            "&Projector view",
            view.switch,
            ("F5",),
            "Drawing, explanation and one plot in type for the whole room, or back (Esc)",
            is_checked=is_on,
        ),
        Command(
            "projector.next",
            "Next plot for the room",
            partial(view.turn, 1),
            ("F7",),
            "In the projector view, show the next plot beside the drawing",
            is_possible=is_on,
            repeats=True,
        ),
        Command(
            "projector.previous",
            "Previous plot for the room",
            partial(view.turn, -1),
            ("Shift+F7",),
            "In the projector view, show the plot before it beside the drawing",
            is_possible=is_on,
            repeats=True,
        ),
    )
