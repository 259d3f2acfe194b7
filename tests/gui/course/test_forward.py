"""Chapter 1 of the course by hand: what a network predicts."""

from core.nn.network import NodePlace
from gui.operations.numbers import input_cell
from tests.gui.canvas.canvas_hands import Key
from tests.gui.course.course_hands import CourseHands

WEIGHT = 2  # the column of the weights table
HIDDEN, OUTPUT = "Hidden layer · ReLU", "Prediction"
RELU = "ReLU: max(0, z)"
HIDDEN_1, HIDDEN_2 = NodePlace(0, 0), NodePlace(0, 1)


def type_inputs(hands: CourseHands, *values: str) -> None:
    """Double-click each input in the drawing and type over it."""
    canvas = hands.canvas
    for column, value in enumerate(values):
        canvas.double_click(canvas.of(input_cell(column, 0)))
        canvas.type_over(value)
        canvas.key(Key.Key_Return)


def test_coding_the_forward_propagation_algorithm(hands: CourseHands) -> None:
    """All in the drawing: typed over, and the activation chosen at the layer's title."""
    type_inputs(hands, "3", "5")
    hands.choose_activation(HIDDEN, "identity")
    hands.type_weights("2", "4", "4", "-5", "2", "7")
    assert hands.edge_texts() == ["2", "4", "4", "−5", "2", "7"]
    hands.must_see("Hidden layer · identity", "error −39 − 5 = −44")
    assert hands.node_texts(0) == ["26", "−13"]
    assert hands.node_texts(1) == ["−39"]
    assert hands.explained(HIDDEN_1)[0] == "hidden 1 = 3 × 2 + 5 × 4 = 26"
    assert hands.explained(HIDDEN_2)[0] == "hidden 2 = 3 × 4 + 5 × (−5) = −13"
    assert hands.explained(NodePlace(1, 0))[0].endswith(" = −39")
    assert hands.column(hands.data, "pred.") == ["−39"]
    assert hands.column(hands.data, "accounts") == ["3"]
    assert hands.column(hands.data, "children") == ["5"]


def test_the_rectified_linear_activation_function(hands: CourseHands) -> None:
    """All in the two tables, with Tab from cell to cell."""
    hands.type_cells(hands.data, 0, 0, ["3", "5"])
    hands.type_cells(hands.weights, 0, WEIGHT, ["2", "4", "4", "-5", "2", "7"])
    assert hands.column(hands.weights, "weight") == ["2", "4", "4", "−5", "2", "7"]
    assert hands.node_texts(0) == ["26", "0"]
    assert hands.node_texts(1) == ["52"]
    assert hands.edge_texts() == ["2", "4", "4", "−5", "2", "7"]
    hands.must_see(HIDDEN, "ReLU(26)", "ReLU(−13), asleep")
    assert hands.explained(HIDDEN_2)[:2] == [
        "hidden 2 = ReLU(3 × 4 + 5 × (−5)) = ReLU(−13) = 0",
        "hidden 2 is asleep: its sum is below 0, so no slope passes",
    ]
    assert hands.explained(NodePlace(1, 0))[0] == "prediction = 26 × 2 + 0 × 7 = 52"
    assert hands.column(hands.data, "pred.") == ["52"]


def test_applying_the_network_to_many_observations(hands: CourseHands) -> None:
    """Rows and weights pasted; the drawing shows the row that was clicked."""
    hands.menu("Network", "Prediction", "Activation", RELU)
    hands.paste(hands.weights, 0, WEIGHT, "2\n4\n4\n-5\n2\n7")
    assert hands.edge_texts() == ["2", "4", "4", "−5", "2", "7"]
    hands.paste(hands.data, 0, 0, "3\t5\n1\t-1\n0\t0\n8\t4")
    assert hands.column(hands.data, "accounts") == ["3", "1", "0", "8"]
    assert hands.column(hands.data, "children") == ["5", "−1", "0", "4"]
    assert hands.column(hands.data, "pred.") == ["52", "63", "0", "148"]
    rows = (
        (["3", "5"], ["26", "0"], "52"),
        (["1", "−1"], ["0", "9"], "63"),
        (["0", "0"], ["0", "0"], "0"),
        (["8", "4"], ["32", "12"], "148"),
    )
    for row, (inputs, hidden, prediction) in enumerate(rows):
        hands.data.click(row, 3)
        hands.must_see(f"values of row {row + 1} of 4", "Prediction · ReLU", f"ReLU({prediction})")
        assert hands.node_texts(-1) == inputs
        assert hands.node_texts(0) == hidden
        assert hands.node_texts(1) == [prediction]


def test_forward_propagation_in_a_deeper_network(hands: CourseHands) -> None:
    """The second hidden layer comes from the + between the titles."""
    hands.insert_layer(HIDDEN, OUTPUT, at=1)
    for title in ("Hidden layer 1 · ReLU", "Hidden layer 2 · ReLU"):
        hands.choose_activation(title, "identity")
    type_inputs(hands, "1", "1")
    hands.type_weights("2", "4", "4", "-5", "0", "1", "1", "1", "5", "1")
    assert hands.edge_texts() == ["2", "4", "4", "−5", "0", "1", "1", "1", "5", "1"]
    hands.must_see("Hidden layer 1 · identity", "Hidden layer 2 · identity")
    assert [hands.node_texts(layer) for layer in range(3)] == [["6", "−1"], ["−1", "5"], ["0"]]
    assert hands.explained(HIDDEN_2)[0] == "hidden 1.2 = 1 × 4 + 1 × (−5) = −1"
    assert hands.explained(NodePlace(1, 1))[0].endswith(" = 5")
    assert hands.column(hands.data, "pred.") == ["0"]


def test_multi_layer_neural_networks_as_the_figure_draws_it(hands: CourseHands) -> None:
    """The second hidden layer comes from the menu bar, the weights from a spreadsheet."""
    hands.menu("Network", "Hidden layer", "Add a hidden layer after it")
    hands.type_cells(hands.data, 0, 0, ["3", "5"])
    hands.paste(hands.weights, 0, WEIGHT, "2\n4\n4\n-5\n-1\n2\n1\n2\n2\n7")
    assert hands.edge_texts() == ["2", "4", "4", "−5", "−1", "2", "1", "2", "2", "7"]
    assert [hands.node_texts(layer) for layer in range(3)] == [["26", "0"], ["0", "26"], ["182"]]
    hands.must_see("ReLU(26)", "ReLU(−13), asleep", "ReLU(−26), asleep", "error 182 − 5 = +177")
    assert (
        hands.explained(NodePlace(1, 1))[0] == "hidden 2.2 = ReLU(26 × 1 + 0 × 2) = ReLU(26) = 26"
    )
    assert hands.explained(NodePlace(2, 0))[0] == "prediction = 0 × 2 + 26 × 7 = 182"
    assert hands.column(hands.data, "pred.") == ["182"]


def test_multi_layer_neural_networks_as_the_code_gives_it(hands: CourseHands) -> None:
    """The second hidden layer comes from the right button, all numbers from the keys.

    It takes in the first hidden layer: feeding it the inputs, a common slip, would give 116.
    """
    hands.menu_at(hands.title(HIDDEN), "Add a hidden layer after it")
    hands.type_all("3", "5", "2", "4", "4", "-5", "-1", "1", "2", "2", "2", "7")
    assert hands.edge_texts() == ["2", "4", "4", "−5", "−1", "1", "2", "2", "2", "7"]
    assert [hands.node_texts(layer) for layer in range(3)] == [["26", "0"], ["0", "52"], ["364"]]
    hands.must_see("ReLU(−26), asleep", "ReLU(52)", "error 364 − 5 = +359")
    assert (
        hands.explained(NodePlace(1, 1))[0] == "hidden 2.2 = ReLU(26 × 2 + 0 × 2) = ReLU(52) = 52"
    )
    assert hands.explained(NodePlace(2, 0))[0] == "prediction = 0 × 2 + 52 × 7 = 364"
    assert hands.column(hands.data, "pred.") == ["364"]
