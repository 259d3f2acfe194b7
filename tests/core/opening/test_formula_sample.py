"""Data by a formula: inputs in ranges, targets as the formula says, noise and seed."""

import re

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.classification import tells_classes
from core.files.document_file import decode_document, encode_document
from core.formulas.problems import FormulaError
from core.opening.formula_sample import InputRange, sample_by_formula
from core.opening.sample_data import open_sample
from core.training.descent import Descent
from core.training.evaluation import evaluate

X, Y = InputRange("x", -2.0, 2.0), InputRange("own y", 0.0, 1.0)


def test_targets_are_what_the_formula_gives() -> None:
    sample = sample_by_formula((X, Y), "sin(2x) + `own y`²")
    rows = sample.dataset(seed=4, rows=300)
    x, y = rows.own_inputs
    np.testing.assert_array_equal(rows.own_targets[0], np.sin(2 * x) + y**2)
    assert rows.rows == 300
    assert x.min() >= -2
    assert x.max() <= 2
    assert y.min() >= 0
    assert y.max() <= 1
    assert np.ptp(x) > 3.9
    assert np.ptp(y) > 0.97
    assert sample.inputs == ("x", "own y")
    assert sample.title == "sin(2 × x) + `own y`²"


def test_the_same_seed_gives_the_same_rows() -> None:
    one, again, other = (sample_by_formula((X,), "x").dataset(seed) for seed in (1, 1, 2))
    assert one.own_inputs[0].tobytes() == again.own_inputs[0].tobytes()
    assert one.own_inputs[0].tobytes() != other.own_inputs[0].tobytes()


def test_a_grid_is_even() -> None:
    rows = sample_by_formula((X, Y), "x", grid=True).dataset(1, 25)
    assert rows.rows == 25
    assert sorted(set(rows.own_inputs[0].tolist())) == [-2, -1, 0, 1, 2]
    assert sorted(set(rows.own_inputs[1].tolist())) == [0, 0.25, 0.5, 0.75, 1]
    assert sample_by_formula((X,), "x", grid=True).dataset(1, 5).own_inputs[0].tolist() == [
        -2,
        -1,
        0,
        1,
        2,
    ]


def test_a_comparison_makes_two_classes() -> None:
    sample = sample_by_formula((X, Y), "x² + `own y`² < 1")
    rows = sample.dataset(3)
    x, y = rows.own_inputs
    np.testing.assert_array_equal(rows.own_targets[0], x**2 + y**2 < 1)
    assert tells_classes(sample.loss)
    descent = Descent(open_sample(sample).experiment)
    before = descent.loss
    assert descent.run(500) is None
    assert descent.loss < 0.5 * before


def test_noise_is_a_standard_deviation() -> None:
    noisy = replace(sample_by_formula((X,), "3x"), noise=0.25).dataset(1, 5000)
    x, y = noisy.own_inputs[0], noisy.own_targets[0]
    assert np.std(y - 3 * x) == pytest.approx(0.25, rel=0.05)
    classes = replace(sample_by_formula((X,), "x < 0"), noise=0.25).dataset(1, 5000)
    x, y = classes.own_inputs[0], classes.own_targets[0]
    wrong = y != (x < 0)
    assert 0.02 < wrong.mean() < 0.08
    assert np.abs(x[wrong]).max() < 1.2


@pytest.mark.parametrize(
    ("inputs", "text"),
    [((InputRange("age", 18.0, 90.0),), "1000 + age²"), ((X,), "10000x"), ((X,), "x")],
)
def test_the_network_that_comes_with_it_can_learn_it_and_is_saved(
    inputs: tuple[InputRange, ...], text: str
) -> None:
    document = open_sample(sample_by_formula(inputs, text))
    descent = Descent(document.experiment)
    before = descent.loss
    assert descent.run(500) is None
    assert descent.loss < 0.2 * before
    again = decode_document(encode_document(document))
    assert evaluate(again.experiment).loss == evaluate(document.experiment).loss


@pytest.mark.parametrize(
    ("inputs", "text", "said"),
    [
        ((X,), "z", "there is no column “z”; the only one is x"),
        ((X,), "ln(x)", "ln(x) is no number"),
        ((X, X), "x", "two inputs have one name"),
    ],
)
def test_what_cannot_be_is_said(inputs: tuple[InputRange, ...], text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        sample_by_formula(inputs, text)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [("", 0.0, 1.0), ("x", 1.0, 1.0), ("x", 2.0, 1.0), ("x", -1e308, 1.7e308)],
)
def test_a_range_goes_upwards_and_has_a_name(name: str, low: float, high: float) -> None:
    with pytest.raises(ValueError, match=r"needs a name|has to go"):
        InputRange(name, low, high)


def test_a_row_without_a_number_is_named_for_the_seed_that_has_it() -> None:
    with pytest.raises(
        FormulaError, match=r"in row \d+, where x = .*, √\(x \+ 1.99\) is no number"
    ):
        sample_by_formula((X,), "√(x + 1.99)").dataset(2, 5000)
