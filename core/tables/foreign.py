"""What a file is that holds no rows of text, by its first bytes, and what to do about it."""

import re

_SAVE_ANEW = "save it as .xlsx, .ods or CSV, and open that"
_UNPACK = "unpack it, and open the file of rows in it"
_EXPORT = "save its rows as CSV, and open that"
_TYPE = "type the rows into a spreadsheet, and save them as CSV"
_ANOTHER = "look for the rows in another file"
_PICTURE, _FILM = "a picture", "a sound or a film"
_TAR = 257, b"ustar"

# How each begins, what else is in it, what it is and what helps; the first that fits.
_BY_BYTES = (
    (b"PK\x03\x04", b"xl/workbook.bin", "a binary Excel workbook", _SAVE_ANEW),
    (b"PK\x03\x04", b"word/document", "a Word document", _EXPORT),
    (b"PK\x03\x04", b"ppt/presentation", "a presentation", _EXPORT),
    (b"PK\x03\x04", b"opendocument.presentation", "a presentation", _EXPORT),
    (b"PK\x03\x04", b"opendocument.text", "a text document", _EXPORT),
    (b"PK\x03\x04", b"", "an archive", _UNPACK),
    (b"7z\xbc\xaf", b"", "an archive", _UNPACK),
    (b"Rar!\x1a", b"", "an archive", _UNPACK),
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
    (b"\x89PNG", b"", _PICTURE, _TYPE),
    (b"\xff\xd8\xff", b"", _PICTURE, _TYPE),
    (b"GIF8", b"", _PICTURE, _TYPE),
    (b"RIFF", b"WEBPVP8", _PICTURE, _TYPE),
    (b"BM", b"\0\0\0\0", _PICTURE, _TYPE),
    (b"II*\0", b"", _PICTURE, _TYPE),
    (b"MM\0*", b"", _PICTURE, _TYPE),
    (b"\0\0\x01\0", b"", _PICTURE, _TYPE),
    (b"\0\0\0", b"ftyphei", _PICTURE, _TYPE),
    (b"\0\0\0", b"ftypmif1", _PICTURE, _TYPE),
    (b"\0\0\0", b"ftypavif", _PICTURE, _TYPE),
    (b"\0\0\0", b"ftyp", _FILM, _ANOTHER),
    (b"RIFF", b"WAVE", _FILM, _ANOTHER),
    (b"RIFF", b"AVI ", _FILM, _ANOTHER),
    (b"ID3\x02", b"", _FILM, _ANOTHER),
    (b"ID3\x03", b"", _FILM, _ANOTHER),
    (b"ID3\x04", b"", _FILM, _ANOTHER),
    (b"OggS\0", b"", _FILM, _ANOTHER),
    (b"fLaC\0", b"", _FILM, _ANOTHER),
    (b"\x1a\x45\xdf\xa3", b"", _FILM, _ANOTHER),
    (b"%!PS", b"", "a PostScript document", _EXPORT),
    (b"{\\rtf", b"", "a text with formats", _EXPORT),
    (b"SQLite format 3", b"", "a database", _EXPORT),
    (b"MZ", b"\0\0\0", "a program", _ANOTHER),
    (b"\x7fELF", b"", "a program", _ANOTHER),
)
_BY_TEXT = (  # what is repeated is read in one way only (*+), or a hostile file takes for ever
    (
        r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?s:.*?)-->\s*)*+(?:<!doctype\s+svg[^>]*>\s*)?<svg\b",
        f"this is {_PICTURE}, not a table: {_TYPE}",
    ),
    (
        r'(?:\s|#[^\n]*)*+(?:"""(?s:.*?)"""\s*)?^(?:import\s+\w+(?:\s|\.|$)|from\s\S+\simport\s)',
        f"this is a script of Python, not a table: {_ANOTHER}",
    ),
    (
        r'\s*\{\s*"(?:cells|metadata|nbformat)"\s*:',
        f"this is a notebook, not a table: {_ANOTHER}",
    ),
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
    offset, mark = _TAR
    if data.startswith(mark, offset):
        return f"this is an archive, not a table in text: {_UNPACK}"
    beginning = data[:_BEGINNING].decode(encoding, "replace").removeprefix("\ufeff")
    for pattern, what in _BY_TEXT:
        if re.match(pattern, beginning, re.IGNORECASE | re.MULTILINE):
            return what
    return ""
