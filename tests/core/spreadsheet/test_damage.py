"""Damaged and hostile files are refused with words for people, or they are tables."""

import random
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress

import numpy as np
import pytest

from core.columns.coding import Missing, Scheme, Use
from core.columns.kinds import ColumnKind
from core.columns.new_rows import encode
from core.columns.plan import ColumnPlan, usual_plan
from core.columns.preparing import prepare
from core.tables.containers.packed import unpacked
from core.tables.dialect import DECIMALS, DELIMITERS, ENCODINGS, QUOTES, Dialect
from core.tables.problems import SpreadsheetError
from core.tables.reading import preview, read_table
from core.tables.sniffer import guess_dialect
from core.tables.source import first_lines
from core.tables.table import Table
from core.tables.writing import write_csv

ORIGINALS = [
    b"age,colour,smoker,fare\n20,red,yes,5.5\n,green,no,7\n40,red,no,NA\n30,blue,yes,-8e2\n",
    "größe;preis;stück\r\n1,75;3,20;5\r\n1,80;−4,10;6\r\n1,62;5,00;7\r\n".encode(
        "cp1252", "ignore"
    ),
    'name\tnote\tx\n"A, B"\t"one\ntwo"\t1\n\'C\'\t"say ""no"""\t2\nD\t\t3\n'.encode("utf-8-sig"),
    b"\xff\xfe" + "a|b|c\n1|ü|x\n2|é|y\n3|ñ|x\n4|ü|y\n".encode("utf-16-le"),
    b"\xfe\xff" + "年,月\n٣,٢\n2020,1\n2021,2\n".encode("utf-16-be"),
    b"  x    y\n 1.0  2.0\n 3.5  4.5\n-1.0  1e3\n",
    b"a,b\r1,2\r3,4\r\r5,6",
    b'# by me\n# name;price;part\nx;"$1,200.50";12 %\ny;$980;7 %\nz;(1,200);-3%\n',
    "My rows;;\n\na;b;y\nkg;m;s\n1,5;1.200;2\u00a0400\n2,5;2.400;3'100\n4,5;900;#N/A\n".encode(),
    b'"sep=^"\r\na^b^\r\n1^2^\r\n3^4^\r\n5^6^\r\n\x1a',
    b'"a,b"\n"1,2"\n"3,""4"""\n"5,6"\n',
    b'"x" "y"\n"1" 1.5\t2\n"2"  2.5 4\n"3" 3.5 6\n',
    "a,b\n1,2\n3,4\n".encode("utf-16-le"),
]
TOKENS = [
    *(b"", b",", b";", b"\t", b"|", b" ", b'"', b"'", b'""', b"\n", b"\r", b"\r\n", b"\n\r"),
    *(b"\x00", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x1a"),
    *(b"\xd8\x00", b"\xc2\x85", b"\xe2\x80\xa8", b"\x0b", b"\x0c", b"\x1c", b"\\", b"=1+1"),
    *(b"1e999", b"-inf", b"nan", b"1_000", b"0x1p3", b"1,5", b"1.5", b"9" * 400, b"x" * 3_000),
    *(b"#", b"# ", b"$", b"%", b"(", b")", b"'", b"1,200", b"1.200", b"1 200", b"sep=;\n", b"^"),
    *(
        "€".encode(),
        "\u00a0".encode(),
        "1\u202f200".encode(),
        b"#DIV/0!",
        b"2019,2020\n",
        b"kg,m\n",
    ),
    *(b"\x1f\x8b", b"<html>", b"<?xml", b"@relation", b"%\n", b"PK\x03\x04", b"PK\x05\x06"),
    *("−1".encode(), "١٢٣".encode(), "²".encode(), b"NA", b"yes", b"," * 3_000),
]


def mutate(data: bytes, choose: random.Random, tokens: Sequence[bytes] = TOKENS) -> bytes:
    """Return the data with a few parts cut out, repeated, changed or replaced by a token."""
    for _ in range(choose.randint(1, 4)):
        at = choose.randrange(len(data) + 1)
        end = at + choose.choice((0, 0, 1, 1, 2, 8, 40))
        part = data[at:end]
        put = choose.choice((choose.choice(tokens), part * choose.choice((2, 50))))
        data = data[:at] + put + data[end:]
    return data


def hostile(choose: random.Random) -> bytes:
    """Return a file that is damaged, or never was one."""
    way = choose.randrange(10)
    if way < 7:
        return mutate(choose.choice(ORIGINALS), choose)
    if way < 9:
        return b"".join(choose.choice(TOKENS) for _ in range(choose.randrange(30)))
    return choose.randbytes(choose.choice((1, 3, 10, 100, 1_000)))


def any_dialect(choose: random.Random) -> Dialect:
    """Return some dialect, sensible for the file or not."""
    return Dialect(
        choose.choice([*ENCODINGS]),
        choose.choice([*DELIMITERS]),
        choose.choice(DECIMALS),
        choose.choice(QUOTES),
        choose.random() < 0.5,
    )


def any_plan(name: str, choose: random.Random) -> ColumnPlan:
    """Return some plan for a column, sensible or not."""
    return ColumnPlan(
        name,
        choose.choice([Use.INPUT, Use.INPUT, Use.TARGET, Use.UNUSED]),
        ColumnKind.TEXT,
        choose.choice([*Scheme]),
        choose.choice([*Missing]),
        choose.choice([(), (), ("1", "2")]),
    )


def go_through(data: bytes, dialect: Dialect, choose: random.Random) -> str:
    """Do everything that can be done with a file; return how far it went."""
    with suppress(SpreadsheetError):
        unpacked(data)
    first_lines(data, dialect.encoding)
    with suppress(SpreadsheetError):
        assert 0 < preview(data, dialect, 3).rows <= 3
    try:
        table = read_table(data, dialect)
    except SpreadsheetError as problem:
        return check_words(problem, "refused")
    check_written(table, dialect)
    try:
        prepare(table, [any_plan(name, choose) for name in table.names])
    except SpreadsheetError as problem:
        check_words(problem, "table")
    try:
        prepared = prepare(table, usual_plan(table))
    except SpreadsheetError as problem:
        return check_words(problem, "table")
    for column in prepared.inputs + prepared.targets:
        assert column.shape == prepared.rows.shape
        assert np.isfinite(column).all()
    assert set(encode(table, prepared.codings).rows) >= set(prepared.rows)
    return "numbers"


def check_words(problem: SpreadsheetError, answer: str) -> str:
    """Look whether a message can be shown: some words, and no strange characters."""
    text = str(problem)
    assert 15 < len(text) < 1_500
    assert text.replace("\u202f", "").isprintable()
    return answer


def check_written(table: Table, dialect: Dialect) -> None:
    """Look whether a table comes back when it is written."""
    plain = Dialect(decimal=dialect.decimal)
    again = read_table(write_csv(table.names, table.columns, plain), plain)
    assert again.names == table.names
    assert again.columns == table.columns


def fuzz(count: int, seed: int) -> Counter[str]:
    """Go through hostile files, each as it is guessed and in some other dialect."""
    choose = random.Random(seed)
    answers = Counter[str]()
    for _ in range(count):
        data = hostile(choose)
        answers[go_through(data, guess_dialect(data), choose)] += 1
        answers[go_through(data, any_dialect(choose), choose)] += 1
    return answers


def test_a_hostile_file_is_a_table_or_refused() -> None:
    answers = fuzz(250, seed=1)
    assert answers["refused"] > 60
    assert answers["table"] > 12
    assert answers["numbers"] > 2


@pytest.mark.long
def test_many_hostile_files_are_tables_or_refused() -> None:
    answers = fuzz(30_000, seed=2)
    assert answers["refused"] > 10_000
    assert answers["table"] > 2_000
    assert answers["numbers"] > 500


@pytest.mark.parametrize(
    "nonsense", [b"\x00", b",", b'"', b"\n", b"\r\n", b"x", b"\xff", b"\xf0\x9f\x8f\x94", b"1,2\n,"]
)
@pytest.mark.parametrize("size", [100_000, pytest.param(1_000_000, marks=pytest.mark.long)])
def test_very_much_nonsense_is_refused(nonsense: bytes, size: int) -> None:
    data = nonsense * (size // len(nonsense))
    with pytest.raises(SpreadsheetError):
        read_table(data, guess_dialect(data))
    with pytest.raises(SpreadsheetError):
        read_table(b'a,b\n1,2\n"' + data, Dialect())
