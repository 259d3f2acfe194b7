import pytest

from core.columns.histogram import MOST_BARS, PARTS, histogram, histograms
from core.columns.kinds import survey, surveying
from core.slices.work import SLICE_CELLS, finish
from core.tables.dialect import Dialect
from core.tables.reading import read_table


def counted(cells: list[str], decimal: str = ".") -> dict[str, int]:
    """How often what stands in a column, by its name."""
    found = histogram(cells, survey(cells, decimal), decimal)
    return dict(zip(found.names, found.counts, strict=True))


def test_numbers_are_counted_in_parts_of_equal_width() -> None:
    cells = [str(at / 4) for at in range(33)] + ["", "NA"]
    found = histogram(cells, survey(cells), ".")
    assert found.counts == (*(2,) * (PARTS - 1), 3)
    assert (found.low, found.high, found.every) == (0, 8, 1)
    assert found.names == ()


@pytest.mark.parametrize(("numbers", "parts"), [(13, 13), (40, 20), (366, PARTS), (97, PARTS)])
def test_whole_numbers_are_counted_as_many_to_a_part_where_that_can_be(
    numbers: int, parts: int
) -> None:
    cells = [str(70 + at) for at in range(numbers)]
    found = histogram(cells, survey(cells), ".")
    assert len(found.counts) == parts
    assert sum(found.counts) == numbers
    assert max(found.counts) - min(found.counts) == (numbers % parts > 0)


def test_few_different_numbers_have_a_bar_each() -> None:
    assert counted(["3", "1", "3", "2,5", "3"], ",") == {"1": 1, "2.5": 1, "3": 3}


def test_the_largest_numbers_have_parts_too() -> None:
    cells = [str((at - 17) * 1e307) for at in range(35)]
    found = histogram(cells, survey(cells), ".")
    assert sum(found.counts) == 35
    assert min(found.counts) >= 2


def test_categories_are_counted_in_their_order() -> None:
    cells = ["low", "high", "medium", "low", "low", "", "high "]
    assert counted(cells) == {"low": 3, "medium": 1, "high": 2}
    assert counted(["Yes", "no", "YES", "NA"]) == {"no": 1, "yes": 2}


def test_the_rarer_ones_of_many_categories_are_counted_together() -> None:
    cells = [name for at, name in enumerate("abcdefghijklmnop") for _ in range(20 - at)]
    found = counted(cells)
    assert len(found) == MOST_BARS
    assert list(found)[:2] == ["a", "b"]
    assert found["others"] == sum(range(5, 10))
    assert sum(found.values()) == len(cells)


def test_dates_are_counted_by_their_days() -> None:
    cells = ["2024-01-01", "2024-01-31", "2024-01-02", ""]
    found = histogram(cells, survey(cells), ".")
    assert (found.counts[0], found.counts[-1], sum(found.counts)) == (2, 1, 3)
    assert found.high - found.low == 30


@pytest.mark.parametrize("cells", [[f"a text {at}" for at in range(60)], [""], ["NA", ""]])
def test_where_there_is_nothing_to_count_there_are_no_bars(cells: list[str]) -> None:
    assert histogram(cells, survey(cells), ".").counts == ()


def test_of_many_cells_some_are_looked_at() -> None:
    cells = [str(at % 100) for at in range(3 * SLICE_CELLS)]
    found = histogram(cells, survey(cells), ".")
    assert found.every == 3
    assert sum(found.counts) == SLICE_CELLS


def test_all_columns_of_a_table_are_counted_a_slice_each() -> None:
    table = read_table("a,b\n1,x\n2,y\n1,x\n1,x\n", Dialect())
    surveys = finish(surveying(table))
    work = histograms(table, surveys)
    assert next(work) == 0
    assert next(work) == 0.5
    found = finish(histograms(table, surveys))
    assert [each.counts for each in found] == [(3, 1), (3, 1)]
    assert [each.names for each in found] == [("1", "2"), ("x", "y")]
