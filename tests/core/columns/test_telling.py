"""An input that says the same as the class, in other words, is named."""

from pathlib import Path

import pytest

from core.columns.plan import usual_plan
from core.columns.preparing import prepare
from core.files.file_reading import read_file
from core.opening.from_table import Learning
from core.opening.table_file import open_table
from tests.core.columns.columns_by_hand import table_of

HEAD = "age,alive,port,place,class,survived\n"
ROWS = ("22,no,S,Southampton,3,0\n", "38,yes,C,Cherbourg,1,1\n", "26,yes,S,Southampton,1,1\n")


def telling(text: str) -> tuple[str, ...]:
    table = table_of(text)
    return prepare(table, usual_plan(table)).telling


@pytest.mark.parametrize("repeated", [10, 30])
def test_an_input_that_says_the_same_as_the_class_is_named(repeated: int) -> None:
    assert telling(HEAD + "".join(ROWS * repeated)) == ("alive", "class")


def test_names_of_three_classes_and_their_numbers_say_the_same() -> None:
    rows = "1.5,a,red\n2.5,b,blue\n3.5,c,green\n3.5,c,green\n" * 8
    assert telling("x,code,species\n" + rows) == ("x", "code")
    once = "3.5,a,green\n"
    assert telling("x,code,species\n" + rows + once) == ("x",)
    two_of_a_class = rows + "9,b,blue\n9,d,blue\n"
    assert telling("x,code,species\n" + two_of_a_class) == ()


def test_few_rows_and_numbers_that_are_predicted_are_left_alone() -> None:
    assert telling("x,y\n0,a\n0,a\n1,b\n1,b\n") == ()
    assert telling("x,y\n" + "1.5,2.25\n2.5,6.5\n4,16.5\n" * 10) == ()


def test_the_command_line_names_the_option_that_leaves_it_out(tmp_path: Path) -> None:
    path = tmp_path / "titanic.csv"
    path.write_text(HEAD + "".join(ROWS * 10), encoding="utf-8")
    _, notes, _ = open_table(read_file(path), [], Learning())
    assert (
        "alive: tells “survived” in every row; a guess: it may say the same in other words;"
        " --without “alive” leaves it out"
    ) in notes
