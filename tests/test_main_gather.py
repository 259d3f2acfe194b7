"""What a class handed in, gathered on the command line."""

import csv
import io
from pathlib import Path

import pytest

from core.files.file_reading import FileContent, read_file
from core.lessons import command
from core.lessons.classes import shelf
from core.lessons.progress import Record
from core.lessons.text.reading import MAX_BYTES
from main import main
from tests.command_line import downhill
from tests.core.lessons.classes.made_hand_ins import (
    CLICK_PLACE,
    ERROR_PLACE,
    PREDICTED_PLACE,
    hand_in,
    lesson_in,
    tried,
)


def test_a_row_stands_for_each_task_of_each_student(tmp_path: Path) -> None:
    lesson = lesson_in(tmp_path)
    slips = ("actual minus predicted",)
    hand_in(
        tmp_path,
        lesson,
        "Zoë",
        {
            ERROR_PLACE: tried("-11", "11", slips=slips),
            PREDICTED_PLACE: tried("falls"),
            CLICK_PLACE: Record(skipped=True, hints=2),
        },
    )
    hand_in(tmp_path, lesson, "Abe", {})
    (tmp_path / "notes.txt").write_text("?")
    out = tmp_path / "class.csv"
    done = downhill("--gather", tmp_path, "--out", out)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "downhill: Not looked at, for they are no hand-ins: notes.txt\n"
    assert out.read_bytes().startswith(b"\xef\xbb\xbf"), "as spreadsheet programs need it"
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    assert [row["student"] for row in rows] == ["Abe"] * 4 + ["Zoë"] * 4
    assert [row["result"] for row in rows[4:]] == [
        "right later",
        "right at first try",
        "skipped",
        "not tried",
    ]
    assert [row["right at first try"] for row in rows[4:]] == ["0", "1", "0", "0"]
    assert [row["tries"] for row in rows[4:]] == ["2", "1", "0", "0"]
    assert [row["hints"] for row in rows[4:]] == ["0", "0", "2", "0"]
    assert [row["skipped"] for row in rows[4:]] == ["0", "0", "1", "0"]
    assert rows[4]["commonest slip"] == "actual minus predicted"
    assert (rows[4]["page"], rows[4]["task"], rows[4]["asked"]) == ("1", "1", "What is the error?")
    assert downhill("--gather", tmp_path, "--out", out).returncode == 0, "as often as one likes"
    printed = downhill("--gather", tmp_path).stdout
    assert printed == out.read_text("utf-8-sig")


def test_a_name_that_is_a_formula_is_harmless(tmp_path: Path) -> None:
    lesson = lesson_in(tmp_path)
    hand_in(tmp_path, lesson, "=HYPERLINK(1)", {}, name="a.json")
    hand_in(tmp_path, lesson, '@a,"b"\n=c', {}, name="b.json")
    rows = list(csv.DictReader(io.StringIO(downhill("--gather", tmp_path).stdout)))
    assert {row["student"] for row in rows} == {"'=HYPERLINK(1)", '\'@a,"b" =c'}


def test_the_lesson_may_be_given(tmp_path: Path) -> None:
    (tmp_path / "handed").mkdir()
    hand_in(tmp_path / "handed", lesson_in(tmp_path), "Ada", {ERROR_PLACE: tried("11")})
    without = downhill("--gather", tmp_path / "handed")
    assert "was not found" in without.stderr
    assert len(without.stdout.splitlines()) == 1
    given = downhill("--gather", tmp_path / "handed", tmp_path / "bank.downhill-lesson")
    assert (given.stderr, len(given.stdout.splitlines())) == ("", 5)


def test_a_lesson_that_is_given_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "handed").mkdir()
    hand_in(tmp_path / "handed", lesson_in(tmp_path), "Ada", {ERROR_PLACE: tried("11")})
    path, read = tmp_path / "bank.downhill-lesson", list[Path]()

    def reading(path: Path, most: int = MAX_BYTES) -> FileContent:
        read.append(path)
        return read_file(path, most)

    for module in (command, shelf):
        monkeypatch.setattr(module, "read_file", reading)
    assert main(["--gather", str(tmp_path / "handed"), str(path)]) == 0
    assert read.count(path) == 1
    assert len(capsys.readouterr().out.splitlines()) == 5


def test_a_lesson_that_is_given_and_cannot_be_read_is_said(tmp_path: Path) -> None:
    gone = downhill("--gather", tmp_path, tmp_path / "gone.downhill-lesson")
    assert (gone.returncode, gone.stdout) == (1, "")
    assert "gone.downhill-lesson: it cannot be read" in gone.stderr
    (tmp_path / "bad.downhill-lesson").write_text("# A\n## B\n```task\nx\n```\n", "utf-8")
    bad = downhill("--gather", tmp_path, tmp_path / "bad.downhill-lesson")
    assert (bad.returncode, bad.stdout) == (1, "")
    assert "bad.downhill-lesson:4: this is no TOML" in bad.stderr


def test_what_cannot_be_is_said(tmp_path: Path) -> None:
    gone = downhill("--gather", tmp_path / "gone")
    assert (gone.returncode, gone.stdout) == (1, "")
    assert "the folder cannot be read" in gone.stderr
    unwritten = downhill("--gather", tmp_path, "--out", tmp_path / "no" / "class.csv")
    assert unwritten.returncode == 1
    assert "could not be written" in unwritten.stderr
    assert downhill("--out", tmp_path / "class.csv").returncode == 2
