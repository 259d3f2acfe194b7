"""Documents come back from a file to the last bit, and damage is named."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.columns.coding import Coding, Scheme, Use
from core.data.dataset import from_rows
from core.data.scaling import UNSCALED, Scale, fit
from core.document.document import Document, Point
from core.document.edits import remove_node
from core.files.document_file import (
    DocumentError,
    decode_document,
    encode_document,
    write_document,
)
from core.nn.activations import ACTIVATIONS, OUTPUT_ACTIVATIONS, SOFTMAX
from core.nn.losses import LOSSES
from core.nn.losses_of_probabilities import CROSS_ENTROPY
from core.nn.network import INPUT_LAYER, Layer, Network, NodePlace
from core.opening.starters import BANK, open_starter
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from tests.core.builders import sized_network
from tests.core.document_samples import bank_text, document_bits, with_parameters

FORMAT = Path(__file__).resolve().parents[3] / "docs" / "file-format.md"


finite = st.floats(allow_nan=False, allow_infinity=False)


names = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ['"', "\\", "🏔", "e\u0301", "\x00", "\u2028", "–"]
)


counts = st.integers(0, 2**63 - 1)


def arrays(size: int) -> st.SearchStrategy[list[float]]:
    return st.lists(finite, min_size=size, max_size=size)


@st.composite
def networks(draw: st.DrawFn, inputs: int, outputs: int) -> Network:
    sizes = (*draw(st.lists(st.integers(1, 3), max_size=2)), outputs)
    layers = [
        Layer(
            tuple(draw(st.lists(names, min_size=size, max_size=size))),
            ACTIVATIONS[draw(st.sampled_from(sorted(ACTIVATIONS)))],
            draw(st.booleans()),
        )
        for size in sizes
    ]
    layers[-1] = replace(
        layers[-1], activation=draw(st.sampled_from([*OUTPUT_ACTIVATIONS.values()]))
    )
    sources = (inputs, *sizes)
    count = sum(
        layer.size * (width + layer.biased) for layer, width in zip(layers, sources, strict=False)
    )
    locked = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    return Network(
        tuple(draw(st.lists(names, min_size=inputs, max_size=inputs))),
        tuple(layers),
        np.array(draw(arrays(count))),
        np.array(locked, dtype=np.bool_),
    )


@st.composite
def experiments(draw: st.DrawFn) -> Experiment:
    inputs, outputs, rows = draw(st.tuples(*[st.integers(1, 3)] * 3))
    network = draw(networks(inputs, outputs))
    output = network.layers[-1].activation
    return Experiment(
        network,
        from_rows(
            np.array(draw(arrays(rows * inputs))).reshape(rows, inputs),
            np.array(draw(arrays(rows * outputs))).reshape(rows, outputs),
        ),
        draw(st.sampled_from([loss for loss in LOSSES.values() if loss.fits(output)])),
        GradientDescent(draw(finite.filter(lambda rate: rate > 0))),
        draw(counts),
        draw(counts),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    present = draw(experiments())
    near = replace(present, network=present.network.with_parameters(-present.network.parameters))
    start = draw(st.sampled_from([present, near]) | experiments())
    sizes = present.network.sizes
    places = [NodePlace(i - 1, node) for i, size in enumerate(sizes) for node in range(size)]
    coordinates = st.floats(-1e6, 1e6)
    points = st.builds(Point, coordinates, coordinates)
    moved = draw(st.dictionaries(st.sampled_from(places), points))
    return Document(present, start, draw(names)).with_positions(moved)


@given(documents())
@settings(max_examples=40)
def test_a_document_comes_back_to_the_last_bit(document: Document) -> None:
    data = encode_document(document)
    back = decode_document(data)
    assert document_bits(back) == document_bits(document)
    assert encode_document(back) == data


@pytest.mark.long
@given(documents())
@settings(max_examples=5_000)
def test_many_documents_come_back_to_the_last_bit(document: Document) -> None:
    assert document_bits(decode_document(encode_document(document))) == document_bits(document)


@pytest.mark.parametrize(
    "value",
    [-0.0, 5e-324, -5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 0.1 + 0.2, 1e22],
)
def test_a_delicate_number_comes_back(value: float) -> None:
    document = with_parameters(open_starter(BANK), [value] * 6)
    back = decode_document(encode_document(document))
    assert back.experiment.network.parameters.tobytes() == np.full(6, value).tobytes()


def test_a_start_that_differs_in_the_sign_of_a_zero_is_kept() -> None:
    bank = open_starter(BANK)
    later = replace(bank, experiment=replace(bank.experiment, updates=0))
    signed = with_parameters(later, [2.0, 1.0, -0.0, 0.0, 2.0, 2.0])
    back = decode_document(encode_document(replace(signed, start=bank.start)))
    assert document_bits(back) == document_bits(replace(signed, start=bank.start))


def test_what_the_start_shares_is_written_once_and_shared_again() -> None:
    bank = open_starter(BANK)
    stepped = bank.with_experiment(replace(bank.experiment, updates=3))
    text = encode_document(stepped).decode()
    assert text.count('"dataset"') == 1
    back = decode_document(text.encode())
    assert back.start is not back.experiment
    assert back.start.dataset is back.experiment.dataset
    assert '"start"' not in bank_text()
    alone = decode_document(bank_text().encode())
    assert alone.start is alone.experiment


def test_the_text_is_one_line_a_node_and_a_row() -> None:
    lines = [line.strip() for line in bank_text().splitlines()]
    assert "[2.0, 1.0]," in lines
    assert '{"inputs": [3.0, 2.0], "targets": [5.0]}' in lines
    assert bank_text().endswith("}\n")


def test_positions_of_nodes_that_are_gone_are_left_out() -> None:
    kept = {NodePlace(0, 1): Point(1.5, -2.0)}
    stale = {NodePlace(0, 7): Point(0.0, 0.0), NodePlace(9, 0): Point(0.0, 0.0)}
    document = open_starter(BANK).with_positions(kept | stale)
    assert dict(decode_document(encode_document(document)).positions) == kept


def test_other_layouts_of_json_are_read() -> None:
    text = bank_text().replace("3.0", "3").replace("0.01", "1E-2").replace("\n", "\r\n")
    back = decode_document(b"\xef\xbb\xbf" + text.encode())
    assert document_bits(back) == document_bits(open_starter(BANK))


def test_the_example_in_the_description_of_the_format_is_a_document() -> None:
    example = FORMAT.read_text(encoding="utf-8").split("```jsonc\n")[1].split("```")[0]
    plain = re.sub(r" *//.*", "", example)
    document = decode_document(plain.encode())
    assert encode_document(document).decode() == plain
    assert document.experiment.network.locked.tolist() == [False] * 2 + [True] * 2 + [False] * 2 + [
        True
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda bank: with_parameters(bank, [2, float("nan"), 0, 0, 2, 2]),
            "weights[0][1]: expected a finite number, found nan",
        ),
        (
            lambda bank: with_parameters(bank, [2, 1, 0, 0, 2, float("-inf")]),
            "experiment.network.layers[1].weights[0][1]: expected a finite number, found -inf",
        ),
        (
            lambda bank: replace(
                bank,
                experiment=replace(
                    bank.experiment,
                    dataset=bank.experiment.dataset.with_target(0, 0, float("inf")),
                ),
            ),
            "experiment.dataset.rows[0].targets[0]: expected a finite number",
        ),
        (lambda bank: replace(bank, title="\ud800"), "title: it has half a character"),
        (
            lambda bank: bank.with_positions({NodePlace(0, 0): Point(float("nan"), 0.0)}),
            "positions[0].x: expected a number within",
        ),
        (
            lambda bank: bank.with_experiment(replace(bank.experiment, seed=2**63)),
            "experiment.seed: expected a whole number",
        ),
    ],
)
def test_what_a_file_cannot_hold_is_not_saved(
    change: Callable[[Document], Document], message: str, tmp_path: Path
) -> None:
    path = tmp_path / "bank.downhill"
    write_document(path, open_starter(BANK))
    before = path.read_bytes()
    with pytest.raises(DocumentError, match=re.escape(message)):
        write_document(path, change(open_starter(BANK)))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def prepared() -> Document:
    """Scaled rows of two kinds, validation rows, batches, and columns of a file."""
    columns = (
        Coding("age", Use.INPUT, Scheme.NUMBER, fills=(40.5,)),
        Coding("town", Use.INPUT, Scheme.ONE_HOT, ("Ulm", "Bonn")),
        Coding("class", Use.TARGET, Scheme.ONE_HOT, ("no", "yes")),
    )
    network = sized_network((3, 2, 2), output=SOFTMAX)
    rows = from_rows(
        [[30.0, 1.0, 0.0], [51.0, 0.0, 1.0], [0.1, 0.0, 1.0]], [[1, 0], [0, 1], [0, 1]]
    )
    scaling = fit(Scale.STANDARD, rows.own_inputs)
    dataset = rows.only(np.array([0, 1])).scaled(scaling, UNSCALED)
    experiment = Experiment(
        network,
        dataset,
        CROSS_ENTROPY,
        GradientDescent(0.1),
        seed=3,
        updates=7,
        batch_size=1,
        validation=rows.only(np.array([2])).scaled(scaling, UNSCALED),
    )
    start = replace(experiment, updates=0)
    return Document(experiment, start, "towns", columns)


def test_what_was_done_to_a_files_columns_comes_back_to_the_last_bit() -> None:
    document = prepared()
    assert document_bits(decode_document(encode_document(document))) == document_bits(document)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"batch_size": 1', '"batch_size": -1', "experiment.batch_size: expected a whole number"),
        ('"kind": "standard"', '"kind": "odd"', "input_scaling.kind: unknown scaling"),
        ('"coding": "number"', '"coding": "one_hot"', "columns[0]: "),
        ('"use": "target"', '"use": "input"', "columns: they do not make"),
        ('"softmax"', '"sigmoid"', "experiment.loss: it does not go with sigmoid"),
    ],
)
def test_what_does_not_fit_is_named(old: str, new: str, said: str) -> None:
    text = encode_document(prepared()).decode()
    assert old in text
    with pytest.raises(DocumentError, match=re.escape(said)):
        decode_document(text.replace(old, new, 1).encode())


def test_columns_are_forgotten_when_the_inputs_change() -> None:
    document = prepared()
    assert remove_node(document, NodePlace(0, 0)).columns == document.columns
    assert remove_node(document, NodePlace(INPUT_LAYER, 0)).columns == ()
