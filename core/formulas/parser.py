"""Reading a formula as people write it: "2x² + sin(x)·y", "1/3", "0,5", "`own units` ^ 2".

    comparison = sum [("<" | "≤" | ">" | "≥") sum]
    sum        = product {("+" | "−") product}
    product    = unary {("×" | "/") unary}, where × may be left out after a number: 2x, 2(x + 1)
    unary      = ("−" | "+") unary | power
    power      = primary {"²" | "³" …} ["^" unary]
    primary    = number | name | word "(" comparison {"," comparison} ")" | "√" primary
               | "(" comparison ")" | "|" comparison "|"

Nothing of it is ever run as a program.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from core.formulas.formula import Column, Formula, depth_of, joined, negated, raised, size_of
from core.formulas.functions import CONSTANTS, FUNCTIONS, Function
from core.formulas.problems import FormulaError
from core.formulas.tokens import Token, TokenKind, tokens_of
from core.formulas.unknown import unknown_function, unknown_name
from core.nn.expressions import Operation, Operator, Term

MOST_PIECES = 1000  # of its text
MOST_PARTS = 100  # of its tree, however that is written
MOST_LEVELS = 40
_COMPARISONS = {
    "<": Operator.LESS,
    "≤": Operator.AT_MOST,
    ">": Operator.GREATER,
    "≥": Operator.AT_LEAST,
}
_SUMS = {"+": Operator.SUM, "-": Operator.DIFFERENCE}
_PRODUCTS = {"*": Operator.PRODUCT, "/": Operator.QUOTIENT}
_NEVER_CLOSED = "this parenthesis is never closed"
_TOO_LONG = "the formula is too long: make it of fewer parts"
_TOO_DEEP = "the formula is nested too deeply: make it of fewer parts"


def parse(text: str, names: Sequence[str]) -> Formula:
    """Read a formula over columns of these names, each of which stands there once.

    Raises:
        FormulaError: it cannot be read; it says where, and what to do.
    """
    tokens = [*islice(tokens_of(text), MOST_PIECES)]
    if tokens[-1].kind is not TokenKind.END:
        raise FormulaError(_TOO_LONG)
    formula = _Parser(tokens, names).whole()
    if depth_of(formula) > MOST_LEVELS:
        raise FormulaError(_TOO_DEEP)
    if size_of(formula) > MOST_PARTS:
        raise FormulaError(_TOO_LONG)
    return formula


class _Parser:
    """Goes through the pieces of a text once, from left to right."""

    def __init__(self, tokens: Sequence[Token], names: Sequence[str]) -> None:
        self._tokens = tokens
        self._names = names
        self._at = 0
        self._level = 0
        self._lists = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def whole(self) -> Formula:
        if len(self._tokens) == 1:
            raise FormulaError("type a formula, such as x² + 1", 0)
        formula = self._comparison()
        if self._at < len(self._tokens) - 1:
            raise self._misfit()
        return formula

    def _comparison(self) -> Formula:
        left = self._sum()
        if operator := self._take(_COMPARISONS):
            left = joined(operator, left, self._sum())
            if self._is_sign(*_COMPARISONS):
                raise self._here("compare two at a time: (1 < x) × (x < 2)")
        return left

    def _sum(self) -> Formula:
        left = self._product()
        while operator := self._take(_SUMS):
            left = joined(operator, left, self._product())
        return left

    def _product(self) -> Formula:
        first, is_below = self._at, False
        left = self._unary()
        while True:
            operator = self._take(_PRODUCTS)
            if operator is None and self._may_leave_out_times(first):
                if is_below:
                    raise self._here("this can be read in two ways: write (1/2) × x or 1/(2 × x)")
                operator = Operator.PRODUCT
            if operator is None:
                return left
            first, is_below = self._at, operator is Operator.QUOTIENT
            left = joined(operator, left, self._unary())

    def _may_leave_out_times(self, first: int) -> bool:
        """Whether the factor that began there is one that the next may follow without a sign."""
        while self._tokens[first].text in ("-", "+"):
            first += 1
        factor = self._tokens[first : self._at]
        is_number = len(factor) == 1 and factor[0].kind is TokenKind.NUMBER
        is_group = factor[0].text == "(" and factor[-1].text == ")"
        return (is_number and self._begins()) or (is_group and self._is_sign("("))

    def _unary(self) -> Formula:
        sign = self._take({"-": Operator.NEGATIVE, "+": Operator.SUM})
        if sign is None:
            return self._power()
        part = self._deeper(self._unary)
        return negated(part) if sign is Operator.NEGATIVE else part

    def _power(self) -> Formula:
        base = self._primary()
        while self._next.kind is TokenKind.POWER:
            base = raised(base, Term(_number(self._pass())))
        if self._take({"^": Operator.POWER}):
            return raised(base, self._deeper(self._unary))
        return base

    def _primary(self) -> Formula:
        token = self._next
        if token.kind is TokenKind.NUMBER:
            if "," in token.text and self._lists:
                raise self._here("write a point in a list, 0.5, or a space behind the comma")
            return Term(_number(self._pass()))
        if token.kind is TokenKind.WORD:
            return self._word()
        if token.kind is TokenKind.QUOTED:
            return self._column(self._pass())
        if self._take({"√": Operator.SQUARE_ROOT}):
            return self._applied(Function(Operator.SQUARE_ROOT), token)
        if self._is_sign("("):
            return self._enclosed(")", _NEVER_CLOSED)
        if self._is_sign("|"):
            part = self._enclosed("|", "there is no second | for this one")
            return Operation(Operator.ABSOLUTE, (part,))
        raise self._misfit()

    def _word(self) -> Formula:
        token = self._pass()
        function = FUNCTIONS.get(token.text.casefold())
        if self._is_sign("("):
            if function is None:
                raise unknown_function(token, self._names)
            return self._applied(function, token)
        if token.text in self._names:
            return self._column(token)
        if token.text.casefold() in CONSTANTS:
            return Term(CONSTANTS[token.text.casefold()])
        return self._column(token) if function is None else self._applied(function, token)

    def _column(self, token: Token) -> Formula:
        """The column of a name; in large or small letters, unless there are both."""
        alike = [at for at, name in enumerate(self._names) if _is_alike(name, token.text)]
        exact = [at for at in alike if self._names[at] == token.text]
        if not exact and len(alike) != 1:
            raise unknown_name(token, self._names)
        return Column((exact or alike)[0])

    def _applied(self, function: Function, token: Token) -> Formula:
        """A function of what stands behind it, in parentheses or bare: sin(x + 1), sin x."""
        if self._is_sign("("):
            parts = self._list() if function.several else (self._enclosed(")", _NEVER_CLOSED),)
        else:
            parts = (self._primary(),)
            if self._next.kind is TokenKind.POWER or self._is_sign("^") or self._begins():
                what = f"put what “{token.text}” is of in parentheses"
                raise FormulaError(what, token.position)
        return Operation(function.operator, parts, function.activation)

    def _list(self) -> tuple[Formula, ...]:
        """Several things in parentheses, with commas or semicolons between them."""
        opening = self._pass()
        self._lists += 1
        parts = [self._deeper(self._comparison)]
        while self._take({",": Operator.SUM, ";": Operator.SUM}):
            parts.append(self._deeper(self._comparison))
        self._lists -= 1
        self._close(")", opening, _NEVER_CLOSED)
        return tuple(parts)

    def _enclosed(self, closing: str, problem: str) -> Formula:
        """What stands between two signs, the first of which is the next piece."""
        opening = self._pass()
        part = self._deeper(self._comparison)
        self._close(closing, opening, problem)
        return part

    def _close(self, sign: str, opening: Token, problem: str) -> None:
        if self._next.kind is TokenKind.END:
            raise FormulaError(problem, opening.position)
        if not self._is_sign(sign):
            raise self._misfit()
        self._at += 1

    # The pieces

    def _pass(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _is_sign(self, *signs: str) -> bool:
        return self._next.kind is TokenKind.SIGN and self._next.text in signs

    def _take(self, signs: Mapping[str, Operator]) -> Operator | None:
        """What the next piece stands for, if it is one of these signs; then it is passed."""
        return signs[self._pass().text] if self._is_sign(*signs) else None

    def _begins(self) -> bool:
        """Whether the next piece begins something that could be multiplied."""
        begins = (TokenKind.NUMBER, TokenKind.WORD, TokenKind.QUOTED)
        return self._next.kind in begins or self._is_sign("(", "√")

    def _deeper(self, read: Callable[[], Formula]) -> Formula:
        """Read a part, unless parts stand too deeply in one another."""
        self._level += 1
        if self._level > MOST_LEVELS:
            raise self._here(_TOO_DEEP)
        part = read()
        self._level -= 1
        return part

    def _here(self, what: str) -> FormulaError:
        return FormulaError(what, self._next.position)

    def _misfit(self) -> FormulaError:
        """Say what is wrong with the next piece where it stands."""
        kind, text = self._next.kind, self._next.text
        if kind is TokenKind.END:
            return self._here("something is missing at the end")
        if text == "=":
            return self._here("= cannot stand here: compare with <, ≤, > or ≥")
        if text == ")":
            return self._here("here a parenthesis ends that was never opened, or nothing is in it")
        if text in (",", ";"):
            return self._here("a comma stands within a number, 0,5, or in min and max only")
        if text == "|":
            return self._here("write × before |, or a number or a name is missing")
        if self._at and self._begins():
            return self._here(f"write × between this and what stands before “{text}”")
        return self._here(f"before “{text}”, a number or a name is missing")


def _is_alike(name: str, other: str) -> bool:
    return name.casefold() == other.casefold()


def _number(token: Token) -> float:
    value = float(token.text.replace(",", "."))
    if not math.isfinite(value):
        raise FormulaError(f"{token.text} is too large to be a number", token.position)
    return value
