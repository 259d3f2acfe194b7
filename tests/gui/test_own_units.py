"""The sample of wages has scaled targets: errors and the loss are told in both units."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from core.nn.losses import HUBER, MEAN_ABSOLUTE_ERROR
from core.nn.network import NodePlace
from core.opening.sample_data import SAMPLES, open_sample
from gui.operations import structure
from tests.gui.window_hands import Key, Modifier, WindowHands

WAGES = open_sample(next(sample for sample in SAMPLES if sample.key == "wages"))
EDIT = Qt.ItemDataRole.EditRole
FACTOR = WAGES.experiment.dataset.target_scaling.factors[0]


@pytest.fixture
def wages(hands: WindowHands) -> WindowHands:
    hands.window.session.load(WAGES)
    hands.press(Key.Key_Space)
    return hands


def numbers(hands: WindowHands, row: int) -> dict[str, float]:
    """A row of the table, by the titles of its columns, in full."""
    model = hands.window.data_panel.model
    found = {}
    for at, column in enumerate(model.columns):
        found[column.title] = float(str(model.data(model.index(row, at), EDIT)))
    return found


def test_a_row_has_error_and_square_in_own_units_and_the_scaled_ones_beside(
    wages: WindowHands,
) -> None:
    row = numbers(wages, 3)
    assert row["error"] == pytest.approx(row["pred."] - row["target"])
    assert row["error²"] == pytest.approx(row["error"] ** 2)
    assert row["scaled error"] == pytest.approx(row["error"] / FACTOR)
    assert row["scaled error²"] == pytest.approx(row["scaled error"] ** 2)


def test_scaled_numbers_alone_are_in_one_unit_too(wages: WindowHands) -> None:
    in_both = list(numbers(wages, 3))
    wages.click(wages.window.data_panel.units)
    row = numbers(wages, 3)
    assert list(row)[-4:] == ["target", "pred.", "error", "error²"]
    assert row["error"] == pytest.approx(row["pred."] - row["target"])
    assert row["error²"] == pytest.approx(row["error"] ** 2)
    wages.click(wages.window.data_panel.units)
    assert list(numbers(wages, 3)) == in_both


def test_the_loss_is_told_in_both_units_with_what_a_prediction_is_typically_off_by(
    wages: WindowHands,
) -> None:
    evaluation = wages.window.session.evaluation
    own = evaluation.errors[0] * FACTOR
    square, miss = float((own**2).mean()), float((own**2).mean() ** 0.5)
    assert wages.figure("loss") == f"{evaluation.loss:.4g}"
    assert wages.says("scaled loss")
    assert wages.says(f"{square:.4g} in own units²\ntypically off by {miss:.4g}")
    assert wages.says(
        f"mean of scaled error²\n{square:.4g} in own units², typically off by {miss:.4g}"
    )


def test_absolute_errors_scale_as_they_are_and_huber_has_no_other_units(
    wages: WindowHands,
) -> None:
    session = wages.window.session
    structure.set_loss(session, MEAN_ABSOLUTE_ERROR)
    miss = float(abs(session.evaluation.errors[0] * FACTOR).mean())
    assert wages.says(f"{miss:.4g} in own units\n")
    structure.set_loss(session, HUBER)
    assert list(numbers(wages, 0))[-4:] == ["pred.", "error", "scaled error", "scaled Huber"]
    assert not any("in own units" in label.text() for label in top_labels(wages))
    assert any("typically off by" in label.text() for label in top_labels(wages))


def top_labels(hands: WindowHands) -> list[QLabel]:
    return [label for label in hands.window.top_bar.findChildren(QLabel) if label.isVisible()]


def test_undoing_the_scaling_leaves_one_unit(wages: WindowHands) -> None:
    wages.menu("Data", "Scale targets", "Not scaled")
    assert list(numbers(wages, 0))[-4:] == ["target", "pred.", "error", "error²"]
    assert not any("off by" in label.text() for label in top_labels(wages))
    wages.press(Key.Key_Z, Modifier.ControlModifier)
    assert "scaled error²" in numbers(wages, 0)


def test_what_is_hidden_is_hidden_in_own_units_too(wages: WindowHands) -> None:
    wages.menu("Learn", "Hide", "Hide loss")
    assert not wages.says("off by")


def test_an_explanation_leads_from_one_unit_to_the_other(wages: WindowHands) -> None:
    wages.canvas.click(wages.canvas.middle(NodePlace(1, 0)))
    lines = wages.window.explanation.plain_text().split("\n")
    assert any(line.startswith("error in own units ≈ ") for line in lines)
    wages.canvas.click(wages.canvas.middle(NodePlace(-1, 0)))
    (line,) = [
        line
        for line in wages.window.explanation.plain_text().split("\n")
        if line.startswith("education")
    ][1:]
    assert " in own units − " in line
