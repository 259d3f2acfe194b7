"""Damaged, hostile and oversized documents are refused, and the place is named."""

import re

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.dataset import from_rows
from core.document.document import Document
from core.files.document_file import DocumentError, decode_document, encode_document
from core.nn.activations import ACTIVATIONS
from core.nn.losses import MEAN_SQUARED_ERROR
from core.nn.network import Layer, Network, NodePlace
from core.nn.network_edits import rename_node
from core.opening.starters import BANK, open_starter
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from tests.core.document_samples import bank_text, damaged

LAYER = "experiment.network.layers[0]"


DAMAGES = {
    "no version": ('  "version": 6,\n', "", "the key `version` is missing"),
    "newer version": (
        '"version": 6',
        '"version": 7',
        "version: made by a newer version of Downhill",
    ),
    "huge version": ('"version": 6', '"version": ' + "9" * 4000, "made by a newer version"),
    "version 0": ('"version": 6', '"version": 0', "version: there is no such format"),
    "half a version": ('"version": 6', '"version": 6.5', "version: expected a whole number"),
    "missing key": ('"seed": 42,', "", "experiment: the key `seed` is missing"),
    "no dataset": ('"dataset"', '"data"', "experiment: unknown key `data`"),
    "unknown key": ('"title"', '"tilte": 1, "title"', "unknown key `tilte`: correct its spelling"),
    "no kind": ('"kind": "gradient_descent", ', "", "experiment.optimizer: the key `kind`"),
    "null weight": (
        "[2.0, 1.0]",
        "[2.0, null]",
        f"{LAYER}.weights[0][1]: expected a number, found null",
    ),
    "text for a number": ("[2.0, 1.0]", '["2", 1.0]', "expected a number, found a text"),
    "too few weights": (
        "[2.0, 1.0]",
        "[2.0]",
        f"{LAYER}.weights[0]: expected 2 weights, one for each input, found 1",
    ),
    "too many nodes": (
        '["", ""]',
        '["", "", ""]',
        f"{LAYER}.weights: expected 3 lists, one for each node, found 2",
    ),
    "no nodes": ('["", ""]', "[]", f"{LAYER}.names: expected at least one node"),
    "no inputs": ('["accounts", "children"]', "[]", "network.inputs: expected at least one input"),
    "biases of another size": (
        '"biases": null',
        '"biases": [1.0]',
        f"{LAYER}.biases: expected 2 biases, one for each node, found 1",
    ),
    "locks of another size": (
        '"biases": null',
        '"locked_weights": [[true, false]], "biases": null',
        f"{LAYER}.locked_weights: expected 2 lists",
    ),
    "locks without biases": (
        '"biases": null',
        '"biases": null, "locked_biases": [true, true]',
        f"{LAYER}.locked_biases: there are no biases to lock",
    ),
    "unknown activation": (
        '"relu"',
        '"rleu"',
        f"{LAYER}.activation: unknown activation “rleu”; expected one of identity, relu",
    ),
    "signs that a terminal obeys": (
        '"relu"',
        '"\\u001b[31m\\nred\\u202e"',
        "activation “[31m red”",
    ),
    "unknown loss": ('"mse"', '"mes"', "experiment.loss: unknown loss “mes”; expected one of mse"),
    "unknown optimizer": (
        '"gradient_descent"',
        '"adem"',
        "experiment.optimizer.kind: unknown optimizer “adem”",
    ),
    "rate of 0": ("0.01", "0.0", "experiment.optimizer.learning_rate: expected a finite number"),
    "rate below 0": ("0.01", "-0.01", "learning_rate: expected a finite number above 0"),
    "no rows": (
        '{"inputs": [3.0, 2.0], "targets": [5.0]}',
        "",
        "experiment.dataset.rows: expected at least one row",
    ),
    "short row": (
        "[3.0, 2.0]",
        "[3.0]",
        "dataset.rows[0].inputs: expected 2 numbers, one for each input, found 1",
    ),
    "no target": ("[5.0]", "[]", "rows[0].targets: expected 1 number, one for each prediction"),
    "seed below 0": ('"seed": 42', '"seed": -1', "experiment.seed: expected a whole number from 0"),
    "updates beyond 63 bits": (
        '"updates": 0',
        f'"updates": {2**63}',
        "experiment.updates: expected a whole number from 0",
    ),
    "truth for a number": (
        '"updates": 0',
        '"updates": true',
        "expected a whole number, found true or false",
    ),
    "huge integer": (
        '"seed": 42',
        '"seed": ' + "9" * 100_000,
        "experiment.seed: the number is too large",
    ),
    "1e999": ("3.0", "1e999", "dataset.rows[0].inputs[0]: the number is too large"),
    "NaN": ("3.0", "NaN", "line 29, column 21: NaN and infinity cannot stand in a document"),
    "Infinity": ("3.0", "-Infinity", "NaN and infinity cannot stand in a document"),
    "lost comma": (
        '"version": 6,',
        '"version": 6',
        "line 3, column 3: this is not JSON",
    ),
    "something after the end": ("\n}\n", "\n}\n{}", "this is not JSON (trailing characters)"),
    "half a character": (
        '"Bank transactions"',
        '"\\ud800"',
        "this is not JSON",
    ),
    "long title": ("Bank transactions", "x" * 1001, "title: it has 1001 characters"),
    "long name of a node": (
        '["", ""]',
        f'["", "{"x" * 1001}"]',
        f"{LAYER}.names[1]: it has 1001 characters; the most is 1000",
    ),
    "long name of an input": (
        '"children"',
        f'"{"x" * 1001}"',
        "experiment.network.inputs[1]: it has 1001 characters",
    ),
    "half a character in a name": ('["", ""]', '["", "\\ud800"]', "this is not JSON"),
    "a number for a name": ('"children"', "7", "inputs[1]: expected a text, found a whole number"),
    "node without a place": (
        "\n  }\n}",
        '},"positions": [{"layer": 2, "node": 0, "x": 0, "y": 0}]}',
        "positions[0]: the network has no node 0 in layer 2",
    ),
    "two positions": (
        "\n  }\n}",
        '},"positions": [' + ",".join(['{"layer": -1, "node": 1, "x": 0, "y": 0}'] * 2) + "]}",
        "positions[1]: this node has a position already",
    ),
    "far away": (
        "\n  }\n}",
        '},"positions": [{"layer": 0, "node": 0, "x": 0, "y": 1e300}]}',
        "positions[0].y: expected a number within ±1\u202f000\u202f000",
    ),
    "deep nesting": ("3.0", "[" * 100_000, "lists are nested too deeply"),
    "a list for a number": ("3.0", "[3.0]", "inputs[0]: expected a number, found a list"),
    "deep nesting before the version": (
        '"version"',
        '"x": ' + "[" * 100_000 + '"version"',
        "nested too deeply",
    ),
}


@pytest.mark.parametrize(("old", "new", "message"), DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_named(old: str, new: str, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        decode_document(damaged(old, new))
    assert message in str(caught.value)
    assert str(caught.value).replace("\u202f", "").isprintable()
    assert len(str(caught.value)) < 400


def test_damage_in_the_start_is_named() -> None:
    bank = open_starter(BANK)
    text = encode_document(bank.with_experiment(replace(bank.experiment, updates=1))).decode()
    head, tail = text.split('"start"')
    with pytest.raises(DocumentError, match=re.escape("start.network.layers[1].weights[0]: ")):
        decode_document(f'{head}"start"{tail.replace("[2.0, 2.0]", "[2.0]")}'.encode())
    other = tail.replace('["accounts", "children"]', '["a"]')
    other = other.replace("[2.0, 1.0]", "[2.0]").replace("[0.0, 0.0]", "[0.0]")
    with pytest.raises(DocumentError, match="start: its network has other inputs"):
        decode_document(f'{head}"start"{other}'.encode())


def test_the_present_needs_its_own_dataset() -> None:
    text = re.sub(r'"dataset": \{.*?\},\s+"loss"', '"loss"', bank_text(), flags=re.DOTALL)
    with pytest.raises(DocumentError, match="experiment: the key `dataset` is missing"):
        decode_document(text.encode())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\t\n", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"{", "the file ends in the middle"),
        (b"[1, 2]", "expected an object, found a list"),
        (b"null", "expected an object, found null"),
        (b"PK\x03\x04", "line 1, column 1: this is not JSON"),
        (b'{"version": 6,\n "\xff', "line 2, column 3: this is not UTF-8 text"),
        (bank_text().encode("utf-16"), "this is not UTF-8 text"),
        (bank_text().encode()[:-20], "the file ends in the middle"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=re.escape(message)):
        decode_document(data)


def large_document(rows: int, inputs: int, nodes: int) -> Document:
    network = Network(
        ("",) * inputs,
        (Layer(("",) * nodes, ACTIVATIONS["tanh"]),),
        np.zeros(inputs * nodes),
        np.zeros(inputs * nodes, dtype=np.bool_),
    )
    dataset = from_rows(np.zeros((rows, inputs)), np.zeros((rows, nodes)))
    experiment = Experiment(network, dataset, MEAN_SQUARED_ERROR, GradientDescent())
    return Document(experiment, experiment)


@pytest.mark.parametrize(
    ("size", "message"),
    [
        ((1, 50, 49), "the network has 2450 weights and biases; the most is 2400"),
        ((1_001, 1, 1), "there are 1001 rows; the most is 1000"),
        ((51, 30, 20), "51 rows of 50 numbers are more than 2500"),
    ],
)
def test_what_is_too_large_is_refused(
    size: tuple[int, int, int], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.nn.limits.MAX_CELLS", 2_500)
    monkeypatch.setattr("core.nn.limits.MAX_PARAMETERS", 2_400)
    monkeypatch.setattr("core.files.document_assembly.MAX_ROWS", 1_000)
    with pytest.raises(DocumentError, match=re.escape(message)):
        encode_document(large_document(*size))


def test_lists_are_counted_when_writing_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was saved can be opened: the limit is the same on both ways."""
    document = open_starter(BANK)
    lists = encode_document(document).count(b"[")
    monkeypatch.setattr("core.files.document_file.MAX_LISTS", lists)
    assert decode_document(encode_document(document)).title == document.title
    monkeypatch.setattr("core.files.document_file.MAX_LISTS", lists - 1)
    with pytest.raises(DocumentError, match="too many to load"):
        encode_document(document)


def test_half_a_character_in_a_name_is_not_written() -> None:
    document = open_starter(BANK)
    network = rename_node(document.experiment.network, NodePlace(0, 1), "a\ud800")
    broken = document.with_experiment(replace(document.experiment, network=network))
    with pytest.raises(DocumentError, match=re.escape(f"{LAYER}.names[1]: it has half a char")):
        encode_document(broken)


def test_too_many_values_for_one_update_are_refused() -> None:
    row = '{"inputs": [3.0, 2.0], "targets": [5.0]}'
    text = bank_text().replace(row, ",".join([row] * 10_000))
    wide = text.replace('["", ""]', "[" + ",".join(['""'] * 1_200) + "]")
    wide = wide.replace("[0.0, 0.0]", ",".join(["[0.0, 0.0]"] * 1_199))
    wide = wide.replace("[2.0, 2.0]", "[" + ",".join(["2.0"] * 1_200) + "]")
    with pytest.raises(DocumentError, match="10\u202f000 rows in 1203 inputs and nodes"):
        decode_document(wide.encode())


def test_too_many_layers_are_refused() -> None:
    layer = '{"activation":"relu","names":["",""],"weights":[[1,0],[0,1]],"biases":null},'
    with pytest.raises(DocumentError, match="there are 1002 layers; the most is 1000"):
        decode_document(damaged('"layers": [', '"layers": [' + layer * 1000))


@pytest.mark.parametrize(
    "nonsense", [b"\x00", b"[", b"[],", b"{", b'{"a":', b"9", b'"', b"\xf0\x9f\x8f\x94", b"x"]
)
def test_twenty_megabytes_of_nonsense_are_refused(nonsense: bytes) -> None:
    data = nonsense * (20 * 2**20 // len(nonsense))
    with pytest.raises(DocumentError):
        decode_document(data)
    with pytest.raises(DocumentError):
        decode_document(b'{"version": 6, "title": ' + data)


def test_a_list_of_millions_is_refused_before_it_is_loaded() -> None:
    with pytest.raises(DocumentError, match="more than 4\u202f500\u202f000 lists"):
        decode_document(damaged("[2.0, 1.0]", "[]," * 4_600_000 + "[2.0, 1.0]"))
