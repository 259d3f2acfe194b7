"""Histograms of each layer's weights and biases."""

import hypothesis.strategies as st
import numpy as np
from hypothesis import given

from core.explanation.layer_histograms import bin_edges, layer_histograms
from tests.core.builders import bank, build_network, sized_network


def test_the_first_network_by_hand() -> None:
    """Weights 2, 1, 0, 0 into the hidden layer and 2, 2 into the prediction."""
    network = bank().network
    edges = bin_edges(0.0, 2.0, 5)
    assert edges.tolist() == [0.0, 0.5, 1.0, 1.5, 2.0, 2.5]
    hidden, last = layer_histograms(network, network.parameters, edges)
    assert hidden.weights.tolist() == [2, 0, 1, 0, 1]
    assert last.weights.tolist() == [0, 0, 0, 0, 2]
    assert (hidden.size, hidden.beyond) == (4, 0)
    assert hidden.shares.tolist() == [0.5, 0, 0.25, 0, 0.25]


def test_biases_are_counted_apart() -> None:
    network = build_network([[[1.0, -2.0]], [[3.0, -2.0]]], ["relu", "identity"], biased=True)
    edges = bin_edges(-2.0, 3.0, 6)
    for histogram in layer_histograms(network, network.parameters, edges):
        assert histogram.weights.sum() == histogram.biases.sum() == 1
        assert edges[int(histogram.biases.argmax())] == -2.0


def test_what_is_no_number_is_said_and_not_counted() -> None:
    network = bank().network
    numbers = np.array([np.nan, np.inf, 1.0, 0.0, 1.0, 1.0])
    hidden, _ = layer_histograms(network, numbers, bin_edges(0.0, 1.0, 4))
    assert (int(hidden.weights.sum()), hidden.beyond) == (2, 2)


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**6), st.integers(2, 40))
def test_bins_hold_both_ends_and_are_not_too_many(first: int, count: int, most: int) -> None:
    low, size = first / 1000, count / 1000
    high = low + size
    edges = bin_edges(low, high, most)
    assert edges[0] <= low <= high <= edges[-1]
    assert len(edges) - 1 <= most + 1
    assert low > 0 or high < 0 or np.abs(edges).min() < 1e-9 * size


@given(st.integers(0, 20))
def test_every_number_is_in_the_bin_that_it_lies_in(seed: int) -> None:
    network = sized_network((3, 5, 2), seed=seed)
    numbers = network.parameters
    edges = bin_edges(float(numbers.min()), float(numbers.max()), 20)
    found = layer_histograms(network, numbers, edges)
    counted = sum(each.weights + each.biases for each in found)
    expected, _ = np.histogram(numbers, edges)
    assert np.array_equal(counted, expected)
    assert not any(each.beyond for each in found)
