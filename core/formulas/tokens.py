"""The pieces of a formula's text: numbers, names and signs."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from core.formulas.problems import FormulaError
from core.formulas.writing import PLAIN_NAME, SUPERSCRIPTS, VULGAR


class TokenKind(Enum):
    """What a piece is."""

    NUMBER = "number"
    WORD = "word"
    QUOTED = "quoted name"
    POWER = "small power"
    SIGN = "sign"
    END = "end"


class Token(NamedTuple):
    """A piece of a formula's text.

    Attributes:
        kind: what it is.
        text: what it says: a name without its quotes, the digits of a small power, one of
            + - * / ^ ( ) | √ < ≤ > ≥ = , ; for all ways to write that sign.
        position: where it begins, from 0.
    """

    kind: TokenKind
    text: str
    position: int


_VULGAR = dict(zip(VULGAR, ("0.5", "0.25", "0.75"), strict=True))
_SAME = {
    "·": "*",
    "⋅": "*",
    "∙": "*",
    "×": "*",
    "−": "-",
    "–": "-",
    "÷": "/",
    "**": "^",
    "<=": "≤",
    ">=": "≥",
    "==": "=",
    "[": "(",
    "]": ")",
    "{": "(",
    "}": ")",
}
_PIECE = (
    r"\s*(?:(?P<number>(?:[0-9]+[.,][0-9]+|[0-9]+\.?|\.[0-9]+)(?:[eE][+\-−–]?[0-9]+)?)"
    rf"|(?P<vulgar>[{VULGAR}])|(?P<power>[{SUPERSCRIPTS}]+)|(?P<word>{PLAIN_NAME})"
    r"|`(?P<ticked>(?:[^`]|``)+)`(?!`)|“(?P<curly>[^”]+)”|\"(?P<double>[^\"]+)\"|'(?P<single>[^']+)'"
    r"|(?P<sign>\*\*|<=|>=|==|[+\-*/^()|√<≤>≥=,;·⋅∙×−–÷\[\]{}]))"
)


def tokens_of(text: str) -> Iterator[Token]:
    """The pieces of a text, and the end behind them.

    Raises:
        FormulaError: there is something that cannot stand in a formula.
    """
    at, text = 0, text.rstrip()
    piece = re.compile(_PIECE)
    while found := piece.match(text, at):
        yield _token(found)
        at = found.end()
    if at < len(text):
        at = len(text) - len(text[at:].lstrip())
        raise FormulaError(_what_is_odd(text[at]), at)
    yield Token(TokenKind.END, "", len(text))


def _token(found: re.Match[str]) -> Token:
    group = found.lastgroup or ""
    piece, at = found[group], found.start(group)
    match group:
        case "number":
            return Token(TokenKind.NUMBER, re.sub("[−–]", "-", piece), at)
        case "vulgar":
            return Token(TokenKind.NUMBER, _VULGAR[piece], at)
        case "power":
            digits = "".join(str(SUPERSCRIPTS.index(sign)) for sign in piece)
            return Token(TokenKind.POWER, digits, at)
        case "word":
            return Token(TokenKind.WORD, piece, at)
        case "sign":
            return Token(TokenKind.SIGN, _SAME.get(piece, piece), at)
        case _:
            return Token(TokenKind.QUOTED, piece.replace("``", "`"), at - 1)


def _what_is_odd(sign: str) -> str:
    if sign in "`“\"'":
        return "a name in quotes has to end with one"
    shown = f"“{sign}”" if sign.isprintable() else "a sign that cannot be seen"
    return f"{shown} cannot stand in a formula"
