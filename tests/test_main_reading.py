"""How a table is read, as the command line asks for it, and how that is told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from main import main
from tests.core.tables.workbooks import Rows, xlsx

Run = Callable[..., tuple[dict[str, Any], str]]
Fail = Callable[..., tuple[int, str]]

LOAN = """age,job,home,deck,paid
20,cook,yes,,1
30,smith,no,B,0
40,cook,yes,,1
,smith,no,,0
60,,yes,A,1
70,cook,no,,0
25,smith,yes,,0
35,cook,no,,1
"""


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """What is printed for a table, and what is told beside it."""

    def printed(data: str | bytes, *options: str) -> tuple[dict[str, Any], str]:
        path = tmp_path / "rows.csv"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        assert main([str(path), *options, "--json"]) == 0
        out, err = capsys.readouterr()
        found: dict[str, Any] = json.loads(out)
        return found, err

    return printed


@pytest.fixture
def fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Fail:
    """The exit code, and what is told."""

    def failed(data: str | bytes, *options: str) -> tuple[int, str]:
        path = tmp_path / "rows.csv"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        try:
            code = main([str(path), *options, "--json"])
        except SystemExit as end:
            code = int(end.code or 0)
        return code, capsys.readouterr().err

    return failed


def inputs(found: dict[str, Any]) -> list[list[float]]:
    rows: list[list[float]] = found["inputs"]
    return rows


PLAIN = ("--scale", "none", "--scale-target", "none")


@pytest.mark.parametrize(
    ("data", "options", "expected"),
    [
        ("5,1\n6,2\n7,9\n", ("--header", "yes"), [[6], [7]]),
        ("a,y\n6,2\n7,9\n8,1\n", ("--header", "yes"), [[6], [7], [8]]),
        ("6^2\n7^9\n8^1\n", ("--delimiter", "^"), [[6], [7], [8]]),
        ("a;b,y;c\n6;1,2;3\n7;2,9;5\n", ("--delimiter", "semicolon"), [[6, 1.2], [7, 2.9]]),
        ("a y\n6 2\n7   9\n", ("--delimiter", "space"), [[6], [7]]),
        ("a|y\n6|2\n7|9\n", ("--delimiter", "BAR"), [[6], [7]]),
        ("a\ty\n6\t2\n7\t9\n", ("--delimiter", "tab"), [[6], [7]]),
        ("a\ty\n6\t2\n7\t9\n", ("--delimiter", "\\t"), [[6], [7]]),
        ("a;y\n1.200;1\n3.400;2\n", ("--decimal", ","), [[1200], [3400]]),
        ("a;y\n1.200;1\n3.400;2\n", ("--decimal", "."), [[1.2], [3.4]]),
        ("1,1\n2,2\na,y\n6,2\n7,9\n", ("--skip", "2"), [[6], [7]]),
        ("1\n2\na;y\n6;2\n7;9\n", ("--skip", "3", "--header", "no"), [[6], [7]]),
    ],
)
def test_what_is_said_of_a_file_takes_the_place_of_a_guess(
    run: Run, data: str, options: tuple[str, ...], expected: list[list[float]]
) -> None:
    assert inputs(run(data, *options, *PLAIN)[0]) == expected


def test_a_header_that_is_none_is_the_first_row(run: Run) -> None:
    found, _ = run("2019,2020,2021\n5,6,7\n5.5,6.5,7.5\n1,2,3\n", "--header", "no", *PLAIN)
    assert len(inputs(found)) == 4
    assert found["table"]["header"] is False
    assert found["table"]["columns"][0]["name"] == "column 1"


def test_columns_are_left_out_by_name_by_number_and_in_lists(run: Run) -> None:
    for options in (
        ("--without", "job,home,deck"),
        ("--without", "job", "--without", "3,deck"),
        ("--without", "2, 3 ,4"),
    ):
        found, told = run(LOAN, *options, "--target", "paid")
        assert [column["name"] for column in found["columns"]] == ["age", "paid"]
        assert "job: not used; left out, as asked" in told
    whole, _ = run('"a,b",c,y\n1,2,3\n4,5,7\n', "--without", "a,b", *PLAIN)
    assert inputs(whole) == [[2], [5]]


def test_the_usual_target_is_another_where_it_is_left_out(run: Run) -> None:
    found, _ = run("size,price,rooms\n1,2.5,3.5\n2,4.5,6.5\n3,6,7\n", "--without", "price")
    uses = {column["name"]: column["use"] for column in found["table"]["columns"]}
    assert uses == {"size": "input", "price": "unused", "rooms": "target"}


def test_rows_with_gaps_are_skipped_filled_or_a_category(run: Run) -> None:
    options = ("--without", "home,deck", "--target", "paid", "--classes", "no", *PLAIN)
    skipped, told = run(LOAN, *options)
    assert len(inputs(skipped)) == 6
    assert "6 of 8 rows: 1 has no age, 1 no job; --without “age” leaves 7" in told
    mean = inputs(run(LOAN, *options, "--missing", "mean")[0])
    assert mean[3][0] == pytest.approx(280 / 7)
    assert mean[4][1:] == pytest.approx([4 / 7, 3 / 7])
    assert inputs(run(LOAN, *options, "--missing", "median")[0])[3][0] == 35
    found, _ = run(LOAN, *options, "--missing", "category")
    assert len(inputs(found)) == 7
    assert inputs(found)[3] == [60, 0, 0, 1]
    how = {column["name"]: column["missing"] for column in found["table"]["columns"]}
    assert (how["age"], how["job"]) == ("skip", "category")


def test_what_is_predicted_is_classes_or_a_number_as_asked(run: Run) -> None:
    options = ("--without", "deck,job,age", "--target", "paid")
    assert run(LOAN, *options)[0]["columns"][-1]["coding"] == "one_hot"
    for asked in ((), ("yes",)):
        found, _ = run(LOAN, *options, "--classes", *asked)
        assert found["columns"][-1]["categories"] == ["0", "1"]
        assert "accuracy" in found
    found, told = run(LOAN, *options, "--classes", "no")
    assert found["targets"] == [1, 0, 1, 0, 1, 0, 0, 1]
    assert "accuracy" not in found
    assert "taken as classes" not in told
    many, _ = run("x,y\n" + "".join(f"{at},{at % 20 / 4}\n" for at in range(40)), "--classes")
    assert len(many["columns"][-1]["categories"]) == 20
    words, _ = run(LOAN, "--without", "deck,job,age", "--target", "home", "--classes", "no")
    assert words["targets"] == [1, 0, 1, 0, 1, 0, 1, 0]


def test_a_sample_is_the_same_for_its_seed_whatever_the_weights(run: Run) -> None:
    rows = "x,y\n" + "".join(f"{at},{at * 2.5}\n" for at in range(200))
    first, told = run(rows, "--sample", "20", *PLAIN)
    assert len(inputs(first)) == 20
    assert "20 of 200 rows are taken, a sample drawn by seed 0" in told
    of_seed = inputs(run(rows, "--sample", "20", "--seed", "7", *PLAIN)[0])
    assert of_seed == inputs(run(rows, "--sample", "20,7", *PLAIN)[0])
    assert of_seed != inputs(first)
    assert inputs(run(rows, "--sample", "20,0", "--seed", "7", *PLAIN)[0]) == inputs(first)
    assert len(inputs(run(rows, "--sample", "9999", *PLAIN)[0])) == 200


def test_odd_cells_are_refused_with_the_option_that_helps(run: Run, fail: Fail) -> None:
    rows = "x,y\n" + "".join(f"{'1.2.3' if at == 5 else at},{at * 2.5}\n" for at in range(99))
    code, told = fail(rows)
    assert code == 1
    assert "rows.csv: x: “1.2.3” in line 7 is not a number; correct the file" in told
    assert "(--odd missing, or --without “x”)" in told
    found, told = run(rows, "--odd", "missing")
    assert len(inputs(found)) == 98
    assert "x: “1.2.3” in line 7 taken as missing" in told


def test_a_column_that_would_be_numbers_but_for_some_cells_is_remarked_upon(run: Run) -> None:
    rows = "x,z,y\n" + "".join(f"{'no' if at % 8 == 5 else at},{at},{at / 4}\n" for at in range(40))
    found, told = run(rows)
    said = "they would be numbers but for “no” in line 7, “no” in line 15"
    assert f"x: taken as texts; a guess: {said}" in told
    assert found["table"]["columns"][0]["remarks"][0]["instead"].startswith(said)
    assert "would be numbers" not in run(rows, "--without", "x")[1]


def test_a_sheet_is_chosen_by_name_or_by_number(run: Run, fail: Fail) -> None:
    def rows(factor: int) -> Rows:
        return [["x", "y"], *([at, at * factor] for at in range(1, 4))]

    book = xlsx({"First": rows(2), "2024": rows(5)})
    for options, expected in (
        ((), [2, 4, 6]),
        (("--sheet", "First"), [2, 4, 6]),
        (("--sheet", "2"), [5, 10, 15]),
        (("--sheet", "2024"), [5, 10, 15]),
    ):
        found, _ = run(book, *options, "--classes", "no", *PLAIN)
        assert found["targets"] == expected
    assert found["table"]["sheet"] == "2024"
    code, told = fail(book, "--sheet", "3")
    assert (code, "there is no sheet “3”; there are “First”, “2024”" in told) == (1, True)
    assert "there is no delimiter" in fail(book, "--delimiter", ";")[1]
    assert "this is no workbook" in fail(LOAN, "--sheet", "1")[1]


def test_it_is_told_how_each_column_was_read(run: Run) -> None:
    rows = "id,mass,level,y\n,kg,,\n" + "".join(
        f"{at},{'?' if at == 2 else at * 2.5},{['low', 'high'][at % 2]},{at / 4}\n"
        for at in range(1, 9)
    )
    found = run(rows)[0]["table"]
    assert (found["rows"], found["delimiter"], found["header"]) == (8, ",", True)
    assert "units, “kg”" in found["remarks"][0]["read"]
    by_name = {column["name"]: column for column in found["columns"]}
    assert by_name["mass"] == {
        "name": "mass",
        "unit": "kg",
        "use": "input",
        "kind": "number",
        "coding": "number",
        "categories": [],
        "missing": "skip",
        "missing_cells": 1,
        "reason": "",
        "remarks": [],
    }
    assert by_name["level"]["categories"] == ["low", "high"]
    assert by_name["level"]["coding"] == "ordinal"
    assert (by_name["id"]["use"], by_name["id"]["coding"]) == ("unused", None)
    assert by_name["id"]["reason"] == "it only counts the rows"


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--header", "maybe"), 2, "“maybe” is not one of yes, no"),
        (("--delimiter", "ab"), 2, "“ab” is none: the delimiter has to be one character"),
        (("--delimiter", "x"), 2, "cannot be a letter"),
        (("--delimiter", ""), 2, "or say comma, semicolon, tab, bar or space"),
        (("--decimal", ";"), 2, "“;” is not one of ., ,"),
        (("--skip", "-1"), 2, "not a whole number from 0 on"),
        (("--missing", "mode"), 2, "not one of skip, mean, median, category"),
        (("--odd", "mean"), 2, "not one of refuse, missing"),
        (("--classes", "some"), 2, "not one of yes, no"),
        (("--sample", "0"), 2, "a sample needs one row or more"),
        (("--sample", "5,x"), 2, "“x” is not a whole number"),
        (("--without", "z"), 1, "there is no column “z”; the columns are age, job"),
        (
            ("--without", "paid", "--target", "paid"),
            1,
            "paid is left out, so it cannot be",
        ),
        (
            ("--without", "1,2,3,4"),
            1,
            "there is no input: choose a column to learn from; age",
        ),
        (("--target", "job", "--classes", "no"), 1, "job: “cook” in line 2 is not a number"),
        (("--skip", "99"), 1, "nothing is left below the 99 lines left out at the top"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    fail: Fail, options: tuple[str, ...], code: int, said: str
) -> None:
    found, told = fail(LOAN, *options)
    assert (found, said in told) == (code, True), told


@pytest.mark.parametrize(
    "options",
    [
        *(("--header", "yes"), ("--delimiter", ","), ("--decimal", "."), ("--skip", "1")),
        *(("--sheet", "1"), ("--without", "x"), ("--missing", "mean"), ("--odd", "missing")),
        *(("--classes",), ("--classes", "no"), ("--sample", "5")),
    ],
)
def test_options_of_tables_are_refused_for_documents(
    options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main([*options, "--json"])
    assert end.value.code == 2
    assert f"{options[0]} is for tables" in capsys.readouterr().err
