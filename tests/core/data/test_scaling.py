import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.data.dataset import from_rows
from core.data.scaling import UNSCALED, Scale, Scaling, fit
from core.nn.arrays import read_only

COLUMNS = (np.array([1.0, 2.0, 6.0]), np.array([-5.0, -5.0, -5.0]))


def test_standard_has_mean_0_and_deviation_1() -> None:
    scaling = fit(Scale.STANDARD, COLUMNS)
    scaled = scaling.scaled(COLUMNS)
    assert scaling.offsets == (3, -5)
    assert scaling.factors == pytest.approx((np.sqrt(14 / 3), 1))
    assert scaled[0].mean() == pytest.approx(0, abs=1e-15)
    assert scaled[0].std() == pytest.approx(1)
    assert scaled[1].tolist() == [0, 0, 0]


def test_min_max_goes_from_0_to_1() -> None:
    scaled = fit(Scale.MIN_MAX, COLUMNS).scaled(COLUMNS)
    assert scaled[0].tolist() == [0, 0.2, 1]
    assert scaled[1].tolist() == [0, 0, 0]


def test_none_leaves_everything_as_it_is() -> None:
    assert fit(Scale.NONE, COLUMNS) is UNSCALED
    assert UNSCALED.scaled(COLUMNS) == COLUMNS
    assert UNSCALED.value(0, 7.0) == UNSCALED.original(0, 7.0) == 7


numbers = st.floats(-1e6, 1e6)


@given(st.lists(numbers, min_size=1, max_size=20), st.sampled_from([Scale.STANDARD, Scale.MIN_MAX]))
def test_there_and_back_again(values: list[float], scale: Scale) -> None:
    column = np.array(values)
    scaling = fit(scale, (column,))
    (scaled,) = scaling.scaled((column,))
    assert np.isfinite(scaled).all()
    assert scaled[0] == scaling.value(0, values[0])
    back = scaling.originals(scaled[np.newaxis])[0]
    np.testing.assert_allclose(back, column, rtol=1e-12, atol=1e-9)
    assert scaling.original(0, float(scaled[0])) == pytest.approx(values[0], rel=1e-12, abs=1e-9)


def test_what_cannot_be_scaled_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        fit(Scale.MIN_MAX, (np.array([-1e308, 1e308]),))
    with pytest.raises(ValueError, match="above 0"):
        Scaling(Scale.STANDARD, (0.0,), (0.0,))
    with pytest.raises(ValueError, match="one factor"):
        Scaling(Scale.STANDARD, (0.0,), ())
    with pytest.raises(ValueError, match="finite"):
        Scaling(Scale.STANDARD, (np.nan,), (1.0,))


def test_a_dataset_keeps_its_own_numbers_beside_the_scaled_ones() -> None:
    rows = from_rows([[1], [3]], [[10], [30]])
    scaled = rows.scaled(fit(Scale.MIN_MAX, rows.own_inputs), UNSCALED)
    assert scaled.inputs[0].tolist() == [0, 1]
    assert scaled.own_inputs[0].tolist() == [1, 3]
    assert scaled.targets is not None
    assert scaled.targets[0].tolist() == [10, 30]


def test_what_was_fitted_stays_when_rows_change() -> None:
    rows = from_rows([[1], [3]], [[10], [30]])
    scaled = rows.scaled(fit(Scale.MIN_MAX, rows.own_inputs), UNSCALED)
    assert scaled.with_input(0, 0, 5.0).inputs[0].tolist() == [2, 1]
    assert scaled.insert_row(0, [2], [0]).inputs[0].tolist() == [0.5, 0, 1]
    assert scaled.delete_rows([0]).inputs[0].tolist() == [1]
    assert scaled.only(np.array([1])).input_scaling == scaled.input_scaling


def test_a_new_column_is_not_scaled_and_a_removed_one_takes_its_scaling_along() -> None:
    rows = from_rows([[1, 5], [3, 9]], [[10], [30]])
    scaled = rows.scaled(fit(Scale.MIN_MAX, rows.own_inputs), UNSCALED)
    more = scaled.insert_input(1, 7.0)
    assert [column.tolist() for column in more.inputs] == [[0, 1], [7, 7], [0, 1]]
    assert [column.tolist() for column in more.delete_input(0).inputs] == [[7, 7], [0, 1]]
    target = scaled.scaled(UNSCALED, fit(Scale.STANDARD, scaled.own_targets))
    assert target.insert_target(0, 2.0).targets[0].tolist() == [2, 2]
    assert target.insert_target(1, 2.0).delete_target(0).targets[0].tolist() == [2, 2]


def test_scaled_columns_cannot_be_written_to() -> None:
    rows = from_rows([[1], [3]], [[10], [30]])
    scaled = rows.scaled(fit(Scale.STANDARD, rows.own_inputs), UNSCALED)
    assert not scaled.inputs[0].flags.writeable
    assert read_only(scaled.inputs[0]) is scaled.inputs[0]


def test_the_column_that_is_too_large_is_named_or_counted_from_1() -> None:
    columns = (np.array([0.0, 1.0]), np.array([-1e308, 1e308]))
    with pytest.raises(ValueError, match="the numbers of “b” are too large to be scaled"):
        fit(Scale.STANDARD, columns, ["a", "b"])
    with pytest.raises(ValueError, match="the numbers of column 2 are too large to be scaled"):
        fit(Scale.MIN_MAX, columns)


@pytest.mark.parametrize("scale", [Scale.STANDARD, Scale.MIN_MAX])
def test_a_spread_that_rounding_makes_is_none(scale: Scale) -> None:
    """0.1 + 0.2 is not quite 0.3; but 1e-12 of a number is more than its last digits."""
    rounded = np.array([0.3, 0.1 + 0.2])
    assert fit(scale, (rounded,)).factors == (1.0,)
    apart = np.array([-1000.0, -1000.0 - 1e-9])
    assert 0 < fit(scale, (apart,)).factors[0] < 1e-8


def test_all_columns_are_turned_back_at_once() -> None:
    scaling = Scaling(Scale.STANDARD, offsets=(1.0, -2.0), factors=(10.0, 0.5))
    found = scaling.originals(np.array([[0.0, 1.0, 2.0], [0.0, 1.0, 2.0]]))
    assert found.tolist() == [[1, 11, 21], [-2, -1.5, -1]]
    assert UNSCALED.originals(found) is found
