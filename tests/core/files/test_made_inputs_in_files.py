"""Inputs that are made of others in files."""

import json

import pytest
from msgspec.structs import replace

from core.document.document import Document
from core.document.made_inputs import add_made_input, formula_text, read_formula, rename_node
from core.files.document_file import DocumentError, decode_document, encode_document
from core.files.document_pieces import document_pieces
from core.nn.network import INPUT_LAYER, NodePlace
from tests.core.builders import as_document, sized_experiment
from tests.core.document_samples import document_bits, document_with_square


def text_of(document: Document) -> str:
    return encode_document(document).decode()


def test_they_come_back_to_the_last_bit() -> None:
    document = document_with_square()
    again = decode_document(encode_document(document))
    assert document_bits(again) == document_bits(document)
    assert formula_text(again.experiment, 2) == "x²"
    held_out = again.experiment.validation
    assert held_out is not None
    assert held_out.recipe == document.experiment.dataset.recipe


def test_a_rescued_document_has_them() -> None:
    document = document_with_square()
    again = decode_document(b"".join(document_pieces(document)))
    assert document_bits(again) == document_bits(document)


def test_the_file_says_how_each_is_made_and_nothing_where_none_is() -> None:
    assert json.loads(text_of(document_with_square()))["experiment"]["dataset"]["made"] == [
        "",
        "",
        "x²",
    ]
    assert '"made"' not in text_of(as_document(sized_experiment([2, 1], 2)))


def test_names_of_any_sort_are_read_again() -> None:
    document = as_document(sized_experiment([3, 1], 4))
    for at, name in enumerate(("own `units`", "sin", "sin")):
        document = rename_node(document, NodePlace(INPUT_LAYER, at), name)
    formula = read_formula(document, "`own ``units``` × `sin` − `sin (2)`²")
    document = add_made_input(document, formula)
    assert decode_document(encode_document(document)).experiment.dataset.recipe.formulas[3] == (
        formula
    )


def test_a_name_that_grows_long_does_not_make_a_formula_that_cannot_be_read() -> None:
    document = as_document(sized_experiment([2, 1], 4))
    document = rename_node(document, NodePlace(INPUT_LAYER, 0), "x")
    document = add_made_input(document, read_formula(document, "+".join("x" * 99)))
    document = rename_node(document, NodePlace(INPUT_LAYER, 0), "y" * 900)
    assert decode_document(encode_document(document)).experiment.dataset.recipe.formulas[2]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('["", "", "x²"]', '["", "x²"]', "dataset.made"),
        ('["", "", "x²"]', '["", "", "z²"]', "there is no column “z”"),
        ('["", "", "x²"]', '["", "", "`x²`"]', "made of one or more that are given"),
        ('["", "", "x²"]', '["", "", "3"]', "made of one or more that are given"),
        ('["", "", "x²"]', '["", "", "x³"]', "and its formula gives"),
        ('["", "", "x²"]', '["", "", "ln(x − 1000)"]', "and its formula gives nan"),
        ('["", "", "x²"]', '["", "", "' + "(" * 500 + '"]', "nested too deeply"),
        ('["", "", "x²"]', '["", "", "x' + "+x" * 5000 + '"]', "too long"),
        ('"version": 6', '"version": 7', "made by a newer version"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(old: str, new: str, said: str) -> None:
    text = text_of(document_with_square())
    assert old in text
    with pytest.raises(DocumentError) as problem:
        decode_document(text.replace(old, new, 1).encode())
    assert said in str(problem.value)


def test_a_row_that_contradicts_its_formula_is_named() -> None:
    document = document_with_square()
    aside = document.experiment.validation
    assert aside is not None
    wrong = replace(aside, own_inputs=(*aside.own_inputs[:2], aside.own_inputs[2] + 1))
    document = document.with_experiment(replace(document.experiment, validation=wrong))
    with pytest.raises(DocumentError, match=r"validation\[0\]\.inputs\[2\].*x² is .* gives"):
        encode_document(document)
