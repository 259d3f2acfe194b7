"""What a file is that holds no rows of text, by its first bytes, and what to do about it."""

import re

_SAVE_ANEW = "save it as .xlsx, .ods or CSV, and open that"
_UNPACK = "unpack it, and open the file of rows in it"
_EXPORT = "save its rows as CSV, and open that"
_TYPE = "type the rows into a spreadsheet, and save them as CSV"

# How each begins, what else is in it, what it is and what helps; the first that fits.
_BY_BYTES = (
    (b"PK\x03\x04", b"xl/workbook.bin", "a binary Excel workbook", _SAVE_ANEW),
    (b"PK\x03\x04", b"word/document", "a Word document", _EXPORT),
    (b"PK\x03\x04", b"", "an archive", _UNPACK),
    (
        b"\xd0\xcf\x11\xe0",
        "EncryptedPackage".encode("utf-16-le"),
        "a workbook with a password",
        "take the password off, or save the sheet as CSV",
    ),
    (b"\xd0\xcf\x11\xe0", "Workbook".encode("utf-16-le"), "an old Excel workbook", _SAVE_ANEW),
    (b"\xd0\xcf\x11\xe0", b"", "a document of an office program", _EXPORT),
    (b"\x1f\x8b", b"", "a compressed file", _UNPACK),
    (b"BZh", b"", "a compressed file", _UNPACK),
    (b"\xfd7zXZ", b"", "a compressed file", _UNPACK),
    (b"%PDF-", b"", "a PDF document", _EXPORT),
    (b"PAR1", b"", "a Parquet file", _EXPORT),
    (b"\x89HDF", b"", "an HDF5 file", _EXPORT),
    (b"\x93NUMPY", b"", "an array of NumPy", _EXPORT),
    (b"RDX", b"", "data of R", _EXPORT),
    (b"$FL2", b"", "an SPSS file", _EXPORT),
    (b"<stata_dta>", b"", "a Stata file", _EXPORT),
    (b"MATLAB 5.0", b"", "a MATLAB file", _EXPORT),
    (b"ARROW1", b"", "an Arrow file", _EXPORT),
    (b"\x89PNG", b"", "a picture", _TYPE),
    (b"\xff\xd8\xff", b"", "a picture", _TYPE),
    (b"SQLite format 3", b"", "a database", _EXPORT),
)
_BY_TEXT = (
    (
        r"\s*<(?:!doctype\s+html|html|head|body)\b",
        "this is a web page, not a table: save the file itself, often behind “Raw” or “Download”",
    ),
    (r"\s*(?:\[\s*)?\{\s*\"", "this is JSON, not a table: save the rows as CSV"),
    (
        r"version https://git-lfs\.github\.com",
        "this only says where the file is (Git LFS), not what is in it: download the file itself",
    ),
    (r"\s*<\?xml\b", "this is XML, not a table: save the rows as CSV"),
    (
        r"(?:[^\S\r\n]*(?:%[^\r\n]*)?[\r\n])*[^\S\r\n]*@relation\b",
        "this is an ARFF file of Weka, not a table: save it there as CSV and open that",
    ),
)
_BEGINNING = 4_000  # bytes, in which the text shows what it is


def what_instead(data: bytes, encoding: str) -> str:
    """Return what a file is instead of rows of text, and what helps; empty if it may be rows."""
    for start, within, what, remedy in _BY_BYTES:
        if data.startswith(start) and within in data:
            return f"this is {what}, not a table in text: {remedy}"
    beginning = data[:_BEGINNING].decode(encoding, "replace").removeprefix("\ufeff")
    for pattern, what in _BY_TEXT:
        if re.match(pattern, beginning, re.IGNORECASE):
            return what
    return ""
