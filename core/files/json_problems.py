"""What is wrong with JSON that holds no document, in words for people."""

import re

from core.files.document_checks import DocumentError, shortened

_NO_NUMBER = re.compile(rb"-?(?:NaN|Inf)", re.IGNORECASE)
_POSITION = re.compile(r" \(byte (\d+)\)$")
_PLACE = re.compile(r" - at `\$\.?(.*)`$", re.DOTALL)
_KEY = re.compile(r"^Object (missing required|contains unknown) field `(.*)`$", re.DOTALL)
_TYPE = re.compile(r"^Expected `(.*)`, got `(.*)`$")
_WORDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "a text",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}


def misfit(message: str, within: str = "") -> DocumentError:
    """Say in plain words what msgspec found in the wrong place within the part that it read."""
    place = _PLACE.search(message)
    where = within + (place.group(1) if place else "")
    what = message[: place.start()] if place else message
    if key := _KEY.match(what):
        name = shortened(key.group(2))
        if key.group(1) == "missing required":
            return DocumentError(f"the key `{name}` is missing", where)
        return DocumentError(f"unknown key `{name}`: correct its spelling or take it out", where)
    if types := _TYPE.match(what):
        return DocumentError(f"expected {_words(types[1])}, found {_words(types[2])}", where)
    if what.endswith("out of range"):
        return DocumentError("the number is too large", where)
    return DocumentError(what, where)


def _words(types: str) -> str:
    return " or ".join(_WORDS.get(name, name) for name in types.split(" | "))


def malformed(message: str, data: bytes) -> DocumentError:
    """Say where the text stops being JSON."""
    found = _POSITION.search(message)
    if not found:
        return DocumentError("the file ends in the middle: a part of it is missing")
    position = int(found.group(1))
    where = line_of(data, position)
    if _NO_NUMBER.match(data, position) or _NO_NUMBER.match(data, position - 1):
        return DocumentError("NaN and infinity cannot stand in a document", where)
    what = message[: found.start()].removeprefix("JSON is malformed: ")
    return DocumentError(f"this is not JSON ({what})", where)


def line_of(data: bytes, position: int) -> str:
    """Say where a byte stands: "line 3, column 14"."""
    before = data[:position]
    line = before.count(b"\n") + 1
    start = before.rfind(b"\n") + 1
    return f"line {line}, column {len(before[start:].decode(errors='replace')) + 1}"
