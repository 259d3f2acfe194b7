"""Inputs that are made of others follow every change of rows."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.dataset import Dataset, from_rows
from core.data.recipe import ALL_GIVEN, Recipe
from core.data.scaling import Scale, fit
from core.formulas.parser import parse

NAMES = ("x", "y")


def with_square() -> Dataset:
    """Columns x, y and x²."""
    rows = from_rows([[1, 5], [2, 6], [-3, 7]], [0, 1, 2])
    return rows.insert_made(2, parse("x²", NAMES))


def inputs(dataset: Dataset) -> list[list[float]]:
    return [column.tolist() for column in dataset.own_inputs]


def test_it_is_computed_for_every_row() -> None:
    assert inputs(with_square()) == [[1, 2, -3], [5, 6, 7], [1, 4, 9]]
    assert [column.tolist() for column in with_square().given_inputs] == [[1, 2, -3], [5, 6, 7]]


def test_a_number_that_changes_changes_what_is_made_of_it_in_its_row_only() -> None:
    before = with_square()
    after = before.with_input(1, 0, -10)
    assert inputs(after) == [[1, -10, -3], [5, 6, 7], [1, 100, 9]]
    assert after.own_inputs[1] is before.own_inputs[1]
    assert before.with_input(1, 1, 0).own_inputs[2] is before.own_inputs[2]


def test_what_is_typed_over_it_is_made_anew() -> None:
    columns = [np.array([2.0, 3.0]), np.array([0.0, 0.0]), np.array([77.0, 77.0])]
    assert inputs(with_square().with_columns(columns, columns[:1])) == [[2, 3], [0, 0], [4, 9]]


def test_rows_that_come_and_go_have_it() -> None:
    more = with_square().insert_row(1, [4, 8], [3])
    assert inputs(more) == [[1, 4, 2, -3], [5, 8, 6, 7], [1, 16, 4, 9]]
    assert inputs(more.delete_rows([0])) == [[4, 2, -3], [8, 6, 7], [16, 4, 9]]
    assert inputs(more.row(1)) == [[4], [8], [16]]
    assert inputs(with_square().only(np.array([2, 0]))) == [[-3, 1], [7, 5], [9, 1]]


def test_it_moves_with_the_inputs_before_it() -> None:
    before = with_square()
    more = before.insert_input(0, 9)
    assert inputs(more.with_input(0, 1, 6)) == [[9, 9, 9], [6, 2, -3], [5, 6, 7], [36, 4, 9]]
    assert more.delete_input(0).recipe == before.recipe
    less = before.delete_input(1)
    assert inputs(less.with_input(0, 0, 6)) == [[6, 2, -3], [36, 4, 9]]
    assert before.delete_input(2).recipe == ALL_GIVEN


def test_what_it_is_made_of_stays() -> None:
    with pytest.raises(ValueError, match="another input is made of this one"):
        with_square().delete_input(0)


def test_other_rows_are_completed() -> None:
    recipe = with_square().insert_input(0, 1.0).recipe
    given = [np.array([0.0]), np.array([3.0]), np.array([4.0])]
    assert [column.tolist() for column in recipe.completed(given)] == [[0], [3], [4], [9]]
    assert ALL_GIVEN.completed(given) == tuple(given)


def test_it_is_scaled_beside_the_others() -> None:
    rows = from_rows([[1, 5], [2, 6], [3, 7]], [0, 1, 2])
    rows = rows.scaled(fit(Scale.MIN_MAX, rows.own_inputs), rows.target_scaling)
    made = rows.insert_made(2, parse("x²", NAMES), 1.0, 8.0)
    assert [column.tolist() for column in made.inputs] == [[0, 0.5, 1], [0, 0.5, 1], [0, 0.375, 1]]
    assert made.delete_input(2).input_scaling == rows.input_scaling


@pytest.mark.parametrize(
    "formulas",
    [
        (None, parse("a", ("a", "b", "c")), parse("b²", ("a", "b", "c"))),
        (None, None, parse("c", ("a", "b", "c"))),
        (None, None, parse("1", ("a",))),
    ],
)
def test_it_is_made_of_given_inputs_only(formulas: tuple[None, ...]) -> None:
    with pytest.raises(ValueError, match="made of one or more that are given"):
        Recipe(formulas)


def test_it_says_of_each_input_how_it_is_made() -> None:
    with pytest.raises(ValueError, match="of each input"):
        replace(with_square(), own_inputs=with_square().own_inputs[:2])
