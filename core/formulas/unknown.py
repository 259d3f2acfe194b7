"""What is said of a word in a formula that nobody knows."""

from collections.abc import Sequence

from core.formulas.functions import FUNCTIONS
from core.formulas.problems import FormulaError
from core.formulas.tokens import Token
from core.formulas.writing import quoted_name

_MOST_NAMES = 8


def unknown_name(token: Token, names: Sequence[str]) -> FormulaError:
    """There is no such column: these there are."""
    shown = ", ".join(quoted_name(name, names) for name in names[:_MOST_NAMES])
    more = ", …" if len(names) > _MOST_NAMES else ""
    there_are = "the only one is" if len(names) == 1 else "the columns are"
    said = f"there is no column “{token.text}”; {there_are} {shown}{more}"
    if len(token.text) > 1 and all(letter in names for letter in token.text):
        said = f"write × between columns: {' × '.join(token.text)}"
    return FormulaError(said, token.position)


def unknown_function(token: Token, names: Sequence[str]) -> FormulaError:
    """There is no such function: these there are."""
    word = token.text
    if word in names:
        return FormulaError(f"“{word}” is a column: write {word} × (…)", token.position)
    if word.casefold() == "log":
        return FormulaError("which logarithm: write ln or log10", token.position)
    return FormulaError(f"there is no function “{word}”: {', '.join(FUNCTIONS)}", token.position)
