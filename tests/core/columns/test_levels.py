"""Levels of an ordinal column are in their natural order, or in any that is chosen."""

from itertools import permutations

import pytest
from msgspec.structs import replace

from core.columns.coding import Scheme
from core.columns.new_rows import encode
from core.columns.plan import usual_plan
from core.columns.preparing import prepare
from tests.core.columns.columns_by_hand import numbers, refusal, table_of

CELLS = ("low", "high", "medium", "low")
ROWS = "level,y\n" + "".join(f"{cell},{at}\n" for at, cell in enumerate(CELLS))


def test_levels_of_a_known_scale_are_in_its_order() -> None:
    table = table_of(ROWS)
    assert numbers(prepare(table, usual_plan(table)))[0] == [[0, 2, 1, 0]]


@pytest.mark.parametrize("order", list(permutations(("low", "medium", "high"))))
@pytest.mark.parametrize("scheme", [Scheme.ORDINAL, Scheme.ONE_HOT])
def test_categories_keep_the_order_that_is_chosen(order: tuple[str, ...], scheme: Scheme) -> None:
    table = table_of(ROWS)
    usual, target = usual_plan(table)
    prepared = prepare(table, [replace(usual, coding=scheme, categories=order), target])
    places = [order.index(cell) for cell in CELLS]
    if scheme is Scheme.ORDINAL:
        assert numbers(prepared)[0] == [places]
        assert prepared.notes[0] == f"level: {order[0]} = 0, {order[1]} = 1, {order[2]} = 2"
    else:
        assert numbers(prepared)[0] == [[place == at for place in places] for at in range(3)]
        assert prepared.input_names == tuple(f"level = {level}" for level in order)
    assert encode(table, prepared.codings).inputs[0].tolist() == prepared.inputs[0].tolist()


def test_an_order_without_one_of_the_levels_is_refused() -> None:
    table = table_of(ROWS)
    usual, target = usual_plan(table)
    plan = replace(usual, categories=("low", "high"))
    assert "“medium” in line 4 is none of the categories" in refusal(
        lambda: prepare(table, [plan, target])
    )
