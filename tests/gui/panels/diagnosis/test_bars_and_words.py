"""How long the bars are, and how sentences of core are written."""

import math

import pytest

from core.diagnosis.finding import Part, Sentence
from gui.formatting.sentences import written
from gui.panels.diagnosis.bar_lengths import bar_lengths


def test_bars_span_three_powers_of_ten_at_the_least() -> None:
    assert bar_lengths([1.0, 0.1]) == pytest.approx([1.0, 0.04 + 0.96 * 2 / 3])
    assert bar_lengths([1e-6, 1.0, 1e-3]) == pytest.approx([0.04, 1.0, 0.52])


def test_what_has_no_logarithm_has_no_bar() -> None:
    assert bar_lengths([0.0, math.inf, math.nan, 2.0]) == [0.0, 0.0, 0.0, 1.0]
    assert bar_lengths([0.0, 0.0]) == [0.0, 0.0]
    assert bar_lengths([]) == []


def test_values_are_written_by_what_they_are() -> None:
    said = Sentence("{} {} {} {}", ("a {b} & c", 12345, 0.1 + 0.2, Part(0.0123)))
    assert written(said) == "a {b} & c 12\u202f345 0.3 1.2%"
