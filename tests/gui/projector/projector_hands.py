"""What the tests of the projector view share."""

from itertools import combinations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from core.document.document import Document
from core.opening.sample_data import SAMPLES, open_sample
from gui.canvas.scene.picture import LabelKind, Node
from gui.geometry import Box
from gui.shell.main_window import MainWindow
from tests.core.builders import sized_experiment
from tests.gui.shell.dock_hands import settle
from tests.gui.window_hands import Key, WindowHands

USUAL = QSize(1280, 720)


def of_sizes(*sizes: int) -> Document:
    """A network of these sizes, with five rows."""
    experiment = sized_experiment(sizes, 5, seed=1)
    return Document(experiment, experiment)


def sample(key: str) -> Document:
    """A data set that comes with the program."""
    return open_sample(next(each for each in SAMPLES if each.key == key))


def begin(hands: WindowHands, size: QSize = USUAL) -> None:
    """Have the window this large, and press F5."""
    hands.window.resize(size)
    settle()
    hands.window.canvas.setFocus()
    hands.press(Key.Key_F5)
    settle()


def press(hands: WindowHands, key: Key, times: int = 1) -> None:
    """Press a key, and let everything find its place."""
    for _ in range(times):
        hands.press(key)
        settle()


def shown_beside(window: MainWindow) -> list[str]:
    """The panels that can be seen, by the titles of their docks."""
    panels: dict[str, QWidget] = {
        "Data": window.data_panel,
        "Weights": window.weights_panel,
        "Loss": window.loss_panel,
        "Hill": window.hill_panel,
        "Lesson": window.panels.lesson,
    }
    return [title for title, panel in panels.items() if panel.isVisible()]


def overlapping(window: MainWindow) -> list[tuple[str, str]]:
    """Texts of the drawing that lie on another text or on a node, or outside of the drawing."""
    picture, canvas = window.canvas.picture, window.canvas
    boxes: list[tuple[str, Box]] = [(pill.text.words, pill.box) for pill in picture.pills]
    boxes += [(node.text.words, _reached(node)) for node in picture.nodes]
    boxes += [(label.text.words, label.box) for label in picture.labels]
    boxes += [("picture", raster.box) for raster in picture.rasters]
    found = [
        (one, other) for (one, a), (other, b) in combinations(boxes, 2) if a.grown(-1).overlaps(b)
    ]
    room = Box(0, 0, canvas.width(), canvas.height()).grown(1)
    found += [(words, "edge") for words, box in boxes if not room.encloses(in_pixels(window, box))]
    return found


def _reached(node: Node) -> Box:
    """Of a node with a long number all, of a circle what lies within it."""
    return node.box if node.field else node.box.grown(-node.radius * (1 - 0.5**0.5))


def in_pixels(window: MainWindow, box: Box) -> Box:
    """Where a box of the drawing is on the canvas."""
    return window.canvas.view.box_to_pixels(box)


def titles(window: MainWindow) -> list[str]:
    """What stands above the columns of the drawing."""
    labels = window.canvas.picture.labels
    return [label.text.words for label in labels if label.kind is LabelKind.TITLE]
