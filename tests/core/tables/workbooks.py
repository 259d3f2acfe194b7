"""Small workbooks, written by hand as the programs of spreadsheets do: .xlsx and .ods."""

import io
import zipfile
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

Cell = str | float | bool | date | None
Rows = Sequence[Sequence[Cell]]
Writer = Callable[[dict[str, Rows | str]], bytes]

SHEET = "xl/worksheets/sheet{}.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_FIRST_DAY = date(1899, 12, 30).toordinal()  # which is 0 in a cell
_STYLES = (  # the second is that of dates
    f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>'
    "</styleSheet>"
)


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive with these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            # Of no date, so that it is the same at any time.
            way = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(zipfile.ZipInfo(name), part, way)
    return written.getvalue()


def xlsx(sheets: Mapping[str, Rows | str], hidden: Collection[str] = ()) -> bytes:
    """Return a workbook of Excel; a sheet is its rows, or its XML."""
    return archive(xlsx_parts(sheets, hidden))


def xlsx_parts(
    sheets: Mapping[str, Rows | str], hidden: Collection[str] = ()
) -> dict[str, str | bytes]:
    """Return what is in a workbook of Excel."""
    named = related = ""
    parts: dict[str, str | bytes] = {}
    for at, (name, rows) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        named += f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="rId{at}"{state}/>'
        related += _related(at, "worksheet", f"worksheets/sheet{at}.xml")
        body = rows if isinstance(rows, str) else _xlsx_rows(rows)
        parts[SHEET.format(at)] = (
            f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'
        )
    related += _related(len(sheets) + 1, "styles", "styles.xml")
    start = _related(1, "officeDocument", "xl/workbook.xml")
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}"/></Types>'
        ),
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{start}</Relationships>',
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{named}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'
        ),
        "xl/styles.xml": _STYLES,
        **parts,
    }


def ods(sheets: Mapping[str, Rows | str]) -> bytes:
    """Return an OpenDocument spreadsheet; a sheet is its rows, or its XML."""
    tables = ""
    for name, rows in sheets.items():
        body = rows if isinstance(rows, str) else _ods_rows(rows)
        tables += f"<table:table table:name={quoteattr(name)}>{body}</table:table>"
    spaces = " ".join(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "table", "text"))
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_OASIS}:manifest:1.0"/>',
            "content.xml": (
                f"<office:document-content {spaces}><office:body><office:spreadsheet>{tables}"
                "</office:spreadsheet></office:body></office:document-content>"
            ),
        }
    )


def _related(at: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _xlsx_rows(rows: Rows) -> str:
    body = ""
    for at, row in enumerate(rows, 1):
        cells = "".join(_xlsx_cell(f"{chr(65 + n)}{at}", cell) for n, cell in enumerate(row))
        body += f'<row r="{at}">{cells}</row>'
    return body


def _xlsx_cell(place: str, cell: Cell) -> str:
    if cell is None:
        return f'<c r="{place}" s="0"/>'
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{cell:d}</v></c>'
    if isinstance(cell, date):
        return f'<c r="{place}" s="1"><v>{_days(cell)!r}</v></c>'
    if isinstance(cell, float | int):
        return f'<c r="{place}"><v>{cell!r}</v></c>'
    if cell.startswith("#"):
        return f'<c r="{place}" t="e"><v>{cell}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'


def _days(day: date) -> float:
    """What stands in the cell of a date."""
    days = float(day.toordinal() - _FIRST_DAY)
    return days + (day.hour * 60 + day.minute) / 1440 if isinstance(day, datetime) else days


def _ods_rows(rows: Rows) -> str:
    return "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )


def _ods_cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, bool):
        return _ods_value("boolean", "boolean-value", str(cell).lower())
    if isinstance(cell, date):
        return _ods_value("date", "date-value", cell.isoformat())
    if isinstance(cell, float | int):
        return _ods_value("float", "value", repr(cell))
    text = f"<text:p>{escape(cell)}</text:p>"
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'


def _ods_value(kind: str, attribute: str, value: str) -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}">'
        "<text:p>as shown</text:p></table:table-cell>"
    )
