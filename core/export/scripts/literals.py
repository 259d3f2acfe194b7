"""Numbers and words of an experiment as Python: arrays, comments."""

import textwrap

from core.nn.arrays import Array, Rows
from core.slices.work import Work, finish
from core.text.names import in_one_line

Numbers = Array | Rows
_WIDTH, _INDENT = 96, "    "


def comment(text: str) -> str:
    """A comment of one line, whatever the text holds."""
    return f"# {in_one_line(text)}".rstrip()


def naming_array(name: str, array: Numbers, make: str = "np.array") -> Work[str]:
    """A statement that names an array, written row by row.

    What goes into `np.array(…)` or `torch.tensor(…)` is exact, in lines that can be read.
    """
    if array.ndim == 1:
        code = _wrapped(array.tolist())
    else:
        rows = []
        for at, row in enumerate(array, 1):
            rows.append(_wrapped(row.tolist()))
            yield at / len(array)
        code = f"[{', '.join(rows)}]"
        if len(code) > _WIDTH - 20:
            inner = textwrap.indent(",\n".join(rows), _INDENT)
            code = f"[\n{inner},\n]"
    return f"{name} = {make}({code})"


def named_array(name: str, array: Numbers, make: str = "np.array") -> str:
    """A statement that names an array."""
    return finish(naming_array(name, array, make))


def made_array(array: Numbers, make: str = "np.array") -> str:
    """An array as an expression."""
    return named_array("", array, make).removeprefix(" = ")


def _wrapped(numbers: list[float]) -> str:
    """A list, in one line or, where that would be too long, in as few as there may be."""
    texts = [*map(repr, numbers)]
    if sum(map(len, texts)) + 2 * len(texts) < _WIDTH - 8:
        return f"[{', '.join(texts)}]"
    lines, line = list[str](), _INDENT
    for text in texts:
        if len(line) + len(text) >= _WIDTH:
            lines.append(line.rstrip())
            line = _INDENT
        line += f"{text}, "
    return "\n".join(["[", *lines, line.rstrip(), "]"])
