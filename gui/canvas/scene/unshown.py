"""What of a network has no room in a picture of it, and where to look closer."""

from core.text.numbers import counted
from gui.canvas.scene.picture import Picture, PillKind
from gui.canvas.scene.room import LEAST_READABLE
from gui.geometry import Box, union
from gui.session.snapshot import Focus


def unshown(picture: Picture, smallest: float) -> str:
    """Which numbers of the nodes and edges drawn have no room, in short; empty if all have.

    Args:
        picture: with all that can be painted.
        smallest: the size of text from which on it is, in units of the drawing.
    """
    written = sum(
        pill.kind is PillKind.WEIGHT and pill.text.size >= smallest for pill in picture.pills
    )
    weights = len(picture.edges.parameters) - written
    values = sum(
        node.radius < LEAST_READABLE or node.text.size < smallest for node in picture.nodes
    )
    lacking = [*_some(weights, "weight"), *_some(values, "value")]
    return f"No room for {' and '.join(lacking)} · Z" if lacking else ""


def _some(count: int, what: str) -> list[str]:
    return [counted(count, what)] if count else []


def selected_box(picture: Picture, focus: Focus) -> Box | None:
    """What encloses the nodes and numbers that are selected; None where none of them is drawn."""
    pills = [pill.box for pill in picture.pills if pill.parameter in focus.parameters]
    nodes = [node.box for node in picture.nodes if node.place in focus.nodes]
    return union((*pills, *nodes)) if pills or nodes else None
