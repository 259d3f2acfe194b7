"""Numbers and words of an experiment as Python: arrays, comments."""

import textwrap

from core.nn.arrays import Array, Rows
from core.nn.text import in_one_line

Numbers = Array | Rows
_WIDTH = 96


def comment(text: str) -> str:
    """A comment of one line, whatever the text holds."""
    return f"# {in_one_line(text)}".rstrip()


def array_code(array: Numbers) -> str:
    """What goes into `np.array(…)` or `torch.tensor(…)`: exact, in lines that can be read."""
    numbers = array.tolist()
    if array.ndim < 2:
        return _wrapped(numbers if array.ndim else [numbers], brackets=array.ndim == 1)
    rows = [_wrapped(row, brackets=True) for row in numbers]
    if sum(map(len, rows)) < _WIDTH - 20:
        return f"[{', '.join(rows)}]"
    inner = textwrap.indent(",\n".join(rows), "    ")
    return f"[\n{inner},\n]"


def named_array(name: str, array: Numbers, make: str = "np.array") -> str:
    """A statement that names an array."""
    return f"{name} = {made_array(array, make)}"


def made_array(array: Numbers, make: str = "np.array") -> str:
    """An array as an expression."""
    return f"{make}({array_code(array)})"


def _wrapped(numbers: list[float], *, brackets: bool) -> str:
    text = ", ".join(map(repr, numbers))
    if len(text) > _WIDTH - 8:
        inner = textwrap.fill(text, _WIDTH, initial_indent="    ", subsequent_indent="    ")
        text = f"\n{inner},\n"
    return f"[{text}]" if brackets else text
