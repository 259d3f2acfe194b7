from collections.abc import Callable

import numpy as np
import pytest

from core.data.dataset import Dataset, from_rows


def rows(dataset: Dataset) -> list[tuple[list[float], list[float]]]:
    return [
        ([float(c[k]) for c in dataset.inputs], [float(c[k]) for c in dataset.targets])
        for k in range(dataset.rows)
    ]


def three_rows() -> Dataset:
    return from_rows([[1, 2], [3, 4], [5, 6]], [10, 20, 30])


def test_rows_are_kept_as_columns() -> None:
    dataset = three_rows()
    assert dataset.rows == 3
    assert [column.tolist() for column in dataset.inputs] == [[1, 3, 5], [2, 4, 6]]
    assert [column.tolist() for column in dataset.targets] == [[10, 20, 30]]


def test_several_outputs_are_several_target_columns() -> None:
    dataset = from_rows([[1], [2]], [[3, 4], [5, 6]])
    assert [column.tolist() for column in dataset.targets] == [[3, 5], [4, 6]]


def test_one_row_alone_is_a_dataset() -> None:
    assert rows(three_rows().row(1)) == [([3, 4], [20])]


def test_a_changed_cell_copies_its_column_only() -> None:
    dataset = three_rows()
    changed = dataset.with_input(1, 0, 7.5)
    assert rows(changed)[1] == ([7.5, 4], [20])
    assert rows(dataset)[1] == ([3, 4], [20])
    assert changed.inputs[1] is dataset.inputs[1]
    assert changed.targets[0] is dataset.targets[0]
    retargeted = dataset.with_target(2, 0, -1)
    assert rows(retargeted)[2] == ([5, 6], [-1])
    assert retargeted.inputs[0] is dataset.inputs[0]


def test_rows_come_and_go() -> None:
    dataset = three_rows()
    longer = dataset.insert_row(1, [7, 8], [40])
    assert rows(longer)[1] == ([7, 8], [40])
    assert rows(longer.delete_rows([1])) == rows(dataset)
    assert rows(dataset.insert_row(3, [7, 8], [40]))[-1] == ([7, 8], [40])
    assert rows(longer.delete_rows([0, 3])) == [([7, 8], [40]), ([3, 4], [20])]


def test_columns_come_and_go() -> None:
    dataset = three_rows()
    wider = dataset.insert_input(1, 9)
    assert rows(wider)[0] == ([1, 9, 2], [10])
    assert rows(wider.delete_input(1)) == rows(dataset)
    retargeted = dataset.insert_target(1, 0)
    assert rows(retargeted)[2] == ([5, 6], [30, 0])
    assert rows(retargeted.delete_target(1)) == rows(dataset)


def test_nobody_can_write_to_a_dataset() -> None:
    given = np.array([[1.0, 2.0]])
    dataset = from_rows(given, [3.0])
    given[0, 0] = 99.0
    assert dataset.inputs[0].tolist() == [1.0]
    for column in dataset.inputs + dataset.targets + dataset.row(0).inputs:
        with pytest.raises(ValueError, match="read-only"):
            column[0] = 0.0


@pytest.mark.parametrize(
    "make",
    [
        lambda: from_rows(np.empty((0, 2)), []),
        lambda: from_rows([[1, 2], [3, 4]], [1]),
        lambda: Dataset((np.zeros((2, 2)),), (np.zeros(2),)),
        lambda: three_rows().delete_rows([0, 1, 2]),
    ],
    ids=["no rows", "columns of different lengths", "no columns", "the last row deleted"],
)
def test_what_is_no_table_is_refused(make: Callable[[], Dataset]) -> None:
    with pytest.raises(ValueError, match="at least one row"):
        make()


def test_a_sample_is_spread_over_all_rows() -> None:
    dataset = from_rows(np.arange(10)[:, np.newaxis], np.arange(10))
    assert dataset.sampled(4).targets[0].tolist() == [0, 3, 6, 9]
    assert dataset.sampled(10) is dataset
