"""Problems above the table, each with its remedy; what would be refused is refused here."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.dialogs.table_import.import_hands import LEFT, ImportHands, Key
from tests.gui.dialogs.table_import.tables import table

Opened = Callable[[bytes | str], ImportHands]


def test_a_long_reason_can_be_read_to_its_end(opened: Opened) -> None:
    hands = opened("a,b,c\n1,2,3\n1,2\n3,4,5\n")
    hands.dialog.resize(800, 600)
    reason = hands.dialog.reason
    assert reason.text().endswith("or choose another delimiter")
    assert reason.sizeHint().width() <= reason.width() or reason.wordWrap()
    assert reason.heightForWidth(reason.width()) <= reason.height()


def test_lines_in_a_cell_are_told_apart(opened: Opened) -> None:
    hands = opened('note,price\n"red\nsmall",1\n"blue\nlarge",2\n')
    model = hands.dialog.rows.model()
    assert model.index(0, 0).data() == "red small"


def test_a_column_that_costs_many_rows_is_offered_to_be_left_out(opened: Opened) -> None:
    rows = [f"{at},{at if at % 4 == 0 else ''},{at / 4}" for at in range(40)]
    hands = opened(table("age,deck & port,fare", rows))
    assert hands.says("10 of 40 rows: 30 have no deck & port")
    assert hands.says("30 of 40 rows have no “deck & port”: without this column, 30 rows more")
    hands.press("Leave deck & port out")
    assert hands.says("40 rows")
    assert not hands.says("have no")
    assert hands.head("deck & port").startswith("deck & port\nUnused")


@pytest.mark.parametrize(
    ("cell", "remedy", "inputs"),
    [("1.5", "Fill in the mean", "2 inputs"), ("red", "Missing is a category", "4 inputs")],
)
def test_what_is_missing_is_filled_in_at_a_click(
    cell: str, remedy: str, inputs: str, opened: Opened
) -> None:
    rows = [f"{at},{cell if at % 4 == 0 else ''},{at / 4}" for at in range(40)]
    rows[8] = f"8,{'blue' if cell == 'red' else 7},2"
    hands = opened(table("age,deck,fare", rows))
    hands.press(remedy)
    assert hands.says("40 rows")
    assert not hands.says("have no")
    assert hands.network.startswith(inputs)


def test_an_input_that_says_the_same_as_the_class_is_offered_to_be_left_out(opened: Opened) -> None:
    rows = [f"{at},{('no', 'yes')[at % 2]},{at % 2}" for at in range(40)]
    hands = opened(table("fare,alive,survived", rows))
    said = "alive: tells “survived” in every row; a guess: it may say the same in other words"
    assert hands.says(said)
    hands.press("Leave alive out")
    assert not hands.says(said)
    assert hands.network.startswith("1 input")


def test_a_guess_stands_beside_its_alternative(opened: Opened) -> None:
    hands = opened("x;y\n900;1.5\n1,200;2.5\n2,400;3.5\n3,600;4\n")
    assert hands.says("x: “1,200” is read as 1200; a guess: 1.2 if the comma is the decimal mark")
    hands.press("Read as 1.2")
    assert not hands.says("a guess: 1.2")
    assert hands.learn().experiment.dataset.own_inputs[0].tolist() != [900, 1200, 2400, 3600]


def test_a_decimal_mark_that_was_guessed_is_chosen_for_one_column(opened: Opened) -> None:
    hands = opened("x;z;y\n900;1.5;1\n1,200;2.5;2\n2,400;3.5;5\n3,600;4;4.5\n")
    hands.choose("x", "Decimal mark", "comma 0,5")
    assert not hands.says("is read as 1200")
    hands.choose("x", "Decimal mark", "point 0.5")
    assert "number" in hands.head("z")


def test_what_is_chosen_shows_at_once_while_a_column_is_read_otherwise(
    opened: Opened, qtbot: QtBot
) -> None:
    hands = opened("x;z;y\n" + "900;1.5;1\n1,200;2.5;2\n" * 30_000)
    hands.open("x")
    box = hands.box("Decimal mark")
    qtbot.keyClick(box, Key.Key_Down)
    assert hands.dialog.opening.is_busy
    assert box.currentText() == "comma 0,5"
    becomes = hands.box("Becomes")
    buttons = hands.dialog.popover.findChildren(QPushButton)
    qtbot.mouseClick(next(each for each in buttons if each.text() == "&Unused"), LEFT)
    assert hands.dialog.opening.is_busy
    assert not becomes.isVisible()  # it is unused
    hands.settle()
    assert box.currentText() == "comma 0,5"
    hands.close()


@pytest.mark.parametrize(
    ("remedy", "inputs"),
    [("Treat as missing", "1 input"), ("Use as category", "40 inputs"), ("Leave age out", "")],
)
def test_a_cell_that_is_no_number_is_named_with_its_remedies(
    remedy: str, inputs: str, opened: Opened
) -> None:
    rows = [f"{at},{at * 1.5}" for at in range(40)]
    rows[20] = "oops,20"
    hands = opened(table("age,wage", rows))
    said = "age: “oops” in line 22 is not a number"
    assert hands.says(said)
    assert "“oops” in line 22 is not a number" in hands.head("age")
    assert not hands.dialog.ok.isEnabled()
    assert said in hands.dialog.reason.text()
    assert said in hands.dialog.ok.toolTip()
    hands.press(remedy)
    assert not hands.says(said)
    if inputs:
        assert hands.network.startswith(inputs)
        assert hands.dialog.ok.isEnabled()
    else:
        assert hands.says("there is no input")


def test_what_was_decided_of_odd_cells_is_changed_in_the_column(opened: Opened) -> None:
    rows = [f"{at},{at * 1.5}" for at in range(40)]
    rows[20] = "oops,20"
    hands = opened(table("age,wage", rows))
    hands.press("Treat as missing")
    assert hands.says("39 of 40 rows: 1 has no age")
    assert "1 odd cell taken as missing" in hands.head("age")
    hands.choose("age", "Missing cells", "fill in the mean")
    assert hands.says("40 rows")
    hands.choose("age", "Odd cells", "are refused")
    assert hands.says("age: “oops” in line 22 is not a number")
    assert not hands.dialog.ok.isEnabled()


def test_texts_that_are_numbers_but_for_a_few_cells_can_be_read_as_such(opened: Opened) -> None:
    rows = [f"{at},{at / 2}" for at in range(60)]
    rows[:12] = [f"n{at},{at / 2}" for at in range(12)]
    hands = opened(table("age,wage", rows))
    assert hands.says("age: taken as texts")
    hands.press("Read as numbers, the others missing")
    assert hands.network == "1 input → 8 hidden → 1 number"
    assert hands.says("48 of 60 rows: 12 have no age")


def test_dates_in_which_the_day_may_be_the_month_are_read_otherwise(opened: Opened) -> None:
    rows = [f"{at % 9 + 2}/1/2024,{at % 4 * 1.5}" for at in range(30)]
    hands = opened(table("day,price", rows))
    read = "“2/1/2024” is read as 2024-02-01"
    assert hands.says(f"day: {read}; a guess: 2024-01-02 with the day before the month")
    assert f"{read}?" in hands.head("day")
    assert "days since 2024-02-01" in hands.head("day")
    hands.press("Read as 2024-01-02")
    assert not hands.says("a guess")
    assert "days since 2024-01-02" in hands.head("day")
    hands.choose("day", "Dates", "month before the day")
    assert "days since 2024-02-01" in hands.head("day")
    assert hands.dialog.ok.isEnabled()


def test_what_only_counts_the_rows_is_not_used_which_is_said(opened: Opened) -> None:
    rows = [f"{at},{at % 7 * 1.5},{'ab'[at % 2]}" for at in range(1, 30)]
    hands = opened(table("Id,size,kind", rows))
    assert hands.says("Id: not used; it only counts the rows")
    assert "it only counts the rows" in hands.head("Id")
    hands.use("Id", "Input")
    assert not hands.says("only counts the rows")
    assert hands.network.startswith("2 inputs")


def test_targets_that_are_all_the_same_are_refused(opened: Opened) -> None:
    hands = opened(table("a,b,y", ["1,2,3", "2,5,3", "4,1,3"]))
    hands.predict("y")
    assert not hands.dialog.ok.isEnabled()
    assert hands.says("there is nothing to learn")
    hands.predict("b")
    assert hands.dialog.ok.isEnabled()


def test_without_input_or_target_it_is_refused_and_all_is_kept(things: ImportHands) -> None:
    things.choose("colour", "Becomes", "ordinal: 0, 1, 2 …")
    for name in ("size", "colour", "cost"):
        things.use(name, "Unused")
    assert things.says("there is no input: choose a column to learn from")
    assert not things.dialog.ok.isEnabled()
    things.use("sold", "Unused")
    things.use("cost", "Input")
    assert things.says("there is no target: choose a column to predict")
    things.predict("sold")
    assert things.dialog.ok.isEnabled()
    assert things.dialog.reason.text() == ""


def test_of_too_many_rows_a_sample_is_taken_by_seed(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.nn.limits.MAX_ROWS", 25_000)
    rows = [f"{at},{at % 89},{at % 97}.5" for at in range(25_001)]
    hands = opened(table("a,b,y", rows))
    assert hands.says("there are 25\u202f001 rows; the most is 25\u202f000")
    assert not hands.dialog.ok.isEnabled()
    hands.press("Take a sample of 20 000 rows")
    assert hands.says("20\u202f000 of 25\u202f001 rows are taken, a sample drawn by seed 0")
    first = hands.painted
    hands.press("Draw by seed 1")
    assert hands.says("a sample drawn by seed 1")
    assert hands.painted != first
    assert hands.dialog.ok.isEnabled()
    hands.press("Take all rows")
    assert hands.says("there are 25\u202f001 rows")


def test_only_a_few_problems_are_shown_until_all_are_asked_for(opened: Opened) -> None:
    names = [f"x{at}" for at in range(9)]
    rows = [",".join(["oops" if row == 5 else str(row)] * 9) + f",{row / 4}" for row in range(30)]
    hands = opened(table(",".join([*names, "y"]), rows))
    assert hands.says("x2: “oops” in line 7 is not a number")
    assert not hands.says("x8: “oops”")
    hands.press("6 more ▾")
    assert hands.says("x8: “oops” in line 7 is not a number")
    hands.press("fewer ▴")
    assert not hands.says("x8: “oops”")


def test_tab_leads_from_what_is_predicted_through_the_remedies_to_the_heads(opened: Opened) -> None:
    rows = [f"{at},{at if at % 4 == 0 else ''},{at % 3}" for at in range(40)]
    hands = opened(table("age,deck,kind", rows))
    hands.dialog.target.column.setFocus()
    reached = []
    for _ in range(5):
        hands.press_key(Key.Key_Tab)
        reached.append(hands.focus)
    assert reached[1:4] == ["Leave deck out", "Fill in the mean", "Predict how much it is"]
    assert reached[4] == "Columns"
    hands.press("Leave deck out")  # the buttons are others then
    hands.dialog.target.scheme.setFocus()
    hands.press_key(Key.Key_Tab)
    assert hands.focus == "Predict how much it is"


def test_after_a_remedy_keys_go_on(opened: Opened) -> None:
    rows = [f"{at},{at if at % 4 == 0 else ''},{at / 4}" for at in range(40)]
    hands = opened(table("age,deck,fare", rows))
    hands.press("Leave deck out")
    assert hands.focus == "Columns"
    hands.press_key(Key.Key_End)
    assert hands.dialog.rows.heads.accessibleDescription().startswith("fare")
