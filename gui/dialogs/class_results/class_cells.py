"""What stands in the cells of the table of a class."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

from core.lessons.classes.results import Outcome, Result, TaskHead, commonest, first_tries
from core.text.numbers import counted

_SIGNS = {
    Outcome.FIRST: "✓",
    Outcome.LATER: "→ ✓",
    Outcome.SEEN: "(✓)",
    Outcome.FALSE: "≠",
    Outcome.WRONG: "✗",
    Outcome.SKIPPED: "→",
    Outcome.TRIED: "✗",
    Outcome.NOTHING: "",
}
LEGEND = (
    "✓ right at first try · ✓ 3 right at the third · (✓) right, but seen outside the lesson ·"
    " ✗ predicted wrongly, or not solved yet · → skipped · ≠ said to be right, but is not ·"
    " * not checked"
)
_ORDER = {outcome: at for at, outcome in enumerate(Outcome)}
_NUMBER = "000"


class Shown(Enum):
    """What the cells tell of each task."""

    RESULT = "What came of it"
    TRIES = "Tries"
    HINTS = "Hints"
    SLIP = "Commonest slip"


class Telling(NamedTuple):
    """How one thing is told: of one result, and of several together.

    Attributes:
        text: of a result.
        total: of several.
        title: above the totals of the students.
        total_title: at the left of the totals of the tasks.
        key: by which results are sorted.
        usual: a text as long as they are as a rule.
    """

    text: Callable[[Result], str]
    total: Callable[[Sequence[Result]], str]
    title: str
    total_title: str
    key: Callable[[Result], tuple[float, float, str]]
    usual: str


def sign(result: Result) -> str:
    """What came of a task, as a sign."""
    text = _SIGNS[result.outcome]
    if result.outcome is Outcome.LATER and result.tries > 1:
        text = f"✓ {result.tries}"
    elif result.outcome is Outcome.TRIED:
        text = f"✗ {result.tries}"
    return text if result.is_checked else f"{text}*"


def _number(value: int) -> str:
    return str(value) if value else ""


TELLINGS = {
    Shown.RESULT: Telling(
        sign,
        lambda results: str(first_tries(results)),
        "at first try",
        "right at first try",
        lambda result: (_ORDER[result.outcome], result.tries, ""),
        _NUMBER,
    ),
    Shown.TRIES: Telling(
        lambda result: _number(result.tries),
        lambda results: str(sum(result.tries for result in results)),
        "all tries",
        "all tries",
        lambda result: (result.tries, 0, ""),
        _NUMBER,
    ),
    Shown.HINTS: Telling(
        lambda result: _number(result.hints),
        lambda results: str(sum(result.hints for result in results)),
        "all hints",
        "all hints",
        lambda result: (result.hints, 0, ""),
        _NUMBER,
    ),
    Shown.SLIP: Telling(
        lambda result: result.slip,
        commonest,
        "commonest",
        "commonest slip",
        lambda result: (not result.slips, 0, result.slip),
        "actual minus",
    ),
}


def told(student: str, head: TaskHead, result: Result) -> str:
    """A result in full, as one sentence."""
    parts = [result.outcome.value]
    if result.tries:
        parts.append(counted(result.tries, "try").replace("trys", "tries"))
    if result.hints:
        parts.append(counted(result.hints, "hint"))
    if result.skipped and result.outcome is not Outcome.SKIPPED:
        parts.append("skipped before")
    if result.slips:
        parts.append(f"commonest slip: {result.slip}")
    if not result.is_checked:
        parts.append("not checked")
    return f"{student}, {head.number} “{head.ask}”: {', '.join(parts)}"


def told_of_task(head: TaskHead, results: Sequence[Result]) -> str:
    """What came of a task in all, as one sentence."""
    count = f"{first_tries(results)} of {len(results)} right at first try"
    slip = commonest(results)
    return f"{head.number} “{head.ask}”: {count}" + (f", commonest slip: {slip}" if slip else "")
