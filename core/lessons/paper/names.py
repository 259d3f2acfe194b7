"""The names of those who get a sheet, read from a list."""

from core.tables.foreign import what_instead
from core.tables.sniffer import guess_encoding
from core.text.names import in_one_line
from core.text.numbers import grouped

_MOST_BYTES = 1_000_000
_LONGEST = 80


def names_in(data: bytes, most: int) -> list[str]:
    """The names of a text, one a line, in any encoding that tables are read in.

    Args:
        data: of the text.
        most: how many names there may be.

    Raises:
        ValueError: there are none, too many, one is too long, or it is no text.
    """
    if len(data) > _MOST_BYTES:
        raise ValueError(f"it is larger than {grouped(_MOST_BYTES)} bytes")
    encoding = guess_encoding(data)
    if instead := what_instead(data, encoding):
        raise ValueError(instead)
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    names = []
    for at, line in enumerate(text.splitlines(), 1):
        name = in_one_line(line)
        if len(name) > _LONGEST:
            raise ValueError(f"line {at} has more than {_LONGEST} characters; expected a name")
        names += [name] if name else []
    if not names:
        raise ValueError("there is no name in it")
    if len(names) > most:
        raise ValueError(f"there are {len(names)} names in it; the most are {most}")
    return names
