"""Hand-ins that are broken, or hold what cannot be: they are named, and stop nothing."""

import json
from pathlib import Path

import pytest

from core.files.document_file import encode_document
from core.files.file_reading import FileReadError
from core.lessons.classes.gathering import gather
from core.lessons.classes.results import Outcome
from core.lessons.playing import begun
from core.lessons.progress import Answer, Record
from tests.core.lessons.classes.made_hand_ins import (
    CLICK_PLACE,
    ERROR_PLACE,
    PREDICTED_PLACE,
    REACH_PLACE,
    hand_in,
    lesson_in,
    result,
    tried,
)
from tests.core.lessons.lesson_texts import BANK, lesson_text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"[]",
        b"null",
        b'{"kind": "other"}',
        b"[" * 100_000,
        b"x" * 9_000_000,
    ],
)
def test_what_is_broken_is_named_and_stops_nothing(tmp_path: Path, data: bytes) -> None:
    lesson = lesson_in(tmp_path)
    hand_in(tmp_path, lesson, "Ada", {ERROR_PLACE: tried("11")})
    (tmp_path / "broken.json").write_bytes(data)
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "essay.docx").write_bytes(b"?")
    found = gather(tmp_path)
    assert result(found, "Ada", ERROR_PLACE).outcome is Outcome.FIRST
    assert [remark.split(":")[0] for remark in found.remarks[1:]] == ["broken.json", "folder.json"]
    assert found.remarks[0] == "Not looked at, for they are no hand-ins: essay.docx"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("student", ""),
        ("student", " \u202e "),
        ("student", "x" * 101),
        ("student", 7),
        ("seconds", -1),
        ("seconds", 1e30),
        ("version", 2),
        ("tasks", [[0, 0, {"tries": -1}]]),
        ("tasks", [[0, 0, {"tries": 10**15}]]),
        ("tasks", [[-1, 0, {}]]),
        ("tasks", [[0, 0, {"answers": [{"text": "1" * 30_000}]}]]),
        ("tasks", [[0, 0, {"answers": [{"seed": 2**64}]}]]),
        ("tasks", [[0, 0, {}]] * 1001),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, key: str, value: object) -> None:
    lesson = lesson_in(tmp_path)
    hand_in(tmp_path, lesson, "Ada", {ERROR_PLACE: tried("11")}, name="a.json")
    path = tmp_path / "a.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {key: value}), "utf-8")
    found = gather(tmp_path)
    assert found.lessons == ()
    assert len(found.remarks) == 1
    assert found.remarks[0].startswith("a.json: it ")


def test_a_million_tries_are_told(tmp_path: Path) -> None:
    lesson = lesson_in(tmp_path)
    record = Record(tries=1_000_000, solved=True, answers=(Answer("5"), Answer("11")))
    hand_in(tmp_path, lesson, "Ada", {ERROR_PLACE: record})
    assert result(gather(tmp_path), "Ada", ERROR_PLACE).tries == 1_000_000


@pytest.mark.parametrize("work", ["{}", "nonsense", "[" * 50_000, "one row", "another network"])
def test_work_that_does_not_fit_makes_nothing_right(tmp_path: Path, work: str) -> None:
    lesson = lesson_in(tmp_path)
    other = begun(lesson_in(tmp_path, lesson_text(BANK.replace("hidden 1", "h")), "other").pages[0])
    assert other is not None
    document = encode_document(other).decode()
    text = document if work == "another network" else document.replace("[3", "[1e300")
    work = work if work[0] in "{n[" else text
    record = Record().tried(True, answer=Answer("11.5", work=work))
    every = (ERROR_PLACE, PREDICTED_PLACE, CLICK_PLACE, REACH_PLACE)
    hand_in(tmp_path, lesson, "Ada", dict.fromkeys(every, record))
    found = gather(tmp_path)
    assert {result(found, "Ada", place).outcome for place in every} == {Outcome.FALSE}


def test_tasks_that_the_lesson_does_not_have_are_said(tmp_path: Path) -> None:
    lesson = lesson_in(tmp_path)
    hand_in(
        tmp_path, lesson, "Ada", {ERROR_PLACE: tried("11"), ERROR_PLACE._replace(page=9): Record()}
    )
    assert gather(tmp_path).remarks == ("Ada handed in tasks that “A lesson” does not have",)


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileReadError, match="the folder cannot be read"):
        gather(tmp_path / "gone")
