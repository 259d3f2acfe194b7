"""Tables with more rows than can be learnt from, and the sample that helps."""

import pytest

from core.columns import preparing
from core.columns.plan import usual_plan
from core.columns.preparing import prepare
from core.nn import limits
from core.opening.from_table import Learning, document_of
from core.tables.dialect import Dialect
from core.tables.problems import USUAL_SAMPLE, TooManyRowsError
from core.tables.reading import read_table
from core.tables.sample import Sample
from core.tables.table import Table

NONE = Learning(hidden=())


def table_of(rows: int, sample: Sample | None = None) -> Table:
    lines = "".join(f"{at % 7},{at % 3 / 3}\n" for at in range(rows))
    return read_table(f"x,y\n{lines}", Dialect(), sample=sample)


def test_too_many_rows_are_refused_with_the_sample_that_can_be_learnt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MAX_ROWS", 25_000)
    table = table_of(limits.MAX_ROWS + 1)
    prepared = prepare(table, usual_plan(table))
    with pytest.raises(TooManyRowsError) as refused:
        document_of(prepared, NONE)
    assert str(refused.value) == (
        "there are 25\u202f001 rows; the most is 25\u202f000: take a sample of 20\u202f000 rows"
    )
    assert refused.value.sample == USUAL_SAMPLE
    some = table_of(limits.MAX_ROWS + 1, Sample(refused.value.sample, seed=0))
    document = document_of(prepare(some, usual_plan(some)), NONE)
    assert document.experiment.dataset.rows == 20_000


@pytest.mark.parametrize(
    ("limit", "value", "most"), [("MAX_CELLS", 79, 39), ("MAX_NODE_VALUES", 89, 44)]
)
def test_a_wide_network_takes_fewer_rows(
    limit: str, value: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two numbers a row: one input, one prediction."""
    monkeypatch.setattr(limits, limit, value)
    table = table_of(60)
    with pytest.raises(TooManyRowsError) as refused:
        document_of(prepare(table, usual_plan(table)), NONE)
    assert refused.value.sample == most
    some = table_of(60, Sample(most, seed=0))
    assert document_of(prepare(some, usual_plan(some)), NONE).experiment.dataset.rows == most


def test_so_many_numbers_are_not_even_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "MAX_NUMBERS", 29)
    table = table_of(20)
    with pytest.raises(TooManyRowsError) as refused:
        prepare(table, usual_plan(table))
    assert refused.value.sample == 14
