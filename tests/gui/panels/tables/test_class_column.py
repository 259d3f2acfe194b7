"""The class of each row beside the one it is given: the first column of the data table."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from core.data.classification import accuracy
from core.data.dataset import from_rows
from core.document.document import Document
from core.nn.activations import SIGMOID
from core.nn.losses_of_probabilities import LOG_LOSS
from core.nn.network import assemble
from core.opening.sample_data import SAMPLES, open_sample
from core.opening.starters import open_starter
from tests.gui.window_hands import Key, WindowHands


def load(hands: WindowHands, key: str) -> None:
    sample = next(sample for sample in SAMPLES if sample.key == key)
    hands.window.session.load(open_sample(sample))


def first_title(hands: WindowHands) -> str:
    """What stands over the leftmost column."""
    header = hands.data.table.horizontalHeader()
    return hands.data.titles()[header.logicalIndex(0)]


def class_column(hands: WindowHands) -> int:
    """The place of the classes; an arrow stands before the title while rows are sorted by it."""
    return next(at for at, title in enumerate(hands.data.titles()) if title.endswith("class"))


def classes(hands: WindowHands) -> list[str]:
    """What stands in that column."""
    column = class_column(hands)
    return [hands.data.row(row)[column] for row in range(hands.data.table.model().rowCount())]


def take_steps(hands: WindowHands, count: int) -> None:
    for _ in range(count):
        hands.press(Key.Key_Space)


def test_each_row_has_its_class_and_the_one_it_is_given(hands: WindowHands) -> None:
    assert "class" not in hands.data.titles()

    for key, names in (("blobs", "left right top"), ("circles", "no yes")):
        load(hands, key)
        take_steps(hands, 2)
        assert first_title(hands) == "class"
        shown = classes(hands)
        for text in shown:
            actual, _, rest = text.partition(" → ")
            given, mark = rest.split(" ")
            assert {actual, given} <= set(names.split())
            assert mark == ("✓" if actual == given else "✗")
        evaluation = hands.window.session.evaluation
        targets = np.array(hands.window.session.document.experiment.dataset.targets)
        right = accuracy(evaluation.predictions, targets, exclusive=key == "blobs")
        assert np.mean([text.endswith("✓") for text in shown]) == pytest.approx(right)
        assert hands.says(f"accuracy: {right:.1%}"), key

    hands.window.session.load(questions())
    shown = classes(hands)
    assert [text.partition(" → ")[0] for text in shown] == ["wet + cold", "wet", "none"]
    assert {text.partition(" → ")[2] for text in shown} == {"wet + cold ✓", "wet + cold ✗"}


def questions() -> Document:
    """Two yes-or-no questions a row, both answered with yes by every prediction."""
    document = open_starter("xor")
    experiment = document.experiment
    network = experiment.network
    rows = from_rows(
        np.zeros((3, network.sizes[0])), np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 0.0]])
    )
    layer = replace(network.layers[-1], names=("wet", "cold"), activation=SIGMOID)
    shape = network.matrices[-1].shape
    weights = [*network.matrices[:-1], np.ones((2, shape[1]))]
    wide = assemble(network.inputs, [*network.layers[:-1], layer], weights)
    changed = replace(experiment, network=wide, dataset=rows, loss=LOG_LOSS)
    return Document(changed, changed)


def test_classes_are_sorted_copied_and_not_typed_over_and_give_nothing_hidden_away(
    hands: WindowHands,
) -> None:
    load(hands, "blobs")
    column = class_column(hands)
    hands.data.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    actual = [text.partition(" → ")[0] for text in classes(hands)]
    assert actual == sorted(actual)

    hands.menu("Learn", "Hide", "Hide errors")
    assert all("→" in text and text[-1] not in "✓✗" for text in classes(hands))
    hands.menu("Learn", "Hide", "Hide values of nodes")
    assert set(classes(hands)) == {"left → ?", "right → ?", "top → ?"}
    hands.menu("Learn", "Hide", "Show everything")
    hands.press(Key.Key_PageDown)
    assert set(classes(hands)) == {"left", "right", "top"}

    load(hands, "circles")
    column = class_column(hands)
    hands.data.click(0, column)
    assert hands.data.copied() == classes(hands)[0]
    hands.data.double_click(0, column)
    assert not hands.data.is_editing
    assert hands.says("class is computed")
