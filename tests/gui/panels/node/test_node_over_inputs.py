"""A node's output over the inputs, and rugs of many rows, by hand."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtGui import QColor

from core.document.made_inputs import add_made_input, read_formula
from core.training.evaluation import evaluate
from gui.formatting.numbers import number
from gui.panels.node.node_page import NodePage
from gui.plotting.plot_frame import Pixel
from tests.gui.panels.node.node_hands import (
    HIDDEN_1,
    INPUT,
    PREDICTION,
    click_node,
    load,
    switch,
    written,
)
from tests.gui.plot_hands import PlotHands
from tests.gui.window_hands import Key, WindowHands


def values_there(hands: WindowHands, inputs: tuple[float, ...]) -> list[list[float]]:
    """What the nodes of each layer give for one row of these inputs."""
    experiment = hands.window.session.document.experiment
    row = experiment.dataset.row(0)
    for column, value in enumerate(inputs):
        row = row.with_input(0, column, value)
    alone = evaluate(replace(experiment, dataset=row, validation=None))
    return [values[:, 0].tolist() for values in alone.activations]


def test_the_map_says_what_the_node_gives_and_follows_a_step_and_the_range_in_view(
    hands: WindowHands, page: NodePage
) -> None:
    load(hands, "moons")
    click_node(hands, HIDDEN_1)
    hands.click(switch(page, "Map"))
    assert page.over_inputs.isVisible()
    assert not page.response.isVisible()  # there is room for one of them
    view = page.over_inputs.view
    assert view is not None
    corner = view.shown[0][0], view.shown[1][1]
    assert view.values[0, -1] == pytest.approx(values_there(hands, corner)[0][0], rel=1e-12)
    plot = PlotHands(page.over_inputs)
    plot.hover(plot.at(view.home[0][1] - 0.1, view.home[1][1] - 0.1))  # where no row is
    read = [text for text in written(page.over_inputs) if text.startswith("x ")]
    place = tuple(float(line.split()[1].replace("−", "-")) for line in read[0].split("\n")[:2])
    assert read[0].endswith(f"hidden 1 {number(values_there(hands, place)[0][0])}")

    view = page.over_inputs.view
    assert view is not None
    at = int(view.dots[:, 1].argmax())
    where = page.over_inputs.frame.points(*view.dots[at : at + 1].T)[0]
    PlotHands(page.over_inputs).click(Pixel(*where.tolist()))
    assert hands.window.session.focus.row == at

    click_node(hands, PREDICTION)
    before = page.over_inputs.view
    hands.press(Key.Key_Space)
    after = page.over_inputs.view
    assert before is not None
    assert after is not None
    assert not np.allclose(before.values, after.values)
    plot = PlotHands(page.over_inputs)
    plot.turn_wheel(plot.at(0.0, 0.0))
    closer = page.over_inputs.view
    assert closer is not None
    assert closer.shown[0][1] - closer.shown[0][0] < after.shown[0][1] - after.shown[0][0]

    hands.press(Key.Key_F6)
    assert page.over_inputs.isVisible()
    assert page.response.isVisible()


def test_over_one_input_it_is_a_curve_through_the_rows_with_an_input_made_of_it_too(
    hands: WindowHands, page: NodePage
) -> None:
    load(hands, "sine")
    click_node(hands, HIDDEN_1)
    hands.click(switch(page, "Over the input"))
    view = page.over_inputs.view
    assert view is not None
    activations = hands.window.session.evaluation.activations[0][0]
    assert view.dots[:, 1].tolist() == pytest.approx(activations[view.rows].tolist(), rel=1e-12)
    middle = view.shown[0][0] / 2 + view.shown[0][1] / 2
    there = float(np.interp(middle, np.linspace(*view.shown[0], view.values.size), view.values))
    assert there == pytest.approx(values_there(hands, (middle,))[0][0], abs=1e-9)

    session = hands.window.session
    session.load(add_made_input(session.document, read_formula(session.document, "x²")))
    click_node(hands, HIDDEN_1)
    view = page.over_inputs.view
    assert view is not None
    activations = session.evaluation.activations[0][0]
    assert view.dots[:, 1].tolist() == pytest.approx(activations[view.rows].tolist(), rel=1e-12)


def test_rows_are_told_by_colour_and_lane_and_counted_where_they_are_many(
    hands: WindowHands, page: NodePage
) -> None:
    load(hands, "moons")
    click_node(hands, HIDDEN_1)
    rug, frame = page.response.rug, page.response.frame
    assert rug is not None
    assert rug.classes is not None
    places = [rug.place(frame, int(np.flatnonzero(rug.classes == kind)[5])) for kind in (0, 1)]
    assert places[0].y < places[1].y
    picture = page.response.grab().toImage()
    scale = picture.width() / page.response.width()
    colors = [QColor(picture.pixel(int(x * scale), int(y * scale))) for x, y in places]
    assert colors[0].red() > colors[0].blue() + 20
    assert colors[1].blue() > colors[1].red() + 20

    click_node(hands, INPUT)
    plot, bars = PlotHands(page.given), page.given.bars
    nth = int(bars.counts.argmax())
    plot.hover(plot.at(float(bars.ends[nth : nth + 2].mean()), 0.5 * bars.counts[nth]))
    read = [text for text in written(page.given) if text.startswith("from ")]
    assert read[0].endswith(f"{int(bars.counts[nth])} rows")

    load(hands, "wages")
    click_node(hands, HIDDEN_1)
    assert not page.map.isVisible()

    rows = hands.window.session.document.experiment.dataset.rows
    assert f"sum of hidden 1 (bars: {rows} rows)" in written(page.response)
