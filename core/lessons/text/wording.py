"""What is wrong with a value in a fence, in words for whoever wrote it."""

import re
from collections.abc import Callable, Mapping
from enum import Enum
from typing import NamedTuple, get_args

from core.data.scaling import Scale
from core.explanation.hiding import Topic
from core.export.ways import Way
from core.lessons.tasks.tasks import AnyTask
from core.lessons.words import Change, HillPage, Panel, Part, PhaseWord
from core.text.names import likely

WORDS: Mapping[str, type[Enum]] = {
    "hide": Topic,
    "panels": Panel,
    "hill": HillPage,
    "changing": Part,
    "change": Change,
    "phases": PhaseWord,
    "written": Way,
    "input_scaling": Scale,
}
_KINDS = [str(task.__struct_config__.tag) for task in get_args(AnyTask)]
_TYPES = {
    "array": "a list, in [ ]",
    "object": "names with values, in { }",
    "str": "a text, in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
}


_NO_TOML = (
    ("Illegal character '\\n'", "", "a text in quotes has to end on its line"),
    (
        "Unterminated string",
        r"^(?!.*(?:\"\"\"|''')).*[\"']",
        "a text in quotes has to end on its line",
    ),
    ("", "[“”„‟]", 'quotes have to be straight: "…"'),
    ("Expected newline or end", r"=\s*[-+]?\d+,\d", "a decimal mark is a point here: 1.5"),
    ("Cannot overwrite", "", "this stands there twice"),
)


def in_plain_words_of_toml(said: str, line: str) -> str:
    """A complaint of the reader of TOML, about a line."""
    for start, pattern, words in _NO_TOML:
        if said.startswith(start) and re.search(pattern, line):
            return words
    return said


class Trouble(NamedTuple):
    """What is wrong, and the key that it is wrong with; an empty key where there is none."""

    key: str
    text: str


def in_plain_words(path: str, said: str) -> Trouble:
    """A complaint of the reader of values, about what stands at a path such as "hide[0]"."""
    for pattern, words in _FORMS:
        found = re.fullmatch(pattern, said)
        if found:
            return words(path, *found.groups())
    return _at(path, said[:1].lower() + said[1:])


def _at(path: str, text: str) -> Trouble:
    return Trouble(path, f"{path}: {text}" if path else text)


def _none_of(path: str, value: str) -> Trouble:
    (*_, key) = re.findall(r"[a-z_]+", path) or [""]
    known = [str(word.value) for word in WORDS[key]] if key in WORDS else _KINDS
    return _at(path, f"“{value}” is none of {', '.join(known)}{likely(value, known)}")


def _type(path: str, wanted: str, found: str) -> Trouble:
    kinds = " or ".join(dict.fromkeys(_TYPES.get(each, each) for each in wanted.split(" | ")))
    return _at(path, f"it has to be {kinds}; this is {_TYPES.get(found, found)}")


def _missing(path: str, name: str) -> Trouble:
    return _at(path, f"“{name}” is missing")


def _unknown(path: str, name: str) -> Trouble:
    return Trouble(
        name, f"{path}: “{name}” is not known here" if path else f"“{name}” is not known"
    )


def _bound(path: str, sign: str, number: str) -> Trouble:
    return _at(path, f"it has to be {_BOUNDS[sign]} {number}")


def _length(path: str, kind: str, sign: str, number: str) -> Trouble:
    of = "characters" if kind == "str" else "entries"
    return _at(path, f"it has to have {_BOUNDS[sign]} {number} {of}")


_BOUNDS = {">=": "at least", "<=": "at most"}
_FORMS: tuple[tuple[str, Callable[..., Trouble]], ...] = (
    (r"Invalid (?:enum )?value '(.*)'", _none_of),
    (r"Expected `int` (>=|<=) (\d+)", _bound),
    (r"Expected `(str|array)` of length (>=|<=) (\d+)", _length),
    (r"Expected `(.*)`, got `(.*)`", _type),
    (r"Object missing required field `(.*)`", _missing),
    (r"Object contains unknown field `(.*)`", _unknown),
)
