"""Sentences of core with their values, as they are read."""

from core.diagnosis.finding import Part, Sentence
from core.text.numbers import grouped
from gui.formatting.numbers import number, percent


def written(sentence: Sentence) -> str:
    """A sentence with counts in full, parts in percent, and numbers as short as they can be."""
    return sentence.words.format(*map(_value, sentence.values))


def as_sentence(words: str) -> str:
    """Words as a sentence: with a capital letter and a full stop."""
    return f"{words[:1].upper()}{words[1:]}."


def _value(value: str | float) -> str:
    if isinstance(value, Part):
        return percent(value)
    if isinstance(value, str):
        return value
    return grouped(value) if isinstance(value, int) else number(value)
