"""Damaged and hostile workbooks are refused with words for people, or they are tables."""

import io
import random
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date

import pytest

from core.tables.containers.workbook import sheet_names
from core.tables.problems import SpreadsheetError
from core.tables.reading import preview, read_table
from core.tables.sniffer import guess_dialect
from tests.core.spreadsheet.test_damage import check_words, mutate
from tests.core.tables.bombs import BOMBS
from tests.core.tables.workbooks import Rows, archive, ods, xlsx

ROWS: Rows = [
    ["age", "colour", "when", "ok"],
    [20, "red", date(2024, 1, 31), True],
    [30, 'a, "b\n', date(2024, 2, 1), False],
    [1e300, "#N/A", None, True],
]
TOKENS = [
    *(b"<", b">", b'"', b"/>", b"<v>", b"</v>", b"<is><t>", b"<!--", b"-->", b"<![CDATA[", b"]]>"),
    *(b"\x00", b"\xff", b"&#0;", b"&lt;", b"&x;", b'<!DOCTYPE a [<!ENTITY x "y">]>'),
    *(b'<row r="1048576">', b'<c r="XFD1048576"><v>1</v></c>', b'<c r="A99999999999"><v>1</v></c>'),
    *(b't="s"', b't="d"', b't="e"', b't="b"', b's="1"', b's="99"', b"1e999", b"nan", b"-1"),
    *(b"99999999999", b"rId1", b"rId9", b"../../x", b'<dimension ref="A1:XFD1048576"/>'),
    b'<f t="shared" ref="A1:B9" si="0">A1</f>',
    b'<mergeCells><mergeCell ref="A1:XFD9"/></mergeCells>',
    *(b"<table:table-row>", b"</table:table-row>", b"<table:table-cell/>", b'office:value="x"'),
    *(b'table:number-rows-repeated="1000000"', b'table:number-columns-repeated="16384"'),
    *(b'office:date-value="x"', b'office:value-type="time" office:time-value="PT26H"'),
]


def parts_of(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


WHOLE = [parts_of(xlsx({"A": ROWS, "B": []}, hidden=["A"])), parts_of(ods({"A": ROWS, "B": []}))]


def hostile(choose: random.Random) -> bytes:
    """Return a workbook that is damaged, or of which a part is damaged, or missing."""
    parts = dict(choose.choice(WHOLE))
    if choose.random() < 0.2:
        return mutate(archive(parts), choose)
    name = choose.choice([name for name in parts if name != "mimetype"])
    if choose.random() < 0.1:
        del parts[name]
    else:
        part = parts[name]
        assert isinstance(part, bytes)
        parts[name] = mutate(part, choose, TOKENS)
    return archive(parts)


def go_through(data: bytes) -> str:
    """Do everything that is done with a workbook; return how far it went."""
    try:
        sheet_names(data)
        dialect = guess_dialect(data)
        assert 0 < preview(data, dialect, 3).rows <= 3
        read_table(data, dialect)
    except SpreadsheetError as problem:
        return check_words(problem, "refused")
    return "table"


def fuzz(count: int, seed: int) -> Counter[str]:
    """Go through hostile workbooks."""
    choose = random.Random(seed)
    return Counter(go_through(hostile(choose)) for _ in range(count))


def test_a_hostile_workbook_is_a_table_or_refused() -> None:
    answers = fuzz(300, seed=1)
    assert answers["refused"] > 100
    assert answers["table"] > 50


@pytest.mark.long
def test_many_hostile_workbooks_are_tables_or_refused() -> None:
    answers = fuzz(20_000, seed=2)
    assert answers["refused"] > 5_000
    assert answers["table"] > 3_000


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit to memory that can be set")
def test_a_sheet_that_says_it_is_huge_takes_little_memory() -> None:
    code = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
from core.tables.containers.workbook import read_sheet
from tests.core.tables.bombs import BOMBS
for data in BOMBS.values():
    try:
        read_sheet(data, "A")
    except ValueError as problem:
        print(problem)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stdout.count("has more than 10\u202f000\u202f000 cells") == len(BOMBS)
