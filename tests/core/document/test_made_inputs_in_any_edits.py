"""Whatever is edited, made inputs are what their formulas give, and the document can be saved."""

from collections.abc import Callable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.data.dataset import Dataset
from core.data.scaling import Scale
from core.document import data_edits, edits
from core.document.data_edits import Row
from core.document.document import Document
from core.document.made_inputs import add_made_input, read_formula, rename_node
from core.files.document_file import decode_document, encode_document
from core.formulas.formula import columns_in
from core.nn.network import INPUT_LAYER, NodePlace
from tests.core.document_samples import document_bits, document_with_square

_NUMBERS = st.floats(-100, 100).map(lambda value: round(value, 3))
_EDITS = (
    "cell",
    "row",
    "moved row",
    "without row",
    "input",
    "without input",
    "name",
    "made",
    "scale",
)


@given(st.lists(st.tuples(st.sampled_from(_EDITS), st.integers(0, 99), _NUMBERS), max_size=8))
def test_they_follow_any_edits(steps: list[tuple[str, int, float]]) -> None:
    document = document_with_square()
    for name, which, value in steps:
        document = _edited(document, name, which, value)
        experiment = document.experiment
        _check(experiment.dataset)
        assert experiment.validation is not None
        _check(experiment.validation)
        assert experiment.validation.recipe == experiment.dataset.recipe
    assert document_bits(decode_document(encode_document(document))) == document_bits(document)


def _check(rows: Dataset) -> None:
    for place, made in enumerate(rows.recipe.renewed(rows.own_inputs)):
        np.testing.assert_array_equal(rows.own_inputs[place], made)


def _edited(document: Document, name: str, which: int, value: float) -> Document:
    rows = document.experiment.dataset
    at, given_input = which % rows.rows, rows.given[which % len(rows.given)]
    row = Row([value] * len(rows.given), [value] * len(rows.own_targets))
    place = NodePlace(INPUT_LAYER, which % (1 + len(rows.inputs)))
    changes: dict[str, Callable[[], Document]] = {
        "cell": lambda: edits.with_dataset(document, rows.with_input(at, given_input, value)),
        "row": lambda: data_edits.insert_row(document, at, row if which % 2 else None),
        "moved row": lambda: data_edits.set_row(document, at, row),
        "without row": lambda: data_edits.delete_rows(document, [at] if rows.rows > 1 else []),
        "input": lambda: edits.add_node(document, place),
        "without input": lambda: _without_input(document, which),
        "name": lambda: rename_node(
            document, NodePlace(INPUT_LAYER, given_input), f"name {which % 3}"
        ),
        "made": lambda: _with_product(document, given_input, value),
        "scale": lambda: data_edits.scale_inputs(document, Scale.MIN_MAX),
    }
    return changes[name]()


def _with_product(document: Document, place: int, value: float) -> Document:
    names = document.experiment.network.input_names
    first = names[document.experiment.dataset.given[0]]
    text = f"`{names[place]}` × {value:.1f} − |`{first}`|"
    return add_made_input(document, read_formula(document, text))


def _without_input(document: Document, which: int) -> Document:
    recipe, count = document.experiment.dataset.recipe, len(document.experiment.dataset.inputs)
    place = which % count
    made = [made for made in recipe.formulas if made and place in columns_in(made)]
    if count - 1 - len(made) < 1:
        return document
    return edits.remove_node(document, NodePlace(INPUT_LAYER, place))
