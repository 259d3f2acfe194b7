"""How a file is read: told in one line, corrected in a section that folds."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from gui.session.settings import MemorySettings
from gui.style.theme import Theme
from tests.core.tables.workbooks import xlsx
from tests.gui.dialogs.table_import.import_hands import ImportHands, Key, open_dialog
from tests.gui.dialogs.table_import.tables import THINGS

Opened = Callable[[bytes | str], ImportHands]


def test_how_a_file_was_read_is_told_in_one_line(things: ImportHands) -> None:
    told = "UTF-8, comma between cells, decimal point, names in the first row"
    assert things.dialog.how_read.summary == told
    assert things.says(told)
    assert not things.dialog.reading.isVisible()


def test_sections_open_and_fold_by_mouse_and_keys_and_are_remembered(
    theme: Theme, qtbot: QtBot
) -> None:
    settings = MemorySettings()
    hands = open_dialog(THINGS, theme, qtbot, settings)
    hands.unfold(hands.dialog.how_read)
    assert hands.dialog.reading.isVisible()
    qtbot.keyClick(hands.dialog.how_learnt.button, Key.Key_Space)
    assert hands.dialog.learning.isVisible()
    assert not hands.dialog.reading.isVisible()  # the table is to be seen, too
    again = open_dialog(THINGS, theme, qtbot, settings)
    assert again.dialog.learning.isVisible()
    assert not again.dialog.reading.isVisible()


def test_what_was_remarked_is_told(opened: Opened) -> None:
    hands = opened(b"My rows;\n\nx;y\nkg;m\n900;1\n1,200;2\n2,400;3\n3,600;4\n")
    hands.unfold(hands.dialog.how_read)
    assert hands.says("lines 1 and 2 left out: above the table")
    assert hands.says("line 4 left out: units")
    hands.pick(hands.dialog.reading.decimal, "comma 0,5")
    assert not hands.says("a guess: 1.2")
    assert "decimal comma" in hands.dialog.how_read.summary
    assert hands.says("line 4 left out: units")


def test_correcting_the_separator_reads_again(opened: Opened) -> None:
    hands = opened(b"a|b;c\n1|2;3\n4|5;6\n7|8;9\n")
    hands.unfold(hands.dialog.how_read)
    hands.pick(hands.dialog.reading.delimiter, "bar")
    assert hands.names == ["a", "b;c"]
    hands.pick(hands.dialog.reading.delimiter, "semicolon")
    assert hands.names == ["a|b", "c"]


def test_another_encoding_is_a_click_away(opened: Opened) -> None:
    hands = opened("рост;вес\n1,5;2\n2,5;3\n3;5\n".encode("cp1251"))
    assert hands.says("a guess: “рост” in Windows-1251 (Cyrillic)")
    hands.press("Read in Windows-1251 (Cyrillic)")
    assert hands.names == ["рост", "вес"]
    assert not hands.says("a guess")


def test_lines_can_be_skipped_and_the_names_be_none(opened: Opened) -> None:
    hands = opened(THINGS)
    hands.unfold(hands.dialog.how_read)
    hands.press("the first row has names")
    assert hands.names == ["column 1", "column 2", "column 3", "column 4"]
    hands.press("the first row has names")
    hands.write(hands.dialog.reading.skip, "2")
    assert hands.names == ["1.5", "blue", "2", "1"]
    assert "2 lines skipped" in hands.dialog.how_read.summary


@pytest.mark.parametrize(
    ("data", "guess", "remedy", "first"),
    [
        ("x;y\nkg;m\n1;2\n3;4\n5;7\n", "line 2 left out: units", "Take as data", "kg"),
        ("n,y\n1,2.5\n3,1.5\nTotal,4\n", "line 4 left out", "Take as data", "Total"),
        ("0,1,2\n5.1,3.5,7\n4.9,3.1,6\n5,3,5\n", "names of columns", "Take as data", "column 1"),
    ],
)
def test_what_was_guessed_of_the_file_is_read_otherwise_at_a_click(
    data: str, guess: str, remedy: str, first: str, opened: Opened
) -> None:
    hands = opened(data)
    assert hands.says(guess)
    assert first not in hands.painted
    hands.press(remedy)
    assert not hands.says(guess)
    assert first in hands.painted


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\x03" * 50, "cannot be learnt yet"),
        (b"a,b\n1,2\n3,4,5\n", "line 3"),
        (b"x\n1\n2\n3\n", "column"),
    ],
)
def test_what_is_no_table_is_said_in_place_and_nothing_breaks(
    opened: Opened, data: bytes, said: str
) -> None:
    hands = opened(data)
    assert hands.says(said)
    assert not hands.dialog.ok.isEnabled()
    assert said in hands.dialog.ok.toolTip()


def test_reading_otherwise_keeps_what_was_chosen_for_the_columns(things: ImportHands) -> None:
    things.predict("cost")
    things.choose("colour", "Becomes", "ordinal: 0, 1, 2 …")
    things.use("size", "Unused")
    things.unfold(things.dialog.how_learnt)
    things.write(things.dialog.learning.aside, "40")
    things.unfold(things.dialog.how_read)
    things.pick(things.dialog.reading.delimiter, "semicolon")
    assert things.says("cannot be learnt yet")
    things.pick(things.dialog.reading.delimiter, "comma")
    assert things.dialog.target.column.currentText() == "cost"
    assert things.head("size").startswith("size\nUnused")
    assert "blue = 0" in things.head("colour")
    assert things.head("sold").startswith("sold\nInput")
    assert things.dialog.how_learnt.summary.endswith("40 % set aside")


def test_another_sheet_of_a_workbook_is_read(opened: Opened) -> None:
    rows: list[list[float | str]] = [[1, 2.5], [2, 1], [3, 7]]
    hands = opened(xlsx({"first": [["a", "b"], *rows], "other": [["c", "d"], *rows]}))
    assert hands.names == ["a", "b"]
    assert hands.dialog.how_read.summary.startswith("sheet “first”")
    hands.unfold(hands.dialog.how_read)
    hands.pick(hands.dialog.reading.sheet, "other")
    assert hands.names == ["c", "d"]
    assert hands.dialog.ok.isEnabled()
    assert hands.says("the sheet “other” is read; a guess: there is “first”, too")
    hands.press("Read “first”")
    assert hands.names == ["a", "b"]
