"""Predictions beside what was wanted, by hand."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from core.data.scaling import Scale
from core.files.file_reading import read_file
from core.nn.network import NodePlace
from core.opening.from_table import Learning
from core.opening.predicting import predicted
from core.opening.sample_data import SAMPLES, open_sample
from core.opening.table_file import open_table
from core.training.propagation import Propagation
from gui.formatting.numbers import number
from gui.panels.predictions.fit_page import FitPage
from gui.panels.predictions.fit_view import FitKind, kinds_for
from gui.plotting.plot_frame import Pixel
from tests.gui.every_view import painted_texts
from tests.gui.plot_hands import PlotHands
from tests.gui.window_hands import Key, WindowHands

LEFT = Qt.MouseButton.LeftButton
BY_KEY = {sample.key: sample for sample in SAMPLES}


@pytest.fixture
def page(hands: WindowHands, qtbot: QtBot) -> FitPage:
    panel = hands.window.hill_panel
    qtbot.mouseClick(panel.tabs, LEFT, pos=panel.tabs.tabRect(3).center())
    return panel.fit


def load(hands: WindowHands, key: str) -> None:
    hands.window.session.load(open_sample(BY_KEY[key]))


def choose(button: QToolButton, name: str) -> None:
    """Open the menu of a button, and choose from it."""
    menu = button.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == name).trigger()


@pytest.mark.parametrize(
    ("key", "kinds"),
    [
        ("sine", [FitKind.CURVE, FitKind.ACTUAL, FitKind.RESIDUALS]),
        ("moons", [FitKind.MAP, FitKind.CONFUSION]),
        ("blobs", [FitKind.MAP, FitKind.CONFUSION]),
        ("wages", [FitKind.ACTUAL, FitKind.RESIDUALS]),
    ],
)
def test_what_fits_is_offered_and_the_best_shown(
    hands: WindowHands, page: FitPage, key: str, kinds: list[FitKind]
) -> None:
    load(hands, key)
    assert kinds_for(hands.window.session.document.experiment) == kinds
    assert page.plot.kind is kinds[0]
    assert page.kind.text() == f"{kinds[0].value} ▾"


def test_the_curve_is_what_the_network_predicts(hands: WindowHands, page: FitPage) -> None:
    load(hands, "sine")
    line = page.plot.view.line
    assert line is not None
    experiment = hands.window.session.document.experiment
    rows = experiment.dataset.only(np.zeros(1, dtype=np.intp)).with_input(0, 0, float(line[7, 0]))
    passes = Propagation(experiment.network, rows, experiment.loss)
    passes.forward()
    assert line[7, 1] == passes.layers[-1].activations[0, 0]


def test_the_curve_follows_each_step(hands: WindowHands, page: FitPage) -> None:
    load(hands, "sine")
    before = page.plot.view.line
    hands.press(Key.Key_Space)
    after = page.plot.view.line
    assert before is not None
    assert after is not None
    assert not np.allclose(before[:, 1], after[:, 1])


def written(page: FitPage) -> list[str]:
    """All that is written on the plot."""
    with painted_texts() as painted:
        page.plot.grab()
    return painted


def place_of(page: FitPage, at: int) -> Pixel:
    """Where the point of a row is."""
    points = page.plot.view.points[0]
    return Pixel(*page.plot.frame.points(points.x, points.y)[at].tolist())


def test_a_click_on_a_point_looks_at_its_row(hands: WindowHands, page: FitPage) -> None:
    load(hands, "sine")
    plot = PlotHands(page.plot)
    plot.hover(place_of(page, 17))
    assert page.plot.cursor().shape() is Qt.CursorShape.PointingHandCursor
    plot.click(place_of(page, 17))
    assert hands.window.session.focus.row == 17


def test_a_row_under_the_pointer_is_read(hands: WindowHands, page: FitPage) -> None:
    load(hands, "sine")
    dataset = hands.window.session.document.experiment.dataset
    PlotHands(page.plot).hover(place_of(page, 17))
    x, y = (number(float(part[0][17])) for part in (dataset.own_inputs, dataset.own_targets))
    assert f"row 18\nx {x}\ny {y}" in written(page)


def test_the_curve_is_read_above_and_below_it(hands: WindowHands, page: FitPage) -> None:
    load(hands, "sine")
    plot, (_, high) = PlotHands(page.plot), page.plot.frame.heights
    plot.hover(plot.at(-3.2, high))
    read = next(text for text in written(page) if "\n" in text)
    found = predicted(hands.window.session.document, (np.array([-3.2]),))
    assert read == f"x −3.2\ny {number(float(found[0, 0]))}"


def test_the_map_is_read_everywhere(hands: WindowHands, page: FitPage) -> None:
    plot = PlotHands(page.plot)  # the bank's customers: 3 accounts and 2 children, 5 transactions
    plot.hover(plot.at(4, 1))
    read = next(text for text in written(page) if "\n" in text)
    network = hands.window.session.document.experiment.network
    found = predicted(hands.window.session.document, (np.array([4.0]), np.array([1.0])))
    name = network.node_name(NodePlace(len(network.layers) - 1, 0))
    assert read == f"accounts 4\nchildren 1\n{name} {number(float(found[0, 0]))}"
    load(hands, "blobs")
    plot.hover(plot.at(-2.2, 1.9))
    read = next(text for text in written(page) if "\n" in text)
    assert read.split("\n")[2].startswith(("left: ", "right: ", "top: "))


def test_cells_of_classes_are_read(hands: WindowHands, page: FitPage) -> None:
    load(hands, "blobs")
    page.choose(FitKind.CONFUSION)
    counts = page.plot.view.counts
    assert counts is not None
    plot = PlotHands(page.plot)
    plot.hover(plot.at(2.5, 1.5))  # the third across, the second from above
    text = f"actual right, predicted top\n{counts[1, 2]} of {counts[1].sum()} rows"
    assert text in written(page)


def test_axes_are_panned_and_zoomed_and_what_is_predicted_there_is_shown(
    hands: WindowHands, page: FitPage, qtbot: QtBot
) -> None:
    load(hands, "sine")
    plot, home = PlotHands(page.plot), page.plot.ranges
    plot.key(Key.Key_Right)
    plot.key(Key.Key_Minus)
    assert page.plot.ranges.x[1] > home.x[1] + 1
    line = page.plot.view.line
    assert line is not None
    assert (line[0, 0], line[-1, 0]) == pytest.approx(page.plot.ranges.x)
    plot.key(Key.Key_Home)
    assert page.plot.ranges == home
    load(hands, "moons")
    plot.turn_wheel(plot.at(0.5, 0.5), 3)
    (left, _), (low, _), _ = page.plot.ranges
    corner = predicted(hands.window.session.document, (np.array([left]), np.array([low])))

    def finely() -> bool:
        ground = page.plot.view.ground
        return ground is not None and ground.shape[1] > 60

    qtbot.waitUntil(finely)
    ground = page.plot.view.ground
    assert ground is not None
    assert ground[0, 0, 0] == pytest.approx(corner[0, 0], rel=1e-12)


def test_each_way_to_show_predictions_remembers_what_was_looked_at(
    hands: WindowHands, page: FitPage
) -> None:
    load(hands, "sine")
    plot = PlotHands(page.plot)
    plot.turn_wheel(plot.at(0, 0))
    curve = page.plot.ranges
    page.choose(FitKind.ACTUAL)
    assert not page.plot.is_zoomed
    plot.turn_wheel(plot.at(0, 0), 2)
    actual = page.plot.ranges
    hands.press(Key.Key_Space)
    assert page.plot.ranges == actual
    page.choose(FitKind.CURVE)
    assert page.plot.ranges == curve
    load(hands, "sine")
    assert not page.plot.is_zoomed, "another document is another thing to look at"


def test_classes_stay_where_they_are(hands: WindowHands, page: FitPage) -> None:
    load(hands, "blobs")
    page.choose(FitKind.CONFUSION)
    plot, home = PlotHands(page.plot), page.plot.ranges
    plot.turn_wheel(plot.at(1, 1))
    plot.drag(plot.at(1, 1), plot.at(2, 2))
    plot.key(Key.Key_Right)
    assert page.plot.ranges == home


def test_the_map_is_the_prediction_over_both_inputs(hands: WindowHands, page: FitPage) -> None:
    load(hands, "moons")
    view = page.plot.view
    assert view.ground is not None
    (left, _), (low, high) = view.spans
    corner = predicted(hands.window.session.document, (np.array([left]), np.array([low])))
    assert view.ground[0, 0, 0] == pytest.approx(corner[0, 0], rel=1e-12)
    top = predicted(hands.window.session.document, (np.array([left]), np.array([high])))
    assert view.ground[0, 0, -1] == pytest.approx(top[0, 0], rel=1e-12)


def test_a_map_of_numbers_says_which_colour_is_which(hands: WindowHands, page: FitPage) -> None:
    assert {"10", "20"} <= set(written(page))  # transactions


def test_confusion_adds_up_to_the_rows(hands: WindowHands, page: FitPage) -> None:
    load(hands, "blobs")
    page.choose(FitKind.CONFUSION)
    view = page.plot.view
    assert view.counts is not None
    assert view.counts.sum() == 150
    assert view.class_names == ("left", "right", "top")


def test_confusion_is_shown_for_rows_set_aside_too(hands: WindowHands, page: FitPage) -> None:
    load(hands, "blobs")
    page.choose(FitKind.CONFUSION)
    assert not page.part.isVisible()
    hands.menu("Data", "Set rows aside for validation", "30% of the rows")
    counts = {}
    for name in ("rows learnt from", "rows set aside", "all rows"):
        choose(page.part, name)
        assert page.part.text() == f"{name} ▾"
        assert page.plot.view.counts is not None
        counts[name] = page.plot.view.counts
    learnt, aside, every = counts.values()
    experiment = hands.window.session.document.experiment
    assert experiment.validation is not None
    assert (learnt.sum(), aside.sum()) == (experiment.dataset.rows, experiment.validation.rows)
    assert aside.sum(axis=1).tolist() == [column.sum() for column in experiment.validation.targets]
    assert (every == learnt + aside).all()


def test_rows_set_aside_are_hollow_points_of_their_own(hands: WindowHands, page: FitPage) -> None:
    load(hands, "wages")
    learnt, aside = page.plot.view.points
    assert (learnt.x.size, aside.x.size) == (400, 100)
    assert aside.aside


def test_scaled_targets_are_shown_in_their_own_units(hands: WindowHands, page: FitPage) -> None:
    load(hands, "wages")
    dataset = hands.window.session.document.experiment.dataset
    assert page.plot.view.points[0].x.tolist() == dataset.own_targets[0].tolist()
    assert hands.says("in own units")


def test_errors_are_predicted_minus_actual(hands: WindowHands, page: FitPage) -> None:
    load(hands, "sine")
    page.choose(FitKind.RESIDUALS)
    errors = hands.window.session.evaluation.errors[0]
    assert page.plot.view.points[0].y == pytest.approx(errors)


def test_very_many_rows_are_sampled_and_that_is_said(hands: WindowHands, page: FitPage) -> None:
    document = open_sample(BY_KEY["sine"])
    many = BY_KEY["sine"].dataset(1, rows=3000)
    experiment = replace(document.experiment, dataset=many)
    hands.window.session.load(document.with_experiment(experiment))
    assert page.plot.view.points[0].x.size == 2000
    assert hands.says("2000 of 3000 rows")


def test_several_predictions_are_chosen_from(hands: WindowHands, page: FitPage) -> None:
    load(hands, "blobs")
    hands.menu("Descent", "Loss", "Mean squared error: mean (pred − target)²")
    page.choose(FitKind.ACTUAL)
    assert page.output.isVisible()
    page.plot.choose_output(2)
    assert page.plot.view.points[0].x.tolist() == (
        hands.window.session.document.experiment.dataset.own_targets[2].tolist()
    )


def test_it_is_hidden_with_the_loss(hands: WindowHands, page: FitPage) -> None:
    hands.menu("Learn", "Hide", "Hide loss")
    assert not page.isVisible()


def test_a_scaled_network_tells_its_inputs_in_their_own_units(
    hands: WindowHands, tmp_path: object
) -> None:
    load(hands, "wages")
    own = hands.window.session.document.experiment.dataset.own_inputs[0][0]
    assert hands.shows(f"education {own:g}")


def test_what_was_learnt_from_a_table_has_its_classes_names(
    hands: WindowHands, page: FitPage, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("tables") / "pets.csv"
    rows = [f"{at % 5},{at % 3},{['cat', 'dog'][at % 2]}" for at in range(20)]
    path.write_text("\n".join(["a,b,pet", *rows]), encoding="utf-8")
    document, *_ = open_table(read_file(path), ["pet"], Learning(input_scale=Scale.NONE))
    hands.window.session.load(document)
    assert page.plot.view.class_names == ("cat", "dog")


@pytest.mark.parametrize("key", ["sine", "moons", "wages"])
def test_nothing_is_painted_just_outside_of_the_axes(
    hands: WindowHands, page: FitPage, key: str
) -> None:
    load(hands, key)
    box, picture = page.plot.frame.box, page.plot.grab().toImage()
    ratio = picture.devicePixelRatio()
    column = round(ratio * (box.right + 5))
    rows = range(round(ratio * box.top), round(ratio * box.bottom))
    assert {picture.pixel(column, row) for row in rows} == {picture.pixel(column, 0)}
