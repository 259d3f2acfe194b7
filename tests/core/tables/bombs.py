"""Workbooks of some hundred bytes that say they are huge."""

from tests.core.tables.workbooks import ods, xlsx

CORNER = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">{}</row>'
VALUE = '<table:table-cell{} office:value-type="float" office:value="1"/>'
ROW = "<table:table-row{}>{}</table:table-row>"
BOMBS = {
    "two corners": xlsx({"A": CORNER.format('<c r="XFD1048576"><v>1</v></c>')}),
    "a column with nine letters": xlsx({"A": CORNER.format('<c r="ZZZZZZZZZ9"><v>1</v></c>')}),
    "a place with references": xlsx({"A": CORNER.format('<c r="XFD&#49;048576"><v>1</v></c>')}),
    "a place in another attribute": xlsx(
        {"A": CORNER.format("""<c x=' r="A1"' r="XFD1048576"><v>1</v></c>""")}
    ),
    "cells without a place": xlsx({"A": CORNER.format("<c><v>1</v></c>" * 20)}),
    "repeated rows": ods(
        {
            "A": ROW.format(
                ' table:number-rows-repeated="9000"',
                VALUE.format(' table:number-columns-repeated="9000"'),
            )
        }
    ),
    "two corners of an ods": ods(
        {
            "A": ROW.format("", VALUE.format("") + "<table:table-cell/>")
            + ROW.format(' table:number-rows-repeated="1048000"', "<table:table-cell/>")
            + ROW.format(
                "",
                '<table:table-cell table:number-columns-repeated="16000"/>' + VALUE.format(""),
            )
        }
    ),
}
