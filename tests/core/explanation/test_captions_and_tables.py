"""What stands beside the numbers of an explanation: captions, and the table of the rows."""

from msgspec.structs import replace

from core.data.scaling import Scale, Scaling
from core.explanation.errors import (
    error_equation,
    error_table,
    loss_equation,
    loss_slope_equation,
    own_error_equations,
    share_equation,
)
from core.explanation.forward import value_equation
from core.explanation.quantities import Quantities
from core.explanation.slopes import row_slope_equation, slope_table
from core.explanation.terms import Equation, Explanation, without_captions
from core.explanation.updates import update_equation
from core.explanation.walking.walkthrough import beats
from core.explanation.whole_explanations import about_beat, about_node, about_weight
from core.nn.expressions import terms_of
from core.nn.losses import LOSSES
from core.nn.network import INPUT_LAYER, NodePlace
from core.nn.quantity import QuantityKind
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from tests.core.builders import bank, build_experiment, sized_experiment


def numbers_of(experiment: Experiment) -> Quantities:
    return Quantities(experiment, evaluate(experiment))


def two_rows() -> Experiment:
    """2 × 1 = 2 and 2 × 3 = 6, where 1 and 2 are wanted: errors 1 and 4, slopes 2 and 24."""
    return build_experiment([[[2.0]]], ["identity"], [[1], [3]], [1, 2])


def captions(equation: Equation) -> list[str]:
    return [term.caption for step in equation.steps for term in terms_of(step)]


def test_captions_of_own_units() -> None:
    scaling = Scaling(Scale.STANDARD, offsets=(1.0,), factors=(2.0,))
    experiment = two_rows()
    scaled = replace(experiment, dataset=experiment.dataset.scaled(scaling, scaling))
    numbers, node = numbers_of(scaled), NodePlace(0, 0)
    (own,) = own_error_equations(numbers, node, 0)
    assert captions(own) == ["error", "", ""]
    entry = value_equation(numbers, NodePlace(INPUT_LAYER, 0), 0)
    assert captions(entry) == ["in own units", "", "", ""]


def test_captions_tell_what_the_places_of_numbers_do_not() -> None:
    two = build_experiment([[[1.0], [2.0]]], ["identity"], [[1], [2]], [[0, 0], [0, 1]])
    numbers, node = numbers_of(two), NodePlace(0, 1)
    assert captions(error_equation(numbers, node, 1)) == ["predicted", "actual", ""]
    assert captions(share_equation(numbers, node, 1)) == ["", ""]
    assert captions(loss_slope_equation(numbers, node, 1)) == ["", "error", "outputs", ""]
    assert captions(update_equation(numbers, 0)) == ["", "learning rate", "slope", ""]


def names(told: Explanation) -> list[str]:
    return [line.name for line in told.lines if isinstance(line, Equation)]


def test_several_rows_have_a_loss_in_common_a_slope_and_a_table() -> None:
    numbers = numbers_of(two_rows())
    prediction, weight = about_node(numbers, NodePlace(0, 0), 1), about_weight(numbers, 0, 1)
    slope = "loss slope at prediction"
    assert names(prediction) == ["prediction", "error", "squared error", "loss", slope]
    assert names(weight) == ["slope on row 2", "slope", "new weight"]
    assert prediction.table is not None
    assert weight.table is not None


def test_one_row_has_none_of_them() -> None:
    numbers = numbers_of(two_rows().on_row(0))
    prediction, weight = about_node(numbers, NodePlace(0, 0), 0), about_weight(numbers, 0, 0)
    slope = "loss slope at prediction"
    assert names(prediction) == ["prediction", "error", "squared error", slope]
    assert names(weight) == ["slope", "new weight"]
    assert prediction.table is weight.table is None


def test_tables_have_the_numbers_of_every_row() -> None:
    numbers = numbers_of(two_rows())
    errors = error_table(numbers, NodePlace(0, 0))
    assert errors.columns == ("prediction", "target", "error", "error²")
    assert errors.values.tolist() == [[2, 1, 1, 1], [6, 2, 4, 16]]
    assert errors.notes == ("", "")
    slopes = slope_table(numbers, 0)
    assert slopes.columns == (
        "input value",
        "loss slope at prediction",
        "identity slope",
        "slope of the row",
    )
    assert slopes.values.tolist() == [[1, 2, 1, 2], [3, 8, 1, 24]]


def test_a_table_says_in_which_rows_a_node_is_off_or_on_its_corner() -> None:
    experiment = build_experiment(
        [[[1.0]], [[1.0]]], ["relu", "identity"], [[1], [0], [-1]], [0, 1, 1]
    )
    assert slope_table(numbers_of(experiment), 0).notes == ("", "on the corner", "off")
    assert slope_table(numbers_of(experiment), 1).notes == ("", "", "")
    quantities = slope_table(numbers_of(experiment), 1).quantities
    assert [quantity.kind for quantity in quantities if quantity] == [
        QuantityKind.ACTIVATION,
        QuantityKind.LOSS_SLOPE,
        QuantityKind.ACTIVATION_SLOPE,
        QuantityKind.ROW_SLOPE,
    ]


def test_captions_go_where_the_same_was_just_explained_but_for_what_stands_for_many() -> None:
    row = without_captions(row_slope_equation(numbers_of(bank()), 0, 0))
    assert [(term.value, term.caption) for term in terms_of(row.steps[0])] == [
        (3, ""),
        (44, ""),
        (1, ""),
    ]
    many = build_experiment([[[1.0]]], ["identity"], [[k] for k in range(7)], [0] * 7)
    loss = without_captions(loss_equation(numbers_of(many)))
    assert captions(loss) == ["", "", "", "", "", "from 2 more", "", ""]


def test_where_the_loss_takes_the_sums_the_last_activation_is_in_its_slope_already() -> None:
    experiment = sized_experiment((1, 1, 1), 1, loss=LOSSES["log_loss"], biased=False)
    slopes = (row_slope_equation(numbers_of(experiment), at, 0) for at in range(2))
    assert [captions(slope) for slope in slopes] == [
        ["input value", "loss slope at hidden 1", "ReLU slope", ""],
        ["value of hidden 1", "loss slope at prediction", "sigmoid is in it already", ""],
    ]


def test_in_a_beat_the_first_equation_alone_has_captions() -> None:
    numbers = numbers_of(bank())
    slopes = beats(numbers.network)[-2]
    told = [line for line in about_beat(numbers, slopes, 0).lines if isinstance(line, Equation)]
    assert [any(captions(equation)) for equation in told] == [True, False, False, False]
