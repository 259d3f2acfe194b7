"""Worksheets and keys from the command line."""

from pathlib import Path

import pytest

from tests.command_line import downhill, started
from tests.core.lessons.lesson_texts import BANK, lesson_text
from tests.gui.paper.pdf_text import Pdf

ERROR = 'kind = "number"\nask = "What is the error?"\nanswer = "error"\n'
DRAWN = BANK.replace("[[3, 2]]", '[["1..9", "1..9"]]').replace("[0, 0]", "[1, 2]")


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    path = tmp_path / "one.downhill-lesson"
    path.write_text(lesson_text(DRAWN, ERROR), encoding="utf-8")
    return path


def pages(path: Path) -> list[str]:
    return Pdf(path.read_bytes()).pages


def test_a_sheet_and_its_key_are_written_without_a_display(lesson: Path, tmp_path: Path) -> None:
    sheet, key = tmp_path / "s.pdf", tmp_path / "k.pdf"
    files = ("--worksheet", sheet, "--key", key)
    done = started(lesson, *files, "--seed", "12", "--paper", "letter", DISPLAY="")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "Sheet 12" in pages(sheet)[0].splitlines()
    assert "Key to sheet 12" in pages(key)[0].splitlines()
    assert b"[0 0 612" in sheet.read_bytes()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("ends", "is_hard"), [("-9..9", False), ("1..12", True), ("0..0.5", True)])
def test_numbers_that_are_hard_by_hand_are_said(tmp_path: Path, ends: str, is_hard: bool) -> None:
    path, sheet = tmp_path / "one.downhill-lesson", tmp_path / "s.pdf"
    network = DRAWN.replace('["1..9", "1..9"]', f'[1, "{ends}"]')
    path.write_text(lesson_text(network, ERROR), encoding="utf-8")
    done = downhill(path, "--worksheet", sheet)
    assert (done.returncode, "Hard to work out by hand: on “A page”" in done.stderr) == (0, is_hard)


@pytest.mark.usefixtures("qapp")
def test_thirty_copies_have_thirty_numbers(lesson: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "s.pdf"
    assert downhill(lesson, "--worksheet", sheet, "--copies", "30").returncode == 0
    text = "\n".join(pages(sheet)).splitlines()
    assert [line for line in text if line.startswith("Sheet ")] == [
        f"Sheet {number}" for number in range(1, 31)
    ]


@pytest.mark.usefixtures("qapp")
def test_names_stand_on_their_sheets(lesson: Path, tmp_path: Path) -> None:
    names, sheet, key = tmp_path / "names.txt", tmp_path / "s.pdf", tmp_path / "k.pdf"
    names.write_bytes("Zoë\r\nÁrpád\r\n".encode("cp1252"))
    done = downhill(lesson, "--worksheet", sheet, "--key", key, "--names", names, "--seed", "3")
    assert done.returncode == 0, done.stderr
    assert [page.splitlines()[2:5] for page in pages(sheet)] == [
        ["Name", "Date", "Zoë"],
        ["Name", "Date", "Árpád"],
    ]
    assert "Key to sheet 4, Árpád" in pages(key)[1].splitlines()


@pytest.mark.usefixtures("qapp")
def test_nothing_is_replaced_without_being_asked(lesson: Path, tmp_path: Path) -> None:
    sheet, key = tmp_path / "s.pdf", tmp_path / "k.pdf"
    key.write_bytes(b"mine")
    given = (lesson, "--worksheet", sheet, "--key", key)
    done = downhill(*given)
    assert done.returncode == 1
    assert done.stderr == f"downhill: “{key}” is there already: --force replaces it\n"
    assert key.read_bytes() == b"mine"
    assert not sheet.exists()
    assert downhill(*given, "--force").returncode == 0
    assert key.read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("qapp")
def test_what_cannot_be_written_says_why_and_leaves_nothing(lesson: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "none" / "s.pdf"
    done = downhill(lesson, "--worksheet", nowhere)
    assert done.returncode == 1
    assert done.stderr.startswith(f"downhill: “{nowhere}” could not be written: ")
    assert sorted(path.name for path in tmp_path.iterdir()) == [lesson.name]


@pytest.mark.usefixtures("qapp")
def test_sheets_without_drawn_numbers_are_said_to_be_alike(tmp_path: Path) -> None:
    path = tmp_path / "one.downhill-lesson"
    path.write_text(lesson_text(BANK, ERROR), encoding="utf-8")
    done = downhill(path, "--worksheet", tmp_path / "s.pdf", "--copies", "2")
    assert done.returncode == 0
    assert "all sheets are alike" in done.stderr


def test_a_lesson_with_a_fault_is_not_printed(tmp_path: Path) -> None:
    path = tmp_path / "one.downhill-lesson"
    path.write_text(lesson_text(BANK, ERROR + "number = 12\n"), encoding="utf-8")
    done = downhill(path, "--worksheet", tmp_path / "s.pdf")
    assert done.returncode == 1
    assert done.stderr.endswith("the text says 12, the network 11\n")
    assert not (tmp_path / "s.pdf").exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--copies", "3"), "--copies needs --worksheet or --key"),
        (("--worksheet", "s.pdf"), "a worksheet needs a lesson, FILE"),
        (("x", "--worksheet", "s.txt"), "needs a name that ends in .pdf"),
        (("x", "--worksheet", "s.pdf", "--key", "./s.pdf"), "are one file"),
        (("x", "--worksheet", "s.pdf", "--copies", "0"), "from 1 to 500"),
        (("x", "--key", "s.pdf", "--seed", "1000000"), "999999 at the most"),
        (("x", "--key", "s.pdf", "--json"), "do not go with --json"),
        (("x", "--key", "k.pdf", "--copies", "2", "--names", "n"), "not allowed with"),
    ],
)
def test_options_that_do_not_go_together_are_refused(given: tuple[str, ...], said: str) -> None:
    done = downhill(*given)
    assert done.returncode == 2
    assert said in done.stderr


def test_names_that_cannot_be_read_are_named(lesson: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_bytes(b"\n")
    done = downhill(lesson, "--worksheet", tmp_path / "s.pdf", "--names", names)
    assert (done.returncode, done.stderr) == (1, "downhill: names.txt: there is no name in it\n")
