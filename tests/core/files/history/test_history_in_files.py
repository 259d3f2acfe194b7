"""The history in the file of a document; `test_history_model` proves that all of it comes back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from core.files.document_checks import DocumentError
from core.files.document_file import (
    decode_document,
    decode_history,
    encode_document,
    history_in,
    read_document,
    write_document,
)
from core.files.file_reading import read_file
from core.files.history import dismantling
from core.history.moments import Moment
from core.nn.equality import equal
from core.opening.starters import BANK, open_starter
from core.training.descent import Descent
from tests.core.builders import as_document, sized_experiment
from tests.core.history_worker import Worker

Spoil = Callable[[dict[str, Any]], object]


@pytest.fixture
def worker() -> Worker:
    """Twelve steps, an edit, three more, and another way from the fifth."""
    worker = Worker(open_starter(BANK))
    worker.run(12)
    worker.edit(0.25, "Set a weight")
    worker.run(3)
    worker.history.go(Moment(0, 5))
    worker.run(4)
    worker.history.name_moment(Moment(0, 7), "half way")
    branch = worker.history.branches[0]
    worker.history.branches.rename(branch, "first try")
    worker.history.branches.show(branch, shown=False)
    return worker


def reopened(worker: Worker) -> Worker:
    data = encode_document(worker.document, worker.history)
    history = decode_history(data, decode_document(data))
    assert history is not None
    again = Worker(worker.document)
    again.history = history
    return again


def test_back_works_right_after_opening(worker: Worker) -> None:
    again = reopened(worker)
    assert again.history.previous(again.history.present) == Moment(2, 3)
    assert again.undo() == "Run, 4 steps"
    assert again.history.present == Moment(0, 5)
    assert again.history.loss_at(Moment(0, 5)) == worker.history.loss_at(Moment(0, 5))


def test_names_branches_and_edits_are_there(worker: Worker) -> None:
    again = reopened(worker).history
    assert again.name_of(Moment(0, 7)) == "half way"
    assert [(branch.name, branch.is_shown) for branch in again.branches] == [
        ("first try", False),
        ("", True),
    ]
    again.go(Moment(1, 3))
    assert list(again.edits(again.past())) == [(12, "Set a weight")]


def test_a_file_holds_it_and_without_it_is_small(worker: Worker, tmp_path: Path) -> None:
    whole, small = tmp_path / "whole.downhill", tmp_path / "small.downhill"
    write_document(whole, worker.document, worker.history)
    write_document(small, worker.document)
    content = read_file(whole)
    assert equal(read_document(whole), read_document(small))
    assert history_in(content, read_document(whole)) is not None
    assert history_in(read_file(small), read_document(small)) is None
    assert small.stat().st_size < whole.stat().st_size


def test_nothing_done_needs_no_history() -> None:
    worker = Worker(open_starter(BANK))
    assert b"history" not in encode_document(worker.document, worker.history)


def test_where_there_is_little_room_fewer_moments_are_kept_and_all_are_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dismantling, "MOST_NUMBERS", 1500)
    worker = Worker(as_document(sized_experiment((2, 2, 1), 4, learning_rate=0.02)))
    worker.run(1000)
    tip = worker.document
    again = reopened(worker)
    assert equal(again.document.experiment, tip.experiment)
    document, missing = again.history.nearest(Moment(0, 501))
    descent = Descent(document.experiment)
    assert 0 < missing < 100
    assert descent.run(missing) is None
    direct = Descent(worker.history.nearest(Moment(0, 0))[0].experiment)
    direct.run(501)
    assert equal(descent.experiment.network, direct.experiment.network)


def test_without_room_for_the_beginnings_of_lines_there_is_none(
    monkeypatch: pytest.MonkeyPatch, worker: Worker
) -> None:
    monkeypatch.setattr(dismantling, "MOST_NUMBERS", 10)
    assert b"history" not in encode_document(worker.document, worker.history)


def test_without_room_for_the_rows_of_earlier_moments_there_is_none_and_they_are_not_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """To take apart a million rows that are not written in the end would take seconds."""
    document = as_document(sized_experiment((2, 1), 500))
    worker = Worker(document)
    dataset = document.experiment.dataset.with_input(0, 0, 9.0)
    changed = replace(document.experiment, dataset=dataset)
    worker.record("Set a cell", document.with_experiment(changed))
    assert b"history" in encode_document(worker.document, worker.history)
    monkeypatch.setattr(dismantling, "MOST_FRAMES", 4 * 3 * 500 - 1)
    monkeypatch.setattr("core.files.document_dismantling.row_parts", None)
    assert b"history" not in encode_document(worker.document, worker.history)


def test_rows_are_written_once_however_many_edits_there_are() -> None:
    worker = Worker(as_document(sized_experiment((3, 2, 1), 200)))
    bare = len(encode_document(worker.document))
    for value in np.linspace(0, 1, 50):
        worker.edit(float(value))
    assert len(encode_document(worker.document, worker.history)) < 2 * bare


def test_a_changed_cell_brings_its_rows(worker: Worker) -> None:
    dataset = worker.document.experiment.dataset.with_input(0, 0, 9.0)
    experiment = replace(worker.document.experiment, dataset=dataset)
    worker.record("Set a cell", worker.document.with_experiment(experiment))
    again = reopened(worker)
    assert again.document.experiment.dataset.inputs[0][0] == 9
    again.undo()
    assert again.document.experiment.dataset.inputs[0][0] == 3


def _set(name: str, value: object) -> Spoil:
    return lambda history: history.update({name: value})


def _set_line(at: int, name: str, value: object) -> Spoil:
    return lambda history: history["lines"][at].update({name: value})


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_set("numbers", "AAA"), "history.numbers: this is not base64 of numbers"),
        (_set("numbers", "AAAA"), "history.numbers: this is not base64 of numbers"),
        (_set("numbers", ""), "history.numbers: numbers are missing at its end"),
        (_set("present", [9, 0]), "history.present: there is no such moment"),
        (_set("present", [0]), "history.present: a moment is a line and a count of updates"),
        (_set("lines", []), "there are more numbers than the lines tell of"),
        (_set("more", 1), "history: unknown key `more`"),
        (_set_line(1, "origin", [2, 0]), "it begins at no moment of an earlier line"),
        (_set_line(1, "origin", None), "one line begins the history, the first"),
        (_set_line(1, "frame", 7), "history.lines[1]: there is no such frame"),
        (_set_line(1, "changed", [77]), "differ from those of no line before"),
        (_set_line(0, "onward", 0), "it goes on to no line that begins on it"),
        (_set_line(0, "runs", []), "its last run does not lead to its end"),
        (_set_line(0, "branch", 7), "there is no such branch"),
        (_set_line(0, "updates", -1), "-1 is no count"),
        (_set_line(0, "start", 1), "it cannot start with a later line"),
        (lambda history: history["lines"][0]["trace"].update(last=13), "another number of losses"),
        (lambda history: history["lines"][0]["trace"].update(stride=0), "is no count"),
    ],
)
def test_what_does_not_fit_is_named(worker: Worker, spoil: Spoil, said: str) -> None:
    whole = json.loads(encode_document(worker.document, worker.history))
    spoil(whole["history"])
    data = json.dumps(whole).encode()
    document = decode_document(data)
    with pytest.raises(DocumentError) as problem:
        decode_history(data, document)
    assert said in str(problem.value)


def test_a_history_of_another_document_is_refused(worker: Worker) -> None:
    whole = json.loads(encode_document(worker.document, worker.history))
    whole["experiment"]["network"]["layers"][0]["weights"][0][0] = 77.0
    data = json.dumps(whole).encode()
    with pytest.raises(DocumentError, match="its present is another one"):
        decode_history(data, decode_document(data))
