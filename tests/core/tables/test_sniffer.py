from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.tables.dialect import DELIMITERS, ENCODINGS, Dialect
from core.tables.reading import read_table
from core.tables.sniffer import guess_dialect

PLAIN = Dialect(decimal="")


@pytest.mark.parametrize(
    ("text", "delimiter", "decimal", "has_header"),  # empty where there is no table
    [
        ("a,b\n1,2\n3,4\n", ",", ".", True),
        ("1,2\n3,4\n", ",", ".", False),
        ("a;b\n1,5;2\n3;4,25\n", ";", ",", True),
        ("1,5;2,5\n3,5;4,5\n", ";", ",", False),
        ("a;b\n1.5;2\n3;4.25\n", ";", ".", True),
        ("a;b\n1,234;2\n3,125;4\n", ";", ",", True),
        ("a\tb\n1,234\t2\n3,125\t4\n", "\t", ".", True),
        ("a\tb\n1,5\t2\n3,125\t4\n", "\t", ",", True),
        ("a\tb\n0,125\t2\n", "\t", ",", True),
        ("a|b\n1|2\n", "|", ".", True),
        ("  a   b\n 1.5  2\n10.5  3 \n", " ", ".", True),
        ("1 2 3\n4 5 6\n", " ", ".", False),
        ("hello world\nnice day\n", ",", ".", True),
        ("1, 2, 3\n4, 5, 6\n", ",", ".", False),
        ("name;age\nDoe, John;5\nRoe, Jane;6\n", ";", ".", True),
        ('name,age\n"Doe; John",5\n"Roe; Jane",6\n', ",", ".", True),
        ('note,x\n"one\ntwo",5\n"three\n\nfour",6\n', ",", ".", True),
        ("time,x\n2020-01-01 10:00:00,5\n2020-01-01 11:00:00,6\n", ",", ".", True),
        ('"a","b"\n"1,5","2,5"\n', ",", ",", True),
        ("colour,size\nred,big\nblue,small\n", ",", ".", True),
        ("red,big\nblue,small\nred,small\n", ",", ".", False),
        ("yes,no,yes\nno,no,yes\n", ",", ".", False),
        ("2019,2020\n1,2\n", ",", ".", False),
        (",a,b\n0,1,2\n1,3,4\n", ",", ".", True),
        ("NA,1\n2,3\n", ",", ".", False),
        ("x,y\n,1\nNA,2\n5,?\n", ",", ".", True),
        ("a,b\r1,2\r", ",", ".", True),
        ("a,b\r\n1,2\r\n", ",", ".", True),
        ("a,b", ",", "", True),
        ("1\n2\n", ",", ".", False),
        ("", ",", "", True),
    ],
)
def test_the_way_of_writing_is_guessed(
    text: str, delimiter: str, decimal: str, has_header: bool
) -> None:
    expected = replace(PLAIN, delimiter=delimiter, has_header=has_header)
    assert guess_dialect(text) == expected
    if decimal:
        assert read_table(text, expected, least_columns=1).decimal == decimal
    assert guess_dialect(text.encode()) == expected


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"a,b\n1,2\n", "utf-8"),
        ("café,b\n1,2\n".encode(), "utf-8"),
        ("café,b\n1,2\n".encode("utf-8-sig"), "utf-8-sig"),
        (b"\xff\xfe" + "café,b\n1,2\n".encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + "café,b\n1,2\n".encode("utf-16-be"), "utf-16-be"),
        ("café,“b”\n1,2\n".encode("cp1252"), "cp1252"),
        (b"caf\xe9,\x81b\n1,2\n", "latin-1"),
    ],
)
def test_the_encoding_is_guessed(data: bytes, encoding: str) -> None:
    dialect = guess_dialect(data)
    assert dialect == replace(PLAIN, encoding=encoding)
    table = read_table(data, dialect)
    assert table.names[0] in {"a", "café"}
    assert [column[0] for column in table.columns] == ["1", "2"]


def test_only_the_beginning_has_to_fit_the_encoding() -> None:
    data = "ab,ü\n".encode() + b"1,2\n" * 100 + b"\xe9,2\n"
    assert guess_dialect(data, first=4).encoding == "utf-8"  # the ü is cut in two
    assert guess_dialect(data, first=100).encoding == "utf-8"
    assert guess_dialect(data).encoding == "cp1252"


def test_single_quotes_are_guessed_where_they_stand_round_cells() -> None:
    assert guess_dialect("a,b\n'x, y',1\n'z',2\n").quote == "'"
    assert guess_dialect("a,b\nit's,1\n'tis,2\n").quote == '"'
    assert guess_dialect("a,b\n'x',\"1\"\n'z',2\n").quote == '"'


def test_only_whole_rows_of_a_large_file_are_looked_at() -> None:
    row = ",".join(["0.5"] * 100)
    data = "\n".join([row] * 1_000).encode()
    assert guess_dialect(data) == replace(PLAIN, has_header=False)
    one_line = ",".join(["7"] * 100_000).encode()
    assert guess_dialect(one_line).delimiter == ","


@given(st.binary())
def test_any_bytes_have_a_guess(data: bytes) -> None:
    dialect = guess_dialect(data)
    assert dialect.encoding in ENCODINGS
    assert dialect.delimiter in DELIMITERS


def test_a_number_in_quotes_after_a_space_is_a_number() -> None:
    assert guess_dialect('x, "1"\ny, "2"\nz, "3"\n') == replace(PLAIN, has_header=False)
    assert guess_dialect('name, age\nx, "1"\ny, "2"\nz, "3"\n') == PLAIN


@given(st.text())
def test_any_text_has_a_guess(text: str) -> None:
    assert guess_dialect(text).encoding == "utf-8"


@pytest.mark.parametrize(
    "make",
    [
        lambda: Dialect(encoding="utf-7"),
        lambda: Dialect(delimiter=""),
        lambda: Dialect(delimiter=",,"),
        lambda: Dialect(delimiter="a"),
        lambda: Dialect(delimiter="1"),
        lambda: Dialect(delimiter='"'),
        lambda: Dialect(delimiter="\n"),
        lambda: Dialect(delimiter="\r"),
        lambda: Dialect(delimiter="\0"),
        lambda: Dialect(delimiter="\ufeff"),
        lambda: Dialect(delimiter="\ud800"),
        lambda: Dialect(delimiter="\U0001f600"),
        lambda: Dialect(delimiter="'", quote="'"),
        lambda: Dialect(decimal=":"),
        lambda: Dialect(quote="`"),
    ],
)
def test_a_dialect_without_sense_is_refused(make: Callable[[], Dialect]) -> None:
    with pytest.raises(ValueError, match=r"delimiter|encoding|quote"):
        make()


@pytest.mark.parametrize("delimiter", [",", " ", "→", "\ud7ff"])
def test_any_other_sign_may_stand_between_cells(delimiter: str) -> None:
    assert Dialect(delimiter=delimiter).delimiter == delimiter


@pytest.mark.parametrize(
    ("rows", "is_guess"),
    [
        ("0.5 2 ?\n0.25 13 5.5\n1.5 4 6\n", False),
        ("rm  medv\n6.5  24.0\n7  21.6\n", False),
        ("6.5\t2\t\t24.0\n7\t3\t21.6\n", True),  # or a missing cell between two tabs
        ("12 345\n1 234\n13 456\n", True),  # or thousands
        ("1.5 2 red\n2.5 3 blue\n3.5 4 red\n", True),
    ],
)
def test_white_space_between_numbers_is_no_guess(rows: str, is_guess: bool) -> None:
    dialect = guess_dialect(rows)
    assert dialect.delimiter == " "
    assert dialect.is_guess("delimiter") is is_guess


def test_spaces_in_the_texts_of_a_table_of_tabs_part_no_cells() -> None:
    rows = "".join(f"Land {at}\tAsia\t{at * 1.5}\t{at * at}\t{at % 7}\n" for at in range(9))
    text = "country\tcontinent\tlife\tpop\tgdp\n" + rows
    table = read_table(text, guess_dialect(text))
    assert table.names == ("country", "continent", "life", "pop", "gdp")
    assert table.columns[0][:2] == ("Land 0", "Land 1")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [";", ",", "|"])
def test_a_first_line_may_say_which_delimiter_follows(delimiter: str, end: str) -> None:
    lines = [f"sep={delimiter}", *(delimiter.join(row) for row in ("ab", "12", "34"))]
    data = end.join(lines).encode()
    dialect = guess_dialect(data)
    assert dialect.delimiter == delimiter
    table = read_table(data, dialect)
    assert table.names == ("a", "b")
    assert table.columns == (("1", "3"), ("2", "4"))
    assert table.lines.tolist() == [3, 4]


@pytest.mark.parametrize("sign", ["a", "1", '"', "\x1a", "\u200b"])
def test_a_sign_that_cannot_stand_between_cells_is_not_taken_for_the_delimiter(sign: str) -> None:
    assert guess_dialect(f"sep={sign}\na;b\n1;2\n3;4\n").delimiter == ";"


@pytest.mark.parametrize(("numbers", "has_header"), [(9, True), (8, False)])
def test_a_column_is_one_of_numbers_if_nine_of_ten_cells_are(
    numbers: int, has_header: bool
) -> None:
    """Its name may come again below it then; the name of a column of texts may not."""
    cells = ["x", *map(str, range(numbers)), "x", "NA"]
    assert guess_dialect("\n".join(cells)).has_header is has_header


@pytest.mark.parametrize(("size", "has_header"), [(65_536, False), (65_537, True)])
def test_the_last_row_counts_where_the_beginning_is_all_there_is(
    size: int, has_header: bool
) -> None:
    """Of a longer file the beginning ends within a row, which says nothing."""
    rows = ",b\nc,b"
    text = "a" * (size - len(rows)) + rows
    assert guess_dialect(text).has_header is has_header
