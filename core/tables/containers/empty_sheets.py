"""Which sheets of a workbook have nothing in them, as two of the three have that Excel begins with.

This is told without reading them; one that is in doubt is not told.
"""

import re
from collections.abc import Mapping
from html import unescape
from xml.parsers.expat import ExpatError, ParserCreate

_VALUE = re.compile(rb"<(?:[\w.-]+:)?(?:v|is)[\s>]")  # of a cell in a sheet of Excel
_TABLE = re.compile(rb"""<table:table\s[^>]*?table:name=(?:"([^"]*)"|'([^']*)')""")
_IN_TABLE = re.compile(rb"<text:p|office:(?:[\w-]+-)?value=")


def empty_sheets(parts: Mapping[str, bytes]) -> frozenset[str]:
    """Return the names of the sheets in which there is nothing.

    Args:
        parts: what is in the workbook, by name.
    """
    if "content.xml" in parts:
        return frozenset(_empty_tables(parts["content.xml"]))
    sheets = _elements(parts.get("xl/workbook.xml", b""), "sheet")
    links = _elements(parts.get("xl/_rels/workbook.xml.rels", b""), "Relationship")
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    return frozenset(
        sheet.get("name", "")
        for sheet in sheets
        if (part := parts.get(_path(targets.get(_link_of(sheet), "")))) is not None
        if not _VALUE.search(part)
    )


def _link_of(sheet: Mapping[str, str]) -> str:
    return next((link for key, link in sheet.items() if key.endswith(":id")), "")


def _path(target: str) -> str:
    """The part that a link of the workbook means."""
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _empty_tables(content: bytes) -> list[str]:
    """The names of the tables of an OpenDocument spreadsheet in which nothing stands."""
    found = list(_TABLE.finditer(content))
    ends = [*(each.start() for each in found[1:]), len(content)]
    return [
        unescape((each[1] or each[2] or b"").decode(errors="replace"))
        for each, end in zip(found, ends, strict=True)
        if not _IN_TABLE.search(content, each.end(), end)
    ]


def _elements(part: bytes, name: str) -> list[dict[str, str]]:
    """The attributes of all elements of a name; none of what is no XML."""
    found: list[dict[str, str]] = []

    def begin(element: str, attributes: dict[str, str]) -> None:
        if element.rpartition(":")[2] == name:
            found.append(attributes)

    parser = ParserCreate()
    parser.StartElementHandler = begin
    try:
        parser.Parse(part, True)
    except (ExpatError, LookupError):
        return []
    return found
