"""Made inputs in a document: structure, names, validation rows, and what the network sees."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.columns.coding import Coding, Scheme, Use
from core.data.scaling import Scale
from core.document import data_edits, edits
from core.document.document import Document, Point
from core.document.made_inputs import add_made_input, formula_text, read_formula, rename_node
from core.formulas.problems import FormulaError
from core.nn.network import INPUT_LAYER, NodePlace
from core.training.evaluation import evaluate
from core.training.rules.optimizers import Adam
from tests.core.builders import as_document, sized_experiment, walked


def named(document: Document, *names: str) -> Document:
    for at, name in enumerate(names):
        document = edits.with_network(
            document,
            rename_node(document, NodePlace(INPUT_LAYER, at), name).experiment.network,
        )
    return document


def learning() -> Document:
    """Inputs x and y, five rows, two of them set aside, on the way with Adam."""
    experiment = sized_experiment([2, 3, 1], 5)
    document = named(as_document(experiment.with_optimizer(Adam(0.01))), "x", "y")
    document = data_edits.set_aside(document, 0.4, seed=1)
    return document.with_experiment(walked(document.experiment, 3))


def made(document: Document, *texts: str) -> Document:
    for text in texts:
        document = add_made_input(document, read_formula(document, text))
    return document


def test_predictions_stay_and_learning_goes_on_from_there() -> None:
    before = learning()
    after = made(before, "x·y")
    one, other = evaluate(before.experiment), evaluate(after.experiment)
    np.testing.assert_array_equal(one.predictions, other.predictions)
    assert after.experiment.network.inputs == ("x", "y", "x × y")
    assert after.experiment.network.weights[0][:, 2].tolist() == [0, 0, 0]
    assert after.experiment.updates == 0
    slopes = after.experiment.network.weights_of(other.gradient)[0]
    x, y, xy = after.experiment.dataset.own_inputs
    np.testing.assert_array_equal(xy, x * y)
    assert np.count_nonzero(slopes[:, 2])


def test_what_the_optimizer_remembers_stays_with_the_weights() -> None:
    before, after = learning().experiment, made(learning(), "x²").experiment
    kept = before.optimizer.memory_by_parameter(before.memory)
    now = after.optimizer.memory_by_parameter(after.memory)
    old, new = (
        [net.weights_of(np.ascontiguousarray(row))[0] for row in rows]
        for net, rows in ((before.network, kept), (after.network, now))
    )
    for one, other in zip(old, new, strict=True):
        np.testing.assert_array_equal(other[:, :2], one)
        assert not other[:, 2].any()


def test_rows_set_aside_have_it_too() -> None:
    held_out = made(learning(), "x² + 1").experiment.validation
    assert held_out is not None
    np.testing.assert_array_equal(held_out.own_inputs[2], held_out.own_inputs[0] ** 2 + 1)


def test_it_is_scaled_as_the_others_are() -> None:
    scaled = made(data_edits.scale_inputs(learning(), Scale.STANDARD), "100x²").experiment
    seen = scaled.dataset.inputs[2]
    assert (seen.mean(), seen.std()) == pytest.approx((0, 1))
    assert scaled.validation is not None
    assert scaled.validation.input_scaling == scaled.dataset.input_scaling
    assert data_edits.refit(made(learning(), "x²")).experiment.dataset.recipe.formulas


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ln(x)", "ln(x) is no number"),
        ("1/(x−x)", "is too large to be a number"),
        ("3", "it is the same in every row"),
        ("`x²` + 1", "x² is made itself: write (x²) in its place"),
        ("z", "there is no column “z”; the columns are x, y, `x²`"),
    ],
)
def test_what_cannot_be_made_is_said(text: str, said: str) -> None:
    document = made(learning(), "x²")
    with pytest.raises(FormulaError) as problem:
        made(document, text)
    assert said in str(problem.value)


def test_a_validation_row_without_a_number_is_named() -> None:
    document = learning()
    held_out = document.experiment.validation
    assert held_out is not None
    aside = held_out.with_input(1, 0, 50.0)
    document = document.with_experiment(replace(document.experiment, validation=aside))
    with pytest.raises(FormulaError, match="in validation row 2, where x = 50"):
        made(document, "sqrt(50 − x) / (x − 50)")


def test_with_an_input_go_those_that_are_made_of_it() -> None:
    document = made(learning(), "x²", "y²", "x·y")
    document = document.with_positions({NodePlace(INPUT_LAYER, 3): Point(1.0, 2.0)})
    after = edits.remove_node(document, NodePlace(INPUT_LAYER, 0))
    assert after.experiment.network.inputs == ("y", "y²")
    assert dict(after.positions) == {NodePlace(INPUT_LAYER, 1): Point(1.0, 2.0)}
    weights = document.experiment.network.weights[0][:, [1, 3]]
    np.testing.assert_array_equal(after.experiment.network.weights[0], weights)
    assert formula_text(after.experiment, 1) == "y²"


def test_inputs_that_all_come_of_one_cannot_all_go() -> None:
    document = made(as_document(sized_experiment([1, 1], 3)), "`input 1`²")
    with pytest.raises(ValueError, match="the only node"):
        edits.remove_node(document, NodePlace(INPUT_LAYER, 0))


def test_a_made_input_goes_alone() -> None:
    before = learning()
    after = edits.remove_node(made(before, "x²"), NodePlace(INPUT_LAYER, 2))
    np.testing.assert_array_equal(
        after.experiment.network.parameters, before.experiment.network.parameters
    )


def test_names_follow_what_they_are_made_of() -> None:
    document = made(learning(), "x·y", "x²")
    document = rename_node(document, NodePlace(INPUT_LAYER, 3), "area")
    document = rename_node(document, NodePlace(INPUT_LAYER, 0), "own width")
    assert document.experiment.network.inputs == ("own width", "y", "`own width` × y", "area")
    assert formula_text(document.experiment, 3) == "`own width`²"


def test_equal_names_are_told_apart() -> None:
    document = named(learning(), "x", "x")
    document = made(document, "x − `x (2)`")
    x, other, difference = document.experiment.dataset.own_inputs
    np.testing.assert_array_equal(difference, x - other)


def test_a_row_of_zeros_or_one_like_the_row_above() -> None:
    document = made(learning(), "x²")
    rows = data_edits.insert_row(document, 1).experiment.dataset
    assert [column[1] for column in rows.own_inputs] == [0, 0, 0]
    document = made(learning(), "1/x")
    rows = data_edits.insert_row(document, 1).experiment.dataset
    assert [column[1] for column in rows.own_inputs] == [c[0] for c in rows.own_inputs]
    assert rows.is_finite


def test_columns_of_a_table_stay_with_the_inputs_that_are_given() -> None:
    names = {"x": Use.INPUT, "y": Use.INPUT, "z": Use.TARGET}
    codings = tuple(Coding(name, use, Scheme.NUMBER) for name, use in names.items())
    document = made(replace(learning(), columns=codings), "x²")
    assert document.columns == codings
    assert edits.remove_node(document, NodePlace(INPUT_LAYER, 2)).columns == codings
    assert not edits.remove_node(document, NodePlace(INPUT_LAYER, 1)).columns
