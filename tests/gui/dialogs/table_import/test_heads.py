"""The heads of the columns: what they tell, and the choices that they open."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from gui.style.theme import SMALLEST_PIXELS
from tests.gui.dialogs.table_import.import_hands import ALT, ImportHands, Key
from tests.gui.dialogs.table_import.tables import table
from tests.gui.painted_text import painted_texts

Opened = Callable[[bytes | str], ImportHands]


def test_heads_tell_name_use_and_kind_above_the_first_rows(things: ImportHands) -> None:
    painted = things.painted
    for text in ("size", "colour", "→ Input", "· number", "· 3 categories", "● Target", "red"):
        assert text in painted
    told = ["colour", "Input: 3 categories", "20 × blue, 20 × green, 20 × red"]
    told.append("one-hot, 3 inputs; then scaled to mean 0, deviation 1")
    assert things.head("colour").split("\n") == told
    assert "from 0 to 118" in things.head("cost")


def test_cells_tell_what_they_count_as(opened: Opened) -> None:
    rows = [f"{['5', '', '?', 'oops'][at] if at < 4 else at},{at / 2}" for at in range(40)]
    hands = opened(table("a,y", rows))
    told = [hands.cell_tip(row, "a") for row in range(4)]
    missing = "This counts as missing"
    assert told == ["5", missing, missing, "oops: not a number"]
    hands.press("Treat as missing")
    assert hands.cell_tip(3, "a") == missing


def test_lines_of_what_is_no_table_are_shown_as_they_are(opened: Opened) -> None:
    painted = opened("a,b\n1,2\n\n3,4,5\n").painted
    assert "1,2" in painted
    assert "3,4,5" in painted
    assert "missing" not in painted


def test_long_names_do_not_widen_the_dialog(opened: Opened) -> None:
    names = [f"{'long ' * 20}{'x' * 190}{at}" for at in range(3)]
    rows = [f"{at if at % 3 else ''},{'uv'[at % 2] * 90},{at % 5 * 20}" for at in range(40)]
    hands = opened(table(",".join(names), rows))
    hands.open(names[0])
    assert hands.dialog.popover.width() < 450
    hands.close()
    hands.predict(f"{names[1][:23]}…")
    assert hands.dialog.minimumSizeHint().width() < 1100
    assert hands.dialog.width() <= 1180


def test_no_text_is_smaller_than_can_be_read(things: ImportHands) -> None:
    for view in (things.dialog.rows.viewport(), things.dialog.rows.heads.viewport()):
        sizes = [size for _, size in painted_texts(view)]
        assert sizes
        assert min(sizes) >= SMALLEST_PIXELS - 0.01


def test_doubts_stand_in_the_head(opened: Opened) -> None:
    hands = opened(table("a,b,y", ["900,,1.5", '"1,200",2,2', '"2,400",3,3.5', "5,4,4"]))
    assert "“1,200” is read as 1200?" in hands.painted
    assert "1 missing" in hands.painted
    assert "missing" in hands.painted  # the cell


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Space, Key.Key_Down])
def test_keys_walk_through_the_heads_and_open_them(
    key: Key, things: ImportHands, qtbot: QtBot
) -> None:
    heads = things.dialog.rows.heads
    heads.setFocus()
    qtbot.keyClick(heads, Key.Key_Home)
    qtbot.keyClick(heads, Key.Key_Right)
    assert heads.accessibleDescription().startswith("colour\nInput")
    modifiers = [ALT] if key == Key.Key_Down else []
    qtbot.keyClick(heads, key, *modifiers)
    assert things.dialog.popover.isVisible()
    assert things.says("Input: 3 categories")
    things.close()
    qtbot.keyClick(heads, Key.Key_End)
    assert heads.accessibleDescription().startswith("sold\nTarget")


def test_a_column_can_be_left_out_or_coded_otherwise(things: ImportHands) -> None:
    things.use("size", "Unused")
    things.choose("colour", "Becomes", "ordinal: 0, 1, 2 …")
    assert things.head("size").startswith("size\nUnused: number\n9 × 0.5, 9 × 1.5")
    assert "– Unused" in things.painted
    assert things.head("colour").count("\nblue = 0, green = 1, red = 2; then scaled")
    assert things.network.startswith("2 inputs")


def test_the_order_of_categories_is_changed_by_buttons_and_keys(
    things: ImportHands, qtbot: QtBot
) -> None:
    things.choose("colour", "Becomes", "ordinal: 0, 1, 2 …")
    things.open("colour")
    order = things.dialog.popover.order
    assert _entries(order.list) == ["0  blue", "1  green", "2  red"]
    order.list.setCurrentRow(2)
    things.press("▲")
    assert _entries(order.list) == ["0  blue", "1  red", "2  green"]
    assert order.list.currentRow() == 1
    qtbot.keyClick(order.list, Key.Key_Up, ALT)
    things.settle()
    assert _entries(order.list) == ["0  red", "1  blue", "2  green"]
    assert not order.up.isEnabled()
    qtbot.keyClick(order.list, Key.Key_Up, ALT)  # no further
    assert _entries(order.list) == ["0  red", "1  blue", "2  green"]
    things.close()
    assert things.head("colour").count("\nred = 0, blue = 1, green = 2; then scaled")


def _entries(entries: QListWidget) -> list[str]:
    return [entries.item(at).text() for at in range(entries.count())]


def test_what_is_filled_in_is_of_the_rows_that_are_learnt_from(opened: Opened) -> None:
    hands = opened("a,y\n1,1.5\n2,2\n,7\n900,4\n")
    hands.choose("a", "Missing cells", "fill in the mean")
    assert "1 missing cell filled with the mean 301" in hands.head("a")
    hands.unfold(hands.dialog.how_learnt)
    hands.write(hands.dialog.learning.aside, "50")
    assert "filled with the mean" in hands.head("a")
    assert "filled with the mean 301" not in hands.head("a")


def test_missing_words_can_be_a_category(opened: Opened) -> None:
    rows = [f"{['oak', 'elm', 'NA'][at % 3]},{at * 1.5}" for at in range(12)]
    hands = opened(table("tree,height", rows))
    assert hands.says("8 of 12 rows: 4 have no tree")
    hands.choose("tree", "Missing cells", "a category of its own")
    assert hands.network.startswith("3 inputs")
    assert hands.says("12 rows")
    hands.open("tree")
    hands.pick(hands.box("Becomes"), "elm 0, oak 1")
    assert hands.box("Missing cells").currentText() == "leave out the row"
    hands.close()


def test_a_thousand_columns_are_walked_through(opened: Opened, qtbot: QtBot) -> None:
    head = ",".join(f"x{at}" for at in range(1000))
    hands = opened(table(f"{head},y", [",".join(["1.5"] * 1000) + f",{at}" for at in (1, 3, 2)]))
    heads = hands.dialog.rows.heads
    qtbot.keyClick(heads, Key.Key_End)
    assert "y" in hands.painted
    assert "x0" not in hands.painted
    assert len(hands.painted) < 200


def test_the_head_under_the_pointer_is_lit(things: ImportHands, qtbot: QtBot) -> None:
    heads = things.dialog.rows.heads
    before = heads.grab(heads.area(1)).toImage()
    qtbot.mouseMove(heads.viewport(), heads.area(1).center())
    assert heads.grab(heads.area(1)).toImage() != before
