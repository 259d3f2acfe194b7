"""Predictions beside what was wanted, by hand."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.scaling import Scale
from core.files.file_reading import read_file
from core.opening.from_table import Learning
from core.opening.predicting import predicted
from core.opening.sample_data import SAMPLES, open_sample
from core.opening.table_file import open_table
from core.training.propagation import Propagation
from gui.panels.predictions.fit_page import FitPage
from gui.panels.predictions.fit_view import FitKind, kinds_for
from tests.gui.panels.predictions.fit_hands import choose, load, written
from tests.gui.plot_hands import PlotHands
from tests.gui.window_hands import Key, WindowHands

BY_KEY = {sample.key: sample for sample in SAMPLES}


KINDS = [
    ("sine", [FitKind.CURVE, FitKind.ACTUAL, FitKind.RESIDUALS]),
    ("moons", [FitKind.MAP, FitKind.CONFUSION]),
    ("blobs", [FitKind.MAP, FitKind.CONFUSION]),
    ("wages", [FitKind.ACTUAL, FitKind.RESIDUALS]),
]


def test_what_fits_is_offered_and_the_best_shown_within_the_axes(
    hands: WindowHands, page: FitPage
) -> None:
    for key, kinds in KINDS:
        load(hands, key)
        assert kinds_for(hands.window.session.document.experiment) == kinds
        assert page.plot.kind is kinds[0]
        assert page.kind.text() == f"{kinds[0].value} ▾"

    for key in ("sine", "moons", "wages"):
        load(hands, key)
        box, picture = page.plot.frame.box, page.plot.grab().toImage()
        ratio = picture.devicePixelRatio()
        column = round(ratio * (box.right + 5))
        rows = range(round(ratio * box.top), round(ratio * box.bottom))
        assert {picture.pixel(column, row) for row in rows} == {picture.pixel(column, 0)}


def test_the_curve_is_what_the_network_predicts_and_follows_each_step(
    hands: WindowHands, page: FitPage
) -> None:
    load(hands, "sine")
    line = page.plot.view.line
    assert line is not None
    experiment = hands.window.session.document.experiment
    rows = experiment.dataset.only(np.zeros(1, dtype=np.intp)).with_input(0, 0, float(line[7, 0]))
    passes = Propagation(experiment, rows=rows)
    passes.forward()
    assert line[7, 1] == pytest.approx(passes.layers[-1].activations[0, 0], rel=1e-12)

    before = page.plot.view.line
    hands.press(Key.Key_Space)
    after = page.plot.view.line
    assert before is not None
    assert after is not None
    assert not np.allclose(before[:, 1], after[:, 1])

    page.choose(FitKind.RESIDUALS)
    errors = hands.window.session.evaluation.errors[0]
    assert page.plot.view.points[0].y == pytest.approx(errors)

    document = open_sample(BY_KEY["sine"])
    many = BY_KEY["sine"].dataset(1, rows=3000)
    sampled = replace(document.experiment, dataset=many)
    hands.window.session.load(document.with_experiment(sampled))
    assert page.plot.view.points[0].x.size == 2000
    assert hands.says("2000 of 3000 rows")


def test_confusion_is_counted_for_rows_set_aside_too_and_stays_where_it_is(
    hands: WindowHands, page: FitPage
) -> None:
    load(hands, "blobs")
    page.choose(FitKind.CONFUSION)
    view = page.plot.view
    assert view.counts is not None
    assert view.counts.sum() == 150
    assert view.class_names == ("left", "right", "top")

    plot, home = PlotHands(page.plot), page.plot.ranges
    plot.turn_wheel(plot.at(1, 1))
    plot.drag(plot.at(1, 1), plot.at(2, 2))
    plot.key(Key.Key_Right)
    assert page.plot.ranges == home

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
    assert [learnt.sum(), aside.sum()] == [experiment.dataset.rows, experiment.validation.rows]
    assert aside.sum(axis=1).tolist() == [column.sum() for column in experiment.validation.targets]
    assert (every == learnt + aside).all()

    load(hands, "blobs")
    hands.menu("Descent", "Loss", "Mean squared error: mean (pred − target)²")
    page.choose(FitKind.ACTUAL)
    assert page.output.isVisible()
    page.plot.choose_output(2)
    assert page.plot.view.points[0].x.tolist() == (
        hands.window.session.document.experiment.dataset.own_targets[2].tolist()
    )


def test_the_map_is_the_prediction_over_both_inputs(
    hands: WindowHands, page: FitPage, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert {"10", "20"} <= set(written(page))  # transactions

    load(hands, "moons")
    view = page.plot.view
    assert view.ground is not None
    (left, _), (low, high) = view.spans
    corner = predicted(hands.window.session.document, (np.array([left]), np.array([low])))
    assert view.ground[0, 0, 0] == pytest.approx(corner[0, 0], rel=1e-12)
    top = predicted(hands.window.session.document, (np.array([left]), np.array([high])))
    assert view.ground[0, 0, -1] == pytest.approx(top[0, 0], rel=1e-12)

    path = tmp_path_factory.mktemp("tables") / "pets.csv"
    rows = [f"{at % 5},{at % 3},{['cat', 'dog'][at % 2]}" for at in range(20)]
    path.write_text("\n".join(["a,b,pet", *rows]), encoding="utf-8")
    document, *_ = open_table(read_file(path), ["pet"], Learning(input_scale=Scale.NONE))
    hands.window.session.load(document)
    assert page.plot.view.class_names == ("cat", "dog")

    hands.menu("Learn", "Hide", "Hide loss")
    assert not page.isVisible()


def test_rows_set_aside_are_points_of_their_own_and_all_are_in_their_own_units(
    hands: WindowHands, page: FitPage
) -> None:
    load(hands, "wages")
    learnt, aside = page.plot.view.points
    assert (learnt.x.size, aside.x.size) == (400, 100)
    assert aside.aside

    dataset = hands.window.session.document.experiment.dataset
    assert page.plot.view.points[0].x.tolist() == dataset.own_targets[0].tolist()
    assert hands.says("in own units")

    own = hands.window.session.document.experiment.dataset.own_inputs[0][0]
    assert hands.shows(f"education {own:g}")
