"""The page of a node, by hand."""

from msgspec.structs import replace
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from core.nn.activations import ACTIVATIONS
from core.nn.network import NodePlace
from core.response.curve import tangent_at
from gui.formatting.numbers import number
from gui.operations import structure
from gui.panels.hill.hill_panel import NODE
from gui.panels.node.node_page import NodePage
from tests.gui.entries_of_tests import PARABOLA
from tests.gui.panels.node.node_hands import (
    HIDDEN_1,
    HIDDEN_2,
    INPUT,
    PREDICTION,
    click_node,
    load,
    switch,
    tick_of,
    written,
)
from tests.gui.plot_hands import PlotHands
from tests.gui.window_hands import Key, Modifier, WindowHands


def told(widget: QWidget) -> str:
    """What a screen reader says of a plot."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Description))


def test_only_one_node_is_looked_at_and_the_bank_by_hand(
    hands: WindowHands, page: NodePage
) -> None:
    assert hands.says("Click a node in the drawing, or find one by its name (Ctrl+F)")
    assert not page.response.isVisible()

    hands.window.session.select(nodes=(HIDDEN_1, HIDDEN_2))
    assert hands.says("Select one node alone to look at it here")
    assert not page.response.isVisible()

    click_node(hands, HIDDEN_1)
    assert hands.says("hidden 1: max(0, z)")
    assert hands.says("awake: its only sum is above 0")
    assert {"ReLU(8) = 8", "activation slope 1"} <= set(written(page.response))  # 3 × 2 + 2 × 1
    click_node(hands, HIDDEN_2)
    assert hands.says("on the corner: its only sum is exactly 0")
    assert {"ReLU(0) = 0", "activation slope 0"} <= set(written(page.response))
    assert "loss slope" not in " ".join(written(page.response))

    click_node(hands, HIDDEN_1)
    assert told(page.response) == (
        "ReLU of hidden 1; sum 8, value 8; activation slope 1; awake: its only sum is above 0"
    )

    click_node(hands, HIDDEN_1)
    plot = PlotHands(page.response)
    plot.hover(tick_of(page, 0))
    assert "row 1\nsum 8\nvalue 8" in written(page.response)
    plot.hover(plot.at(4.0, 6.0))
    assert "sum 4\nvalue 4\nactivation slope 1" in written(page.response)

    click_node(hands, HIDDEN_1)
    plot, home = PlotHands(page.response), page.response.ranges
    plot.turn_wheel(plot.at(2.0, 2.0))
    assert page.response.ranges.x[1] - page.response.ranges.x[0] < home.x[1] - home.x[0]
    plot.key(Key.Key_Home)
    assert page.response.ranges == home

    click_node(hands, HIDDEN_1)
    assert page.response.slope_curve is None
    hands.click(switch(page, "Slope"))
    assert page.response.slope_curve is not None
    assert hands.window.hill_panel.node.slopes.isChecked()

    click_node(hands, HIDDEN_1)
    session = hands.window.session
    session.look(replace(session.focus, point=(1.0, 0.5)))
    assert "ReLU(2.5) = 2.5" in written(page.response)  # 1 × 2 + 0.5 × 1
    assert hands.says("awake: its only sum is above 0")

    click_node(hands, HIDDEN_1)
    hands.window.session.look_at_row(0)
    hands.press(Key.Key_Space)
    # 2 − 0.01 × 132 = 0.68 and 1 − 0.01 × 88 = 0.12: 3 × 0.68 + 2 × 0.12
    assert "ReLU(2.28) = 2.28" in written(page.response)


def test_a_node_awake_or_asleep_for_all_rows_has_its_tick_for_each(
    hands: WindowHands, page: NodePage
) -> None:
    load(hands, "moons")
    click_node(hands, HIDDEN_1)
    sums = hands.window.session.evaluation.preactivations[0][0]
    row = int(sums.argmax())
    PlotHands(page.response).click(tick_of(page, row))
    assert hands.window.session.focus.row == row
    assert hands.window.session.focus.node == HIDDEN_1

    hands.window.session.look_at_row(0)
    click_node(hands, PREDICTION)
    prediction = float(hands.window.session.evaluation.predictions[0, 0])
    steepness = f"activation slope {number(prediction * (1 - prediction))}"
    assert {steepness, "in the loss slope already"} <= set(written(page.response))

    click_node(hands, INPUT)
    assert page.given.isVisible()
    assert sum(page.given.bars.counts.tolist()) == 200
    assert told(page.given).startswith("x in 200 rows, from ")

    load(hands, "wages")
    click_node(hands, HIDDEN_1)
    assert hands.says(" sums are above 0")
    bias = hands.canvas.weight(0, 0, None)
    hands.canvas.double_click(hands.canvas.of(bias))
    hands.canvas.type_over("-1000")
    hands.canvas.key(Key.Key_Return)
    click_node(hands, HIDDEN_1)
    rows = hands.window.session.document.experiment.dataset.rows
    assert hands.says(f"asleep: all {rows} sums are below 0")


def test_every_activation_has_its_curve_and_tangent(hands: WindowHands, page: NodePage) -> None:
    for activation in (*ACTIVATIONS.values(), PARABOLA):
        load(hands, "moons")
        structure.set_activation(hands.window.session, 0, activation)
        click_node(hands, HIDDEN_1)
        sums = hands.window.session.evaluation.preactivations[0]
        tangent = tangent_at(activation, float(sums[0, 0]))
        words = f"{activation.name}({number(tangent.sum)}) = {number(tangent.value)}"
        assert {words, f"activation slope {number(tangent.slope)}"} <= set(written(page.response))
        assert (
            page.response.ranges.x[0] < sums[0].min() <= sums[0].max() < page.response.ranges.x[1]
        )


def test_softmax_shows_sums_powers_and_shares(hands: WindowHands, page: NodePage) -> None:
    load(hands, "blobs")
    click_node(hands, PREDICTION)
    shares = page.shares.shares
    assert shares is not None
    predictions = hands.window.session.evaluation.predictions[:, 0]
    assert shares.shares.tolist() == predictions.tolist()
    assert {"sum", "e^sum", "share", "left", "right", "top"} <= set(written(page.shares))
    plot = PlotHands(page.shares)
    plot.click(plot.at(0.5, 0.5))  # the lowest line
    assert hands.window.session.focus.node == NodePlace(1, 2)

    bias = hands.canvas.weight(1, 0, None)
    hands.canvas.double_click(hands.canvas.of(bias))
    hands.canvas.type_over("900")
    hands.canvas.key(Key.Key_Return)
    click_node(hands, PREDICTION)
    largest = float(hands.window.session.evaluation.preactivations[1][0, 0])
    shares = page.shares.shares
    assert shares is not None
    assert shares.taken_off == largest > 890
    assert any(text.startswith("e^(sum − ") for text in written(page.shares))
    assert {"1", "0"} <= set(written(page.shares))

    hands.menu("Learn", "Hide", "Hide values of nodes")
    assert not page.shares.isVisible()
    assert hands.says("its sums are hidden (Learn ▸ Hide)")
    assert not hands.says("Select one node alone")
    hands.menu("Learn", "Hide", "Show everything")

    load(hands, "digits")
    hands.window.session.select(nodes=(NodePlace(-1, 30),))
    assert page.given.isVisible()
    hands.window.session.select(nodes=(NodePlace(1, 4),))
    assert "4" in written(page.shares)


def test_what_is_hidden_or_not_computed_yet_is_not_given_away(
    hands: WindowHands, page: NodePage
) -> None:
    click_node(hands, HIDDEN_1)
    hands.menu("Learn", "Hide", "Hide loss")
    assert page.response.isVisible()

    hands.menu("Learn", "Hide", "Show everything")
    click_node(hands, HIDDEN_1)
    hands.click(switch(page, "Slope"))
    hands.menu("Learn", "Hide", "Hide slopes")
    said = " ".join([*written(page.response), told(page.response)])
    assert "ReLU(8) = 8" in said
    assert "activation slope" not in said
    assert page.response.slope_curve is None

    hands.menu("Learn", "Hide", "Show everything")
    click_node(hands, HIDDEN_1)
    hands.menu("Learn", "Hide", "Hide values of nodes")
    said = " ".join([*written(page.response), told(page.response)])
    assert "8" not in said
    assert "activation slope" not in said
    assert page.response.rug is None
    assert hands.says("its sums are hidden (Learn ▸ Hide)")
    assert not switch(page, "Map").isVisible()

    hands.menu("Learn", "Hide", "Show everything")
    click_node(hands, HIDDEN_2)
    hands.press(Key.Key_PageDown)  # hidden 1 is computed
    assert hands.says("its sums are not computed yet (PgDown goes on)")
    assert "ReLU(0) = 0" not in written(page.response)
    hands.press(Key.Key_2, Modifier.ControlModifier)  # all values are
    assert "ReLU(0) = 0" in written(page.response)
    assert "activation slope 0" not in written(page.response)


def test_it_is_reached_by_key_and_enlarged(hands: WindowHands) -> None:
    hands.press(Key.Key_5, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert hands.window.hill_panel.page == NODE
    click_node(hands, HIDDEN_1)
    hands.press(Key.Key_F6)
    page = hands.window.hill_panel.node
    assert page.response.isVisible()
    hands.press(Key.Key_Escape)
    assert hands.window.canvas.isVisible()
