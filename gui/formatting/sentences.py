"""Sentences of core and names of actions, with their numbers as they are read.

Core writes them with a point, and so do files keep them; the window shows them with its own mark.
"""

import re

from core.diagnosis.finding import Part, Sentence
from core.text.numbers import grouped
from gui.formatting.numbers import DecimalMark, mark_now, number, percent

# What is quoted, and numbers; "hidden 2.15" is the fifteenth node of the second layer.
_NUMBER = re.compile(r"“[^”]*”|`[^`]*`|(?<!hidden )(?<![\w.,])(\d+)\.(\d+(?:e−?\d+)?)(?!\.?\w)")
_WITH_COMMA = re.compile(r"(?<=\d),(?=\d)")


def written(sentence: Sentence) -> str:
    """A sentence with counts in full, parts in percent, and numbers as short as they can be."""
    return sentence.words.format(*map(_value, sentence.values))


def as_read(words: str) -> str:
    """The words with the mark of now in their numbers, but for what is quoted or between `."""
    mark = mark_now()
    if mark is DecimalMark.POINT:
        return words
    return _NUMBER.sub(lambda found: f"{found[1]}{mark}{found[2]}" if found[1] else found[0], words)


def as_kept(words: str) -> str:
    """The words with a point in their numbers, to be kept: `as_read` shows them again."""
    return words if mark_now() is DecimalMark.POINT else _WITH_COMMA.sub(".", words)


def as_sentence(words: str) -> str:
    """Words of core as a sentence that is read: with a capital letter and a full stop."""
    return as_read(f"{words[:1].upper()}{words[1:]}.")


def _value(value: str | float) -> str:
    if isinstance(value, Part):
        return percent(value)
    if isinstance(value, str):
        return value
    return grouped(value) if isinstance(value, int) else number(value)
