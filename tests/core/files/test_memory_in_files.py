"""What an optimizer remembers, in a file, with a rule that only tests know."""

import re

import numpy as np
import pytest
from msgspec.structs import replace

from core.document.document import Document
from core.files.document_file import DocumentError, decode_document, encode_document
from core.files.document_pieces import document_pieces
from core.opening.starters import BANK, open_starter
from core.training.descent import Descent
from core.training.rules.optimizers import OPTIMIZERS
from core.training.rules.schedules import StepDecay
from tests.core.document_samples import bank_text, damaged, document_bits
from tests.core.remembering import Remembering, remembering


@pytest.fixture
def remembered(monkeypatch: pytest.MonkeyPatch) -> Document:
    """The bank after three updates by a rule that remembers, and that files may name."""
    monkeypatch.setitem(OPTIMIZERS, Remembering.key, Remembering)
    begun = remembering(open_starter(BANK).experiment)
    descent = Descent(begun)
    descent.run(3)
    return Document(descent.experiment, begun)


def test_what_the_optimizer_remembers_comes_back_and_goes_on_alike(remembered: Document) -> None:
    data = encode_document(remembered)
    back = decode_document(data)
    assert document_bits(back) == document_bits(remembered)
    assert back.experiment.memory[-1] == 3
    assert data.count(b'"memory"') == 1  # the start has none
    onward, expected = Descent(back.experiment), Descent(remembered.experiment)
    onward.run(50)
    expected.run(50)
    assert onward.experiment.state.tobytes() == expected.experiment.state.tobytes()


def test_a_file_in_pieces_keeps_what_is_remembered(remembered: Document) -> None:
    pieces = b"".join(document_pieces(remembered))
    assert document_bits(decode_document(pieces)) == document_bits(remembered)


def test_a_zero_that_is_remembered_keeps_its_sign(remembered: Document) -> None:
    signed = replace(remembered.experiment, memory=np.full(13, -0.0))
    document = replace(remembered, experiment=signed)
    assert document_bits(decode_document(encode_document(document))) == document_bits(document)


def test_where_nothing_is_remembered_no_key_is_written(remembered: Document) -> None:
    assert "memory" not in bank_text()
    empty = replace(remembered, experiment=remembered.start)
    assert b'"memory"' not in encode_document(empty)
    assert document_bits(decode_document(encode_document(empty))) == document_bits(empty)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ("[1.0]", "remembering remembers 13 numbers of 6 weights and biases, found 1"),
        (f"[{'0.5, ' * 13}3.0]", "13 numbers of 6 weights and biases, found 14"),
        (f"[{'0.5, ' * 12}null]", "experiment.memory[12]: expected a number, found null"),
        (f"[{'0.5, ' * 12}NaN]", "NaN and infinity cannot stand in a document"),
        ('"none"', "experiment.memory: expected a list, found a text"),
    ],
)
def test_a_memory_that_does_not_fit_is_named(remembered: Document, numbers: str, said: str) -> None:
    text = encode_document(remembered).decode()
    bad = re.sub(r'"memory": \[[^]]*\]', f'"memory": {numbers}', text)
    assert bad != text
    with pytest.raises(DocumentError, match=re.escape(said)):
        decode_document(bad.encode())


def test_a_memory_for_a_rule_without_one_is_refused() -> None:
    text = damaged('"seed": 42,', '"memory": [1.0], "seed": 42,')
    with pytest.raises(DocumentError, match=r"experiment\.memory: gradient_descent remembers noth"):
        decode_document(text)


def test_a_memory_that_is_no_number_is_not_saved(remembered: Document) -> None:
    memory = remembered.experiment.memory.copy()
    memory[4] = np.inf
    document = replace(remembered, experiment=replace(remembered.experiment, memory=memory))
    with pytest.raises(DocumentError, match=r"experiment\.memory\[4\]: expected a finite number"):
        encode_document(document)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_settings_memory_and_all_beside_them_come_back(key: str) -> None:
    begun = open_starter(BANK).experiment
    begun = replace(begun, l2_penalty=0.1, max_norm=2.5, schedule=StepDecay(0.25, 7.0))
    unusual = {setting.key: 0.5 for setting in OPTIMIZERS[key].settings}
    begun = begun.with_optimizer(OPTIMIZERS[key](0.02, **unusual))
    descent = Descent(begun)
    descent.run(9)
    document = Document(descent.experiment, begun)
    again = decode_document(encode_document(document))
    assert document_bits(again) == document_bits(document)
    assert again.experiment.optimizer == begun.optimizer
    assert again.experiment.schedule == begun.schedule
    assert (again.experiment.l2_penalty, again.experiment.max_norm) == (0.1, 2.5)
    onward, expected = Descent(again.experiment), Descent(descent.experiment)
    onward.run(30)
    expected.run(30)
    assert onward.experiment.state.tobytes() == expected.experiment.state.tobytes()


@pytest.mark.parametrize(
    ("optimizer", "said"),
    [
        ('"adam", "learning_rate": 0.01, "settings": {"beta1": 1.0}', "settings.beta1: β₁ has to"),
        (
            '"adam", "learning_rate": 0.01, "settings": {"rho": 0.5}',
            "settings.rho: unknown set",
        ),
        ('"momentum", "learning_rate": 0.01, "settings": {"momentum": "x"}', "expected a number"),
        ('"adem", "learning_rate": 0.01', "optimizer.kind: unknown optimizer"),
    ],
)
def test_an_optimizer_that_cannot_be_is_named(optimizer: str, said: str) -> None:
    text = damaged('"gradient_descent", "learning_rate": 0.01', optimizer)
    with pytest.raises(DocumentError, match=re.escape(said)):
        decode_document(text)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ('"schedule": {"kind": "never"}', "experiment.schedule.kind: unknown schedule"),
        (
            '"schedule": {"kind": "step", "settings": {"every": 1.5}}',
            "experiment.schedule.settings.every: number of steps has to be a whole",
        ),
        ('"max_norm": -1.0', "experiment.max_norm: largest norm has to be at least 0, not −1"),
        ('"l2_penalty": -1.0', "experiment.l2_penalty: L2 penalty has to be at least 0"),
    ],
)
def test_what_stands_beside_it_and_cannot_be_is_named(key: str, said: str) -> None:
    text = damaged('"seed": 42,', f'{key}, "seed": 42,')
    with pytest.raises(DocumentError, match=re.escape(said)):
        decode_document(text)
