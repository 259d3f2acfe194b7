"""Lessons damaged at random, and lessons that somebody has made to do harm."""

import random
import re

from tests.core.lessons.lesson_texts import BANK, lesson_text

_TOKENS = [
    "",
    *"[]{}\"'=#\\",
    "```",
    "\n```\n",
    "\n## x\n",
    "\n# x\n",
    "\x00",
    "\x85",
    "\u2028",
    "\ufeff",
    "\r\n",
    "1e999",
    "nan",
    "inf",
    "9" * 400,
    "1e308",
    "true",
    "[[" * 50,
    "../../etc/passwd",
    "file:///etc/passwd",
    '"-9..9"',
    '"9..-9"',
    '"1/0"',
    '"1e400"',
    "1979-05-27",
    "step 10000",
    "run until loss < 0",
    "set learning rate = 1e300",
    "row = 99999",
    "steps = 10000",
    "*" * 200,
    "a" * 3000,
]
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")
_QUOTED = re.compile(r'"[^"\n]*"')


def damaged(text: str, chance: random.Random) -> str:
    """A text with a few places cut out, doubled, exchanged, or replaced by something else."""
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        text = chance.choice((_replaced, _replaced, _repeated, _renumbered, _exchanged))(
            text, chance
        )
    return text


def _cut(text: str, chance: random.Random) -> tuple[str, str, str]:
    at = chance.randrange(len(text) + 1)
    end = at + chance.choice((0, 1, 1, 2, 8, 40, 200))
    return text[:at], text[at:end], text[end:]


def _replaced(text: str, chance: random.Random) -> str:
    before, _, after = _cut(text, chance)
    return f"{before}{chance.choice(_TOKENS)}{after}"


def _repeated(text: str, chance: random.Random) -> str:
    before, part, after = _cut(text, chance)
    return f"{before}{part * chance.choice((2, 3, 50))}{after}"


def _renumbered(text: str, chance: random.Random) -> str:
    found = [*_NUMBERS.finditer(text)]
    if not found:
        return text
    start, end = chance.choice(found).span()
    return f"{text[:start]}{chance.choice(_TOKENS)}{text[end:]}"


def _exchanged(text: str, chance: random.Random) -> str:
    found = [*_QUOTED.finditer(text)]
    if not found:
        return text
    (start, end), other = chance.choice(found).span(), chance.choice(found)
    return f"{text[:start]}{other.group()}{text[end:]}"


TASK = 'kind = "number"\nask = "?"\nanswer = "error"'
_PLAIN = lesson_text(BANK, TASK)
_TABLE = '# L\n\n## P\n\n```table\ncsv = """\na,b\n1,2\n3,4\n"""\ntarget = "b"\n{}\n```\n'
_PATHS = lesson_text(BANK.replace('"accounts"', '"/etc/passwd"'), TASK)


def _with_task(task: str) -> str:
    return lesson_text(BANK, task)


def _many(count: int) -> str:
    names = ", ".join(f'"n{at}"' for at in range(count))
    return lesson_text(
        f'inputs = ["x"]\nrows = [[1]]\ntargets = [1]\nlayers = [\n'
        f"  {{ nodes = [{names}], weights = [{', '.join(['[1]'] * count)}] }},\n"
        f'  {{ nodes = ["p"], weights = [[{", ".join(["1"] * count)}]] }},\n]',
        'kind = "reach"\nask = "?"\ngoal = ["loss < 0"]\nsolution = ["run until loss < 0"]',
    )


_SLOW = [
    'kind = "number"\nask = "?"\nanswer = "error"\nafter = ["step 10000"]',
    'kind = "reach"\nask = "?"\ngoal = ["loss < 0"]\nsolution = ["run until loss < 0"]',
]
# What each of them is, with its text; `True` where it is still a lesson.
MADE: dict[str, tuple[str, bool]] = {
    "plain": (_PLAIN, True),
    "with a mark of the byte order": (f"\ufeff{_PLAIN}", True),
    "with the line ends of Windows": (_PLAIN.replace("\n", "\r\n"), True),
    "with names like paths": (_PATHS, True),
    "empty": ("", False),
    "null bytes": ("\x00" * 1000, False),
    "ten megabytes": (_PLAIN + "a" * 10_000_000, False),
    "brackets in brackets": (_with_task(f"kind = {'[' * 190_000}"), False),
    "tables in tables": (_with_task(f"{'a.' * 90_000}a = 1"), False),
    "stars": (f"{_PLAIN}\n{'*a ' * 60_000}", False),
    "stars that close nothing": (f"{_PLAIN}\n{'**a*' * 45_000}", False),
    "many lines": (f"{_PLAIN}{chr(10) * 190_000}", True),
    "sixty thousand paragraphs": (_PLAIN + "a\n\n" * 60_000, False),
    "many pages": ("# L\n" + "## P\n" * 39_000, False),
    "many tasks": (_PLAIN + "```task\n```\n" * 16_000, False),
    "a heading without end": (f"# {'a' * 190_000}\n## P\n", False),
    "a fence of no kind": (f"{_PLAIN}\n```{'k' * 190_000}\n```\n", False),
    "a whole number without end": (_with_task(f"{TASK}\nnumber = {'9' * 190_000}"), False),
    "a power of a thousand million": (_with_task(f'{TASK}\nnumber = "1e1000000000"'), False),
    "a fraction of such": (_with_task(f'{TASK}\nnumber = "1/1e-1000000000"'), False),
    "a range of many digits": (
        lesson_text(BANK.replace("[3, 2]", f'["0.{"0" * 500}1..1", 2]'), TASK),
        False,
    ),
    "the 31st of February": (_with_task(f"{TASK}\nnumber = 2021-02-31"), False),
    "infinite": (_with_task(f"{TASK}\nnumber = inf"), False),
    "no number": (_with_task(f"{TASK}\nnumber = nan"), False),
    "steps without end": (lesson_text(BANK, *_SLOW * 100), False),
    "weights without end": (_many(6_000), False),
    "many weights": (_many(1_000), False),
    "a table with a layer of a thousand million": (_TABLE.format("hidden = [1000000000]"), False),
    "a table with a thousand layers": (_TABLE.format(f"hidden = {[9] * 1000}"), False),
    "a table of many words": (
        _TABLE.format("").replace("1,2", "\n".join(f"w{at},{at}" for at in range(9_000))),
        False,
    ),
    "locks without end": (lesson_text(BANK, TASK, page=f"lock = {['loss'] * 20_000}"), False),
    "hints without end": (_with_task(f"{TASK}\nhints = {['a'] * 35_000}"), False),
}
