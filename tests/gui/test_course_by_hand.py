"""Every exercise of the course, set up and read off in the window by hand."""

import itertools

import pytest
from PySide6.QtCore import QPoint

from core.activations import ACTIVATIONS, IDENTITY
from core.network import INPUT_LAYER, NodePlace
from gui.canvas.picture.picture import LabelKind
from gui.number_text import equals, number, signed
from tests.core.course_exercises import EXERCISES, Exercise
from tests.gui.window_hands import Key, WindowHands


class SetUp:
    """Makes the bank's network into an exercise's, with clicks and keys only."""

    def __init__(self, hands: WindowHands, exercise: Exercise) -> None:
        self._hands = hands
        self._exercise = exercise

    def do(self) -> None:
        self._layers()
        self._inputs()
        self._activations()
        self._data()
        self._weights()

    def _layers(self) -> None:
        wanted = len(self._exercise.weights)
        if wanted == 1:
            self._hands.menu("Network", "Hidden layer", "Remove this layer")
        elif wanted == 3:
            self._hands.menu("Network", "Hidden layer", "Add a hidden layer after it")

    def _inputs(self) -> None:
        """The + under the inputs appears when the pointer is near them."""
        for _ in range(len(self._exercise.inputs[0]) - 2):
            canvas = self._hands.canvas
            canvas.hover(canvas.middle(NodePlace(INPUT_LAYER, 1)) + QPoint(0, 40))
            plus = next(handle for handle in canvas.canvas.handles if handle.is_plus)
            canvas.click(canvas.at(plus.x, plus.y))

    def _activations(self) -> None:
        """Each by clicking its layer's title with the right button."""
        network = self._hands.window.session.document.experiment.network
        for layer, key in enumerate(self._exercise.activations):
            if network.layers[layer].activation.key != key:
                title = self._title(layer)
                activation = ACTIVATIONS[key]
                plain = activation is IDENTITY
                name = activation.name if plain else f"{activation.name}: {activation.formula}"
                self._hands.menu_at(title, "Activation", name)

    def _title(self, layer: int) -> QPoint:
        canvas = self._hands.canvas
        label = next(
            label
            for label in canvas.canvas.picture.labels
            if label.kind is LabelKind.TITLE and label.layer == layer
        )
        return canvas.at(*label.box.center)

    def _data(self) -> None:
        """All rows pasted at once, as from a spreadsheet."""
        targets = self._exercise.targets
        rows = [
            "\t".join(map(str, [*inputs, *([targets[at]] if targets else [])]))
            for at, inputs in enumerate(self._exercise.inputs)
        ]
        self._hands.data.click(0, 0)
        self._hands.data.paste("\n".join(rows))

    def _weights(self) -> None:
        """Typed one after another in the drawing, Tab leading from each to the next."""
        canvas = self._hands.canvas
        canvas.click(canvas.of(canvas.weight(0, 0, 0)))
        canvas.key(Key.Key_Return)
        for value in itertools.chain.from_iterable(
            node for layer in self._exercise.weights for node in layer
        ):
            canvas.type_over(str(value))
            canvas.key(Key.Key_Tab)
        canvas.key(Key.Key_Escape)


class ReadOff:
    """What the window shows of each number of an exercise."""

    def __init__(self, hands: WindowHands, exercise: Exercise) -> None:
        self._hands = hands
        self._exercise = exercise
        self._first_result = len(exercise.inputs[0]) + 1

    def column(self, name: str) -> list[str]:
        """The cells under a title of the data table."""
        at = self._hands.data.titles().index(name)
        return [self._hands.data.row(row)[at] for row in range(len(self._exercise.inputs))]

    def hidden(self) -> list[list[str]]:
        """The values in the hidden nodes."""
        picture = self._hands.window.canvas.picture
        layers = range(len(self._exercise.weights) - 1)
        return [
            [node.text.words for node in picture.nodes if node.place.layer == layer]
            for layer in layers
        ]

    def weight_column(self, name: str) -> list[str]:
        """A column of the weights table."""
        table = self._hands.weights
        at = table.titles().index(name)
        return [table.row(row)[at] for row in range(table.table.model().rowCount())]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.title)
def test_it_can_be_set_up_and_read_off(hands: WindowHands, exercise: Exercise) -> None:
    SetUp(hands, exercise).do()
    seen = ReadOff(hands, exercise)
    if exercise.predictions is not None:
        assert seen.column("pred.") == [number(value) for value in exercise.predictions]
        assert hands.shows(number(exercise.predictions[0]))
    if exercise.hidden is not None:
        assert seen.hidden() == [[number(v) for v in layer] for layer in exercise.hidden]
    if exercise.errors is not None:
        assert seen.column("error") == [signed(value) for value in exercise.errors]
        assert any(f"= {signed(exercise.errors[0])}" in text for text in _texts(hands))
    if exercise.loss is not None:
        assert hands.figure("loss") == number(exercise.loss)
        assert hands.says(f"{equals(exercise.loss)} loss {number(exercise.loss)}")


@pytest.mark.parametrize(
    "exercise", [e for e in EXERCISES if e.slopes], ids=lambda exercise: exercise.title
)
def test_its_slopes_stand_in_the_table_and_on_the_edges(
    hands: WindowHands, exercise: Exercise
) -> None:
    SetUp(hands, exercise).do()
    assert exercise.slopes is not None
    slopes = [signed(v) for layer in exercise.slopes for node in layer for v in node]
    assert ReadOff(hands, exercise).weight_column("slope") == slopes
    hands.press(Key.Key_S)
    shown = {pill.text.words for pill in hands.window.canvas.picture.pills}
    assert set(slopes) <= shown


@pytest.mark.parametrize(
    "exercise",
    [e for e in EXERCISES if e.edit or e.updates],
    ids=lambda exercise: exercise.title,
)
def test_what_is_done_in_it_comes_out_right(hands: WindowHands, exercise: Exercise) -> None:
    SetUp(hands, exercise).do()
    canvas, seen = hands.canvas, ReadOff(hands, exercise)
    for place, value in exercise.edit.items():
        canvas.double_click(canvas.of(canvas.weight(*place)))
        canvas.type_over(str(value))
        canvas.key(Key.Key_Return)
    for _ in range(exercise.updates):
        hands.press(Key.Key_Space)
    if exercise.errors_after is not None:
        assert seen.column("error") == [signed(value) for value in exercise.errors_after]
    if exercise.weights_after is not None:
        weights = [number(v) for layer in exercise.weights_after for node in layer for v in node]
        assert seen.weight_column("weight") == weights
    if exercise.losses_after is not None:
        _check_the_curve(hands, exercise)


def _texts(hands: WindowHands) -> list[str]:
    return list(hands.window.canvas.picture.texts())


def _check_the_curve(hands: WindowHands, exercise: Exercise) -> None:
    assert exercise.losses_after is not None
    assert exercise.loss is not None
    plot = hands.window.loss_panel.ensure_plot()
    plot.refresh()
    frame = plot.axes.frame()
    assert frame is not None
    scale = plot.axes.range.scale
    drawn = [(frame.step(x), scale.loss(frame.height(y))) for x, y in plot.behind.points.tolist()]
    assert [step for step, _ in drawn] == pytest.approx(range(exercise.updates + 1))
    losses = [exercise.loss, *exercise.losses_after]
    assert [loss for _, loss in drawn] == pytest.approx(losses, abs=1e-9)
    assert hands.figure("step") == str(exercise.updates)
    assert hands.figure("loss") == number(exercise.losses_after[-1])


def test_a_changed_weight_says_what_it_did_to_the_error(hands: WindowHands) -> None:
    canvas = hands.canvas
    hands.data.click(0, 0)
    hands.data.paste("3\t2\t7")
    canvas.double_click(canvas.of(canvas.weight(1, 0, 0)))
    canvas.type_over("2,01")
    canvas.key(Key.Key_Return)
    assert hands.says("hidden 1 → prediction: 2 → 2.01 · error 9 → 9.08")
    assert hands.says("loss 81 → 82.4464, worse")
