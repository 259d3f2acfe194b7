"""What files are called, and what they may be called."""

from pathlib import Path

import pytest

from core.files.file_names import safe_name, title_of, with_ending


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("bank", "bank.downhill"),
        ("bank.downhill", "bank.downhill"),
        ("Bank.DOWNHILL", "Bank.DOWNHILL"),
        ("try 0.1", "try 0.1.downhill"),
        ("rows.csv", "rows.csv.downhill"),
        ("notes.txt", "notes.txt.downhill"),
        (".downhill", ".downhill.downhill"),
        ("a.downhill.old", "a.downhill.old.downhill"),
    ],
)
def test_a_document_gets_its_ending_and_loses_nothing(typed: str, written: str) -> None:
    assert with_ending(Path("folder.d") / typed, [".downhill"]) == Path("folder.d") / written


def test_a_table_keeps_whichever_ending_of_a_table_it_has() -> None:
    endings = (".csv", ".tsv")
    assert with_ending(Path("try 0.1"), endings) == Path("try 0.1.csv")
    assert with_ending(Path("rows.TSV"), endings) == Path("rows.TSV")
    assert with_ending(Path("bank.downhill"), endings) == Path("bank.downhill.csv")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("bank.downhill", "bank"),
        ("try 0.1.downhill", "try 0.1"),
        ("try 0.1", "try 0.1"),
        ("rows.csv.Downhill", "rows.csv"),
        (".downhill", ".downhill"),
    ],
)
def test_a_title_is_the_name_without_its_ending(name: str, title: str) -> None:
    assert title_of(Path(name), [".downhill"]) == title


def test_a_title_is_the_name_without_the_longest_ending_that_fits() -> None:
    assert title_of(Path("rows.csv.gz"), [".gz", ".csv.gz"]) == "rows"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Bank transactions", "Bank transactions"),
        ("a/b", "a-b"),
        ("a\\b: c?", "a-b- c-"),
        ("../../secret", "-..-secret"),
        (".hidden", "hidden"),
        ("name. ", "name"),
        ("CON", "_CON"),
        ("lpt1.txt", "_lpt1.txt"),
        ("console", "console"),
        ("two\nlines\0", "twolines"),
        ("\u202egpj", "gpj"),
        ("größe ∂w", "größe ∂w"),
        ("", "Untitled"),
        (" .. ", "Untitled"),
        ("\ud800", "Untitled"),
    ],
)
def test_a_title_is_made_a_name_that_every_system_accepts(title: str, name: str) -> None:
    assert safe_name(title) == name


def test_a_long_title_is_cut_between_characters(tmp_path: Path) -> None:
    name = safe_name("∂" * 1000)
    assert set(name) == {"∂"}
    (tmp_path / f"{name} predictions.downhill").touch()


def test_a_name_has_120_bytes_at_the_most() -> None:
    assert safe_name("a" * 120) == "a" * 120
    assert safe_name("a" * 121) == "a" * 120
    assert safe_name("a" + "∂" * 40) == "a" + "∂" * 39
