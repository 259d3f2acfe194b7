"""Tables on the command line."""

import gzip
import json
import os
from pathlib import Path

import pytest

from core.files.document_file import read_document, write_document
from core.opening.starters import open_starter
from tests.command_line import downhill, numbers, started

TABLE = "x,colour,y\n" + "\n".join(
    f"{at / 10},{'red' if at % 3 else 'blue'},{at}" for at in range(40)
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_table_is_learnt_and_saved_without_a_window(table: Path, tmp_path: Path) -> None:
    saved = tmp_path / "learnt.downhill"
    options = ("--target", "y", "--hidden", "5,4", "--batch", "8", "--epochs", "3", "--seed", "2")
    scales = ("--scale", "minmax", "--scale-target", "standard", "--validation", "0.25")
    found = numbers(table, *options, *scales, "--learning-rate", "0.05", "--save", saved)
    assert found["step"] == 3 * 4
    assert len(found["weights"][0]) == 5
    assert found["validation_loss"] > 0
    assert [column["name"] for column in found["columns"]] == ["x", "colour", "y"]
    assert found["columns"][1]["nodes"] == ["colour = blue", "colour = red"]
    again = numbers(saved)
    assert again["loss"] == found["loss"]
    assert again["columns"] == found["columns"]
    assert again["step"] == 12


def test_targets_far_from_1_are_scaled_unless_asked_otherwise(table: Path) -> None:
    for options in ((), ("--scale-target", "auto")):
        assert "own_units" in numbers(table, "--target", "y", *options)
    assert "own_units" not in numbers(table, "--target", "y", "--scale-target", "none")


def test_classes_have_their_accuracy(table: Path) -> None:
    found = numbers(table, "--target", "2", "--loss", "cross-entropy", "--epochs", "2")
    right = [
        max(range(2), key=predicted.__getitem__) == max(range(2), key=actual.__getitem__)
        for predicted, actual in zip(found["predictions"], found["targets"], strict=True)
    ]
    assert found["accuracy"] == sum(right) / len(right)
    assert found["best_accuracy"] == max(epoch["accuracy"] for epoch in found["epochs"])
    assert found["epochs"][-1]["accuracy"] == found["accuracy"]


def test_a_table_without_a_header_is_learnt_by_number(tmp_path: Path) -> None:
    path = tmp_path / "bare.csv"
    path.write_text("1;2,5\n2;3,5\n3;4,5\n", encoding="utf-8")
    found = numbers(path, "--target", "2", "--scale", "none")
    assert found["inputs"] == [[1], [2], [3]]
    assert found["targets"] == [2.5, 3.5, 4.5]


def test_a_packed_table_with_another_ending_is_learnt_and_guesses_are_told(tmp_path: Path) -> None:
    path = tmp_path / "rows.dat"
    path.write_bytes(gzip.compress(b"# by me\na;y\n900;1\n1,200;2\n2,400;3\n"))
    options = ("--scale", "none", "--scale-target", "none")
    assert numbers(path, *options)["inputs"] == [[900], [1200], [2400]]
    told = started(path, *options, "--json").stderr
    assert "line 1 left out: comments" in told
    assert "a: “1,200” is read as 1200; a guess: 1.2 if the comma is the decimal mark" in told


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--target", "z"), 1, "rows.csv: there is no column “z”"),
        (("--hidden", "x"), 2, "not a list of sizes"),
        (("--loss", "mean"), 2, "mse, half-mse"),
        (("--batch", "0"), 2, "one row or more"),
        (("--validation", "1"), 2, "not a part"),
        (("--learning-rate", "0"), 2, "above 0"),
        (("--target", "x", "--loss", "log-loss"), 1, "between 0 and 1"),
    ],
)
def test_what_a_table_cannot_do_is_said(
    table: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = downhill(table, *arguments, "--json")
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_options_of_tables_are_refused_for_documents() -> None:
    done = downhill("--hidden", "3", "--json")
    assert done.returncode == 2
    assert "--hidden is for tables" in done.stderr


def test_a_table_that_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    done = downhill(path, "--json")
    assert done.returncode == 1
    assert "picture.csv: this is a picture" in done.stderr


def test_the_content_of_a_file_says_what_it_is(table: Path) -> None:
    rows = table.rename(table.with_name("rows.downhill"))
    assert numbers(rows, "--target", "y")["columns"][0]["name"] == "x"
    document = table.with_name("bank.txt")
    write_document(document, open_starter("bank"))
    assert numbers(document)["loss"] == 121


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("name", ["pipe.csv", "pipe.downhill", "empty.downhill", "empty.csv"])
def test_what_is_no_file_is_named_at_once(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if path.stem == "pipe":
        os.mkfifo(path)
    else:
        path.touch()
    done = started(path, "--json")
    assert done.returncode == 1
    assert done.stderr.startswith(f"downhill: {name}: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--save", "copy.csv"), "ends in .downhill"),
        (("--save", ""), "ends in .downhill"),
        (("--save", "a.downhill", "--screenshot", "a.png"), "do not go together"),
        (("--target", ""), "there is no column"),
        (("--target", "9" * 5000), "there is no column"),
        (("--hidden", "99999,99999"), "the most is 1\u202f100\u202f000"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_learnt(
    options: tuple[str, ...], reason: str, table: Path
) -> None:
    before = table.read_bytes()
    done = downhill(table, "--epochs", "9", *options)
    assert done.returncode in (1, 2)
    assert reason in done.stderr
    assert "Traceback" not in done.stderr
    assert table.read_bytes() == before


def test_numbers_are_printed_even_if_the_document_cannot_be_saved(table: Path) -> None:
    done = downhill(table, "--json", "--save", table.parent / "nowhere" / "x.downhill")
    assert done.returncode == 1
    assert "could not be written" in done.stderr
    assert json.loads(done.stdout)["step"] == 0


def test_more_inputs_are_made_of_those_there_are(table: Path, tmp_path: Path) -> None:
    saved = tmp_path / "made.downhill"
    made = ("--input", "x^2", "--input", "x × `colour = red`")
    options = ("--scale", "none", "--hidden", "3", "--seed", "4", "--save", saved)
    found = numbers(table, *made, *options)
    for x, _, red, square, product in found["inputs"]:
        assert (square, product) == pytest.approx((x * x, x * red))
    assert all(any(row[3:]) for row in found["weights"][0])
    assert [column["name"] for column in found["columns"]] == ["x", "colour", "y"]
    assert found["made"] == numbers(saved)["made"] == ["", "", "", "x²", "x × `colour = red`"]
    assert "made" not in numbers(table)
    assert read_document(saved).experiment.network.inputs[3:] == ("x²", "x × `colour = red`")
    assert numbers(saved)["inputs"] == found["inputs"]


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        (
            "z",
            "there is no column “z”; the columns are x, `colour = blue`, `colour = red`",
        ),
        ("1/x", "in row 1, where x = 0, 1 / x is too large to be a number"),
    ],
)
def test_a_formula_that_cannot_be_is_refused(table: Path, formula: str, said: str) -> None:
    result = downhill("--json", table, "--input", formula)
    assert result.returncode == 1
    assert said in result.stderr


def test_inputs_are_made_of_tables_only() -> None:
    result = downhill("--json", "--input", "x^2")
    assert result.returncode == 2
    assert "--input is for tables such as DATA.csv" in result.stderr
