import msgspec
import pytest
from msgspec.structs import replace

from core.cli.report import about_columns, descend_and_report
from core.columns.coding import Coding, Scheme, Use
from core.data.dataset import from_rows
from core.nn.activations import SIGMOID
from core.nn.losses import LOSSES
from core.nn.network_edits import set_activation
from core.training.ends.until import Until
from core.training.evaluation import evaluate
from tests.core.builders import as_document, bank, build_experiment, sized_experiment

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
    "ended",
    "optimizer",
    "schedule",
    "max_norm",
    "l2_penalty",
    "penalty",
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
        "ended": "steps",
        "optimizer": {"key": "gradient_descent", "learning_rate": 0.01, "settings": {}},
        "schedule": {"key": "constant", "learning_rate": 0.01, "settings": {}},
        "max_norm": 0,
        "l2_penalty": 0,
        "penalty": 0,
    }


def test_a_report_is_plain_data_that_json_holds_exactly() -> None:
    report = descend_and_report(sized_experiment((2, 3, 2), 4), 5)[0]
    assert list(report) == [*KEYS, "guess_to_beat"]
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


def test_columns_are_told_as_they_became_inputs_and_targets() -> None:
    colour = Coding("colour", Use.INPUT, Scheme.ONE_HOT, ("red", "blue"), (0.5, 0.5))
    price = Coding("price", Use.TARGET, Scheme.NUMBER)
    document = replace(as_document(sized_experiment((2, 1), 3)), columns=(colour, price))
    assert about_columns(document) == [
        {
            "name": "colour",
            "use": "input",
            "coding": "one_hot",
            "categories": ["red", "blue"],
            "fills": [0.5, 0.5],
            "nodes": ["colour = red", "colour = blue"],
        },
        {
            "name": "price",
            "use": "target",
            "coding": "number",
            "categories": [],
            "fills": [],
            "nodes": ["price"],
        },
    ]


def test_epochs_are_told_where_rows_are_set_aside_and_with_the_accuracy_of_classes() -> None:
    """Four rows in batches of two: an epoch ends with every second step."""
    rows = from_rows([[1], [2], [-1], [-2]], [1, 1, 0, 0])
    plain = replace(build_experiment([[[0.1]]], ["identity"], [[1]], [1]), dataset=rows)
    plain = replace(plain, batch_size=2)
    assert "epochs" not in descend_and_report(plain, 5)[0]
    aside = descend_and_report(replace(plain, validation=rows.row(0)), 5)[0]
    assert [each["epoch"] for each in aside["epochs"]] == [0, 1, 2]
    assert aside["epoch"] == 2
    assert list(aside["epochs"][0]) == ["epoch", "loss", "validation_loss"]
    assert aside["epochs"][0]["validation_loss"] == pytest.approx(0.81)
    assert aside["best_validation_loss"] == aside["validation_loss"]
    network = set_activation(plain.network, 0, SIGMOID)
    classes = replace(plain, network=network, loss=LOSSES["log_loss"])
    told = descend_and_report(classes, 4)[0]
    assert list(told["epochs"][0]) == ["epoch", "loss", "accuracy"]
    assert told["accuracy"] == told["best_accuracy"] == 1


def test_what_always_guessing_the_mean_comes_to() -> None:
    experiment = build_experiment([[[1]]], ["identity"], [[0], [0]], [[1], [5]])
    report = descend_and_report(experiment, 3)[0]
    assert report["guess_to_beat"] == {"guess": [3], "which": "mean", "loss": 4}


def test_a_run_ends_where_its_conditions_say() -> None:
    """ŷ = w·x from w = 4: the losses are 16, 4, 1, 0.25, the slopes 8, 4, 2, 1."""
    begun = build_experiment([[[4.0]]], ["identity"], [[1.0]], [0.0], 0.25)
    for until, steps, ended, reached in (
        (Until(loss=1.0), 9, "loss", 3),
        (Until(loss=1.0), 3, "loss", 3),
        (Until(flat=2.01), 9, "flat", 2),
        (Until(loss=1.0), 2, "steps", 2),
        (Until(), 2, "steps", 2),
        (Until(loss=17.0), 9, "loss", 0),
    ):
        report, _ = descend_and_report(begun, steps, until)
        assert (report["ended"], report["step"], report["stopped"]) == (ended, reached, None)
        assert len(report["loss_history"]) == reached + 1


def test_a_refused_step_is_what_ends_it() -> None:
    begun = build_experiment([[[4.0]]], ["identity"], [[1.0]], [0.0], 1e200)
    report, _ = descend_and_report(begun, 9, Until(loss=1.0))
    assert report["ended"] == "refused"
    assert report["stopped"]
