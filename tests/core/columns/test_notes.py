"""The sentences on what was done to columns, at the edges of their words."""

import numpy as np
import pytest

from core.columns.coding import Coding, Scheme, Use
from core.columns.notes import gathered, how_coded, what_filled, why_left_out


@pytest.mark.parametrize(("count", "sentences"), [(12, 12), (13, 1)])
def test_more_than_twelve_columns_alike_share_a_sentence(count: int, sentences: int) -> None:
    told = gathered([(f"p{at}", "numbers") for at in range(count)] + [("y", "yes")])
    assert len(told) == sentences + 1
    assert told[0] == ("p0: numbers" if count == 12 else "p0, p1, … p12 (13 columns): numbers")
    assert told[-1] == "y: yes"


def test_one_class_and_one_input_are_not_many() -> None:
    def coded(use: Use, *categories: str) -> str:
        return how_coded(Coding("a", use, Scheme.ONE_HOT, categories))

    assert coded(Use.INPUT, "x") == "one-hot, 1 input"
    assert coded(Use.INPUT, "x", "y") == "one-hot, 2 inputs"
    assert coded(Use.TARGET, "x") == "one-hot, 1 class"
    assert coded(Use.TARGET, "x", "y") == "one-hot, 2 classes"


def test_what_is_filled_in_is_counted_and_listed_up_to_five() -> None:
    number = Coding("a", Use.INPUT, Scheme.NUMBER, fills=(2.5,))
    assert what_filled(number, 1, "mean") == "1 missing cell filled with the mean 2.5"
    assert what_filled(number, 2000, "") == "2000 missing cells filled with 2.5"
    for count, more in ((5, ""), (6, ", …")):
        names, fills = tuple("uvwxyz"[:count]), (0.0, 1.0, 0.0, 0.0, 0.0, 0.0)[:count]
        many = Coding("a", Use.INPUT, Scheme.ONE_HOT, names, fills)
        expected = f"2 missing cells filled with the medians 0, 1, 0, 0, 0{more}"
        assert what_filled(many, 2, "median") == expected


def test_rows_left_out_are_counted_and_their_lines_listed_up_to_five() -> None:
    def lines(count: int) -> str:
        return why_left_out("age", np.arange(2, 2 + count))

    assert lines(1) == "1 row left out because age is missing (line 2)"
    assert lines(5) == "5 rows left out because age is missing (lines 2, 3, 4, 5, 6)"
    assert lines(7) == "7 rows left out because age is missing (lines 2, 3, 4, 5, 6 and 2 more)"
