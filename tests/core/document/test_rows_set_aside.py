"""Rows set aside keep their places among all rows."""

import json

import pytest

from core.columns.plan import usual_plan
from core.columns.preparing import prepare
from core.document.data_edits import delete_rows, insert_row, set_aside
from core.document.document import Document
from core.document.edits import with_dataset
from core.files.document_file import DocumentError, decode_document, encode_document
from core.opening.from_table import Learning, document_of
from core.opening.sample_data import SAMPLES, open_sample
from core.tables.dialect import Dialect
from core.tables.reading import read_table


@pytest.fixture
def document() -> Document:
    return open_sample(next(sample for sample in SAMPLES if sample.key == "sine"))


def kept(document: Document) -> list[float]:
    return list(document.experiment.dataset.own_inputs[0])


def aside(document: Document) -> list[float]:
    validation = document.experiment.validation
    return [] if validation is None else list(validation.own_inputs[0])


def test_none_restores_the_order(document: Document) -> None:
    split = set_aside(document, 0.3, 5)
    assert kept(split) != kept(document)
    assert kept(set_aside(split, 0, 9)) == kept(document)


def test_the_same_seed_sets_the_same_rows_aside_whatever_was_set_before(
    document: Document,
) -> None:
    at_once = set_aside(document, 0.3, 5)
    for before in (set_aside(document, 0.5, 2), set_aside(at_once, 0.1, 5), at_once):
        again = set_aside(before, 0.3, 5)
        assert (kept(again), aside(again)) == (kept(at_once), aside(at_once))


def test_places_are_kept_in_a_file(document: Document) -> None:
    split = decode_document(encode_document(set_aside(document, 0.3, 5)))
    assert kept(set_aside(split, 0, 5)) == kept(document)


@pytest.mark.parametrize("places", [[0], [3, 1], [1, 1], [-1, 2], [0, 10**30], [0, 1.5]])
def test_places_that_cannot_be_are_refused(document: Document, places: list[float]) -> None:
    written = json.loads(encode_document(set_aside(document, 2 / 60, 5)))
    written["experiment"]["validation_places"] = places
    with pytest.raises(DocumentError, match="validation_places"):
        decode_document(json.dumps(written).encode())


def test_rows_of_a_table_keep_their_places() -> None:
    table = read_table("x,y\n" + "\n".join(f"{at},{at / 4}" for at in range(40)), Dialect())
    prepared = prepare(table, usual_plan(table))
    split, whole = (document_of(prepared, Learning(validation=part)) for part in (0.3, 0))
    assert kept(set_aside(split, 0, 1)) == kept(whole)
    assert aside(set_aside(whole, 0.3, 0)) == aside(split)


def test_rows_deleted_meanwhile_leave_the_others_in_order(document: Document) -> None:
    """Two of the six rows learnt from go."""
    split = set_aside(document, 0.9, 5)
    gone = {kept(split)[0], kept(split)[2]}
    fewer = delete_rows(split, [2, 0])
    assert aside(fewer) == aside(split)
    assert kept(set_aside(fewer, 0, 5)) == [x for x in kept(document) if x not in gone]


@pytest.mark.parametrize("at", [0, 3, 6])
def test_a_row_put_in_meanwhile_leaves_the_others_in_order(document: Document, at: int) -> None:
    """Six rows are left to learn from; the new one stands directly above the row of its number."""
    split = set_aside(document, 0.9, 5)
    more = insert_row(split, at)
    assert kept(more)[at] == 0
    whole = kept(set_aside(more, 0, 5))
    below = [*kept(split), None][at]
    assert whole.index(0) == (len(whole) - 1 if below is None else whole.index(below) - 1)
    assert [x for x in whole if x != 0] == kept(document)


def test_places_behind_the_last_row_are_the_last_ones(document: Document) -> None:
    split = set_aside(document, 0.5, 5)
    fewer = with_dataset(split, split.experiment.dataset.delete_rows([0, 2]))
    whole = kept(set_aside(fewer, 0, 5))
    assert sorted(whole) == sorted([*kept(fewer), *aside(fewer)])
