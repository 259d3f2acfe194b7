import numpy as np
import pytest

from core.data.classification import (
    accuracy,
    class_names,
    classes,
    confusion,
    excludes,
    odd_rows,
    tells_classes,
)
from core.data.dataset import from_rows
from core.data.validation_split import split_rows
from core.nn.losses import LOSSES
from tests.core.builders import random_dataset

PREDICTED = np.array([[0.7, 0.2, 0.1, 0.4], [0.2, 0.5, 0.3, 0.35], [0.1, 0.3, 0.6, 0.25]])
ACTUAL = np.array([[1.0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 1]])


def test_the_largest_probability_is_the_class() -> None:
    assert classes(PREDICTED, exclusive=True).tolist() == [0, 1, 2, 0]


def test_one_probability_means_yes_from_a_half_on() -> None:
    assert classes(np.array([[0.49, 0.5, 0.9]]), exclusive=False).tolist() == [0, 1, 1]


def test_accuracy_is_the_part_that_is_right() -> None:
    assert accuracy(PREDICTED, ACTUAL, exclusive=True) == 0.75
    assert accuracy(np.array([[0.2, 0.8]]), np.array([[1.0, 1.0]]), exclusive=False) == 0.5
    unknown = np.array([[np.nan, 0.8], [np.nan, 0.2]])
    assert accuracy(unknown, np.array([[1.0, 1.0], [0.0, 0.0]]), exclusive=True) == 0.5


def test_confusion_counts_actual_down_and_predicted_across() -> None:
    assert confusion(PREDICTED, ACTUAL, exclusive=True).tolist() == [
        [1, 0, 0],
        [0, 1, 0],
        [1, 0, 1],
    ]
    assert confusion(np.array([[0.2, 0.8]]), np.array([[1.0, 1.0]]), exclusive=False).tolist() == [
        [0, 0],
        [1, 1],
    ]


# Of two rows, both questions are answered rightly in the second one only.
GIVEN = np.array([[0.9, 0.1], [0.4, 0.8]])
ANSWERS = np.array([[1.0, 0.0], [1.0, 1.0]])


def test_questions_of_their_own_are_counted_one_by_one() -> None:
    assert not excludes(ANSWERS)
    assert accuracy(GIVEN, ANSWERS, exclusive=False) == 0.75
    assert confusion(GIVEN, ANSWERS, exclusive=False).tolist() == [[1, 0], [1, 2]]


def test_one_class_a_row_is_told_from_questions_of_their_own() -> None:
    assert excludes(ACTUAL)
    assert excludes(np.array([[0.3, 1.0], [0.7, 0.0]]))
    assert not excludes(np.array([[1.0, 0.0]]))
    assert not excludes(np.array([[2.0], [-1.0]]))


def test_rows_whose_targets_are_no_probabilities_are_counted() -> None:
    rows = from_rows(np.zeros((4, 1)), [[1.0, 0.0], [1.0, 1.0], [0.5, 0.5], [2.0, -1.0]])
    assert odd_rows(LOSSES["cross_entropy"], rows) == 2
    assert odd_rows(LOSSES["log_loss"], rows) == 1
    assert odd_rows(LOSSES["mse"], rows) == 0


def test_names_of_one_column_are_shortened() -> None:
    assert class_names(("kind = cat", "kind = dog"), "kind") == ("cat", "dog")
    assert class_names(("a", "b")) == ("a", "b")
    assert class_names(("survived",)) == ("no", "yes")


def test_losses_of_probabilities_tell_classes() -> None:
    told = [key for key, loss in LOSSES.items() if tells_classes(loss)]
    assert told == ["log_loss", "cross_entropy"]


# Rows set aside


@pytest.mark.parametrize("fraction", [0.01, 0.2, 0.5, 0.99])
def test_every_row_is_on_one_side(fraction: float) -> None:
    dataset = random_dataset(2, 1, 50)
    kept, aside = split_rows(dataset, fraction, 3, by_class=False)
    assert sorted([*kept.tolist(), *aside.tolist()]) == list(range(50))
    assert aside.size == min(max(round(50 * fraction), 1), 49)


def test_the_seed_decides_which() -> None:
    dataset = random_dataset(2, 1, 50)
    one, again, other = (
        split_rows(dataset, 0.3, seed, by_class=False)[1].tolist() for seed in (1, 1, 2)
    )
    assert one == again != other


def test_of_each_class_the_same_part_is_set_aside() -> None:
    targets = [[1, 0]] * 90 + [[0, 1]] * 10
    dataset = from_rows(np.zeros((100, 1)), targets)
    for seed in range(20):
        _, aside = split_rows(dataset, 0.2, seed, by_class=True)
        rare = sum(row >= 90 for row in aside.tolist())
        assert (aside.size, rare) == (20, 2)


def test_nothing_is_set_aside_unless_asked_for() -> None:
    kept, aside = split_rows(random_dataset(2, 1, 5), 0.0, 0, by_class=False)
    assert (kept.tolist(), aside.size) == ([0, 1, 2, 3, 4], 0)


def test_what_cannot_be_split_is_refused() -> None:
    with pytest.raises(ValueError, match="one row alone"):
        split_rows(random_dataset(2, 1, 1), 0.5, 0, by_class=False)
    with pytest.raises(ValueError, match="not, 1"):
        split_rows(random_dataset(2, 1, 9), 1.0, 0, by_class=False)


def test_the_only_row_of_a_class_is_not_taken() -> None:
    """Rows 1 and 3 are of one class: of these one is set aside, whatever the seed."""
    dataset = from_rows(np.zeros((4, 1)), [[0.0], [7.0], [9.0], [7.0]])
    for fraction in (0.01, 0.5, 0.9):
        chosen = {split_rows(dataset, fraction, s, by_class=True)[1].item() for s in range(20)}
        assert chosen == {1, 3}
    alone = dataset.only(np.arange(3))
    with pytest.raises(ValueError, match="the only one of its class"):
        split_rows(alone, 0.5, 0, by_class=True)


def test_one_row_of_each_class_stays_and_one_row_at_least_is_set_aside() -> None:
    dataset = from_rows(np.zeros((6, 1)), [[0.0]] * 2 + [[1.0]] * 4)
    assert split_rows(dataset, 0.99, 0, by_class=True)[0].size == 2
    assert split_rows(dataset, 0.99, 0, by_class=False)[0].size == 1
    assert split_rows(dataset, 0.01, 0, by_class=True)[1].size == 1
    assert split_rows(dataset.only(np.arange(2)), 0.5, 0, by_class=False)[1].size == 1


@pytest.mark.parametrize(("rest", "odd"), [(0.7 + 5e-10, 0), (0.7 + 2e-9, 1), (0.7 - 2e-9, 1)])
def test_targets_of_a_row_add_up_to_1_but_for_rounding(rest: float, odd: int) -> None:
    rows = from_rows([[0.0]], [[0.3, rest]])
    assert odd_rows(LOSSES["cross_entropy"], rows) == odd
    assert excludes(np.array(rows.targets)) is not bool(odd)
    assert odd_rows(LOSSES["log_loss"], rows) == 0
