from dataclasses import replace

import msgspec
import pytest

from core.cli.report import descend_and_report
from core.training.evaluation import evaluate
from tests.core.builders import bank, build_experiment, sized_experiment

KEYS = [
    "step",
    "loss",
    "loss_history",
    "inputs",
    "targets",
    "predictions",
    "errors",
    "weights",
    "biases",
    "slopes",
    "bias_slopes",
    "stopped",
]


def test_the_bank_network_as_it_opens() -> None:
    assert descend_and_report(bank(), 0)[0] == {
        "step": 0,
        "loss": 121,
        "loss_history": [121],
        "inputs": [[3, 2]],
        "targets": [5],
        "predictions": [16],
        "errors": [11],
        "weights": [[[2, 1], [0, 0]], [[2, 2]]],
        "biases": [None, None],
        "slopes": [[[132, 88], [0, 0]], [[176, 0]]],
        "bias_slopes": [None, None],
        "stopped": None,
    }


def test_a_report_is_plain_data_that_json_holds_exactly() -> None:
    report = descend_and_report(sized_experiment((2, 3, 2), 4), 5)[0]
    assert list(report) == KEYS
    assert msgspec.json.decode(msgspec.json.encode(report)) == report


def test_the_history_has_the_start_and_one_loss_a_step() -> None:
    experiment = sized_experiment((2, 3, 1), 4)
    report = descend_and_report(experiment, 7)[0]
    assert report["step"] == 7
    assert len(report["loss_history"]) == 8
    assert report["loss_history"][0] == evaluate(experiment).loss
    assert report["loss_history"][-1] == report["loss"]
    assert report["loss_history"][:4] == descend_and_report(experiment, 3)[0]["loss_history"]


def test_the_count_goes_on_from_where_the_experiment_stands() -> None:
    report = descend_and_report(replace(sized_experiment((2, 3, 1), 4), updates=20), 3)[0]
    assert report["step"] == 23
    assert len(report["loss_history"]) == 4


def test_slopes_and_biases_are_shaped_like_what_they_belong_to() -> None:
    report = descend_and_report(sized_experiment((2, 3, 1), 4), 2)[0]
    for name in ("weights", "slopes"):
        assert [[len(node) for node in layer] for layer in report[name]] == [[2, 2, 2], [3]]
    for name in ("biases", "bias_slopes"):
        assert [len(layer) for layer in report[name]] == [3, 1]


def test_slopes_are_those_that_the_next_step_would_use() -> None:
    experiment = sized_experiment((2, 3, 1), 4, learning_rate=0.1)
    report, later = descend_and_report(experiment, 2)[0], descend_and_report(experiment, 3)[0]
    weight, slope = report["weights"][0][1][0], report["slopes"][0][1][0]
    assert later["weights"][0][1][0] == weight - 0.1 * slope


def test_with_one_prediction_rows_are_numbers_with_several_they_are_lists() -> None:
    one = descend_and_report(sized_experiment((2, 3, 1), 4), 0)[0]
    two = descend_and_report(sized_experiment((2, 3, 2), 4), 0)[0]
    for name in ("targets", "predictions", "errors"):
        assert [type(row) for row in one[name]] == [float] * 4
        assert [len(row) for row in two[name]] == [2] * 4
    for report in (one, two):
        assert [len(row) for row in report["inputs"]] == [2] * 4
    for predicted, target, error in zip(
        two["predictions"], two["targets"], two["errors"], strict=True
    ):
        assert error == [predicted[0] - target[0], predicted[1] - target[1]]


def test_a_refused_step_is_told_with_the_last_good_state() -> None:
    """The weight triples with each step, so the loss is 9ⁿ and 9³²⁴ is no number any more."""
    report = descend_and_report(build_experiment([[[1.0]]], ["identity"], [[1]], [0], 2.0), 1000)[0]
    assert report["step"] == 323
    assert len(report["loss_history"]) == 324
    assert report["loss"] == report["loss_history"][-1] == pytest.approx(9.0**323)
    assert report["stopped"] == (
        "Step 324 was not taken: at a learning rate of 2"
        " it would make the loss too large to be a number."
    )
    assert msgspec.json.decode(msgspec.json.encode(report)) == report
