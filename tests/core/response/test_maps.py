"""Maps of all nodes over the inputs, and the shares of softmax."""

import math

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.scaling import Scale, fit
from core.nn.activations import ACTIVATIONS, SOFTMAX
from core.response.maps import maps_over, span_of, spans_of, values_at
from core.response.shares import shares_of
from core.training.evaluation import evaluate
from tests.core.builders import bank, sized_experiment


def test_the_bank_by_hand() -> None:
    inputs, hidden, prediction = values_at(bank(), (np.array([3.0, 1.0]), np.array([2.0, -4.0])))
    assert inputs.tolist() == [[3, 1], [2, -4]]
    assert hidden.tolist() == [[8, 0], [0, 0]]  # 3 × 2 + 2 × 1; 1 × 2 − 4 × 1 is below 0
    assert prediction.tolist() == [[16, 0]]


@pytest.mark.parametrize("key", sorted(ACTIVATIONS))
def test_a_map_is_made_of_single_evaluations(key: str) -> None:
    experiment = sized_experiment((2, 3, 2), 5, ACTIVATIONS[key])
    dataset = experiment.dataset
    scaling = fit(Scale.STANDARD, dataset.own_inputs)
    experiment = replace(experiment, dataset=replace(dataset, input_scaling=scaling))
    maps = maps_over(experiment, spans_of(dataset), 7)
    across, up = (np.linspace(*span, 7) for span in maps.spans)
    for i, j in ((0, 0), (6, 2), (3, 5)):
        row = experiment.dataset.row(0).with_input(0, 0, across[i]).with_input(0, 1, up[j])
        alone = evaluate(replace(experiment, dataset=row))
        for values, expected in zip(maps.values[1:], alone.activations, strict=True):
            assert values[:, i, j].tolist() == pytest.approx(expected[:, 0].tolist(), rel=1e-12)


def test_a_map_reaches_over_all_rows() -> None:
    dataset = sized_experiment((2, 2, 1), 9).dataset
    for (low, high), column in zip(spans_of(dataset), dataset.own_inputs, strict=True):
        assert low < column.min() < column.max() < high


def test_an_input_that_never_changes_has_a_range_all_the_same() -> None:
    assert spans_of(bank().dataset) == ((1.5, 4.5), (1.0, 3.0))


def test_inputs_of_any_size_have_a_finite_span() -> None:
    low, high = span_of(np.array([-1.7e308, 1.7e308]))
    assert np.isfinite(high - low)


def test_one_input_has_a_line() -> None:
    experiment = sized_experiment((1, 4, 1), 6)
    maps = maps_over(experiment, spans_of(experiment.dataset), 11)
    assert [values.shape for values in maps.values] == [(1, 11), (4, 11), (1, 11)]


def test_shares_by_hand() -> None:
    found = shares_of(np.array([math.log(1), math.log(3), math.log(4)]))
    assert found.taken_off == 0
    assert found.powers.tolist() == pytest.approx([1, 3, 4])
    assert found.shares.tolist() == pytest.approx([1 / 8, 3 / 8, 4 / 8])


@pytest.mark.parametrize("largest", [800.0, -800.0, 13.5])
def test_large_sums_are_shifted_and_not_too_large(largest: float) -> None:
    found = shares_of(np.array([largest - math.log(3), largest]))
    assert found.taken_off == largest
    assert found.powers.tolist() == pytest.approx([1 / 3, 1])
    assert found.shares.tolist() == pytest.approx([1 / 4, 3 / 4])


def test_shares_are_those_of_the_forward_pass() -> None:
    sums = np.random.default_rng(3).normal(0.0, 5.0, 6)
    expected = np.empty(6)
    SOFTMAX.apply(sums, expected)
    assert shares_of(sums).shares.tolist() == expected.tolist()
