"""What files are called: their endings, and names that every system accepts."""

import re
from collections.abc import Sequence
from pathlib import Path

_LONGEST = 120  # bytes; a file system takes 255, with the ending and what else is put behind
_FORBIDDEN = re.compile(r'[/\\:*?"<>|]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)


def has_ending(path: Path, endings: Sequence[str]) -> bool:
    """Whether the name ends in one of these, in small letters or large, and has more to it."""
    name = path.name.lower()
    return any(name.endswith(ending) and name != ending for ending in endings)


def with_ending(path: Path, endings: Sequence[str]) -> Path:
    """Return the path with the first of these endings, unless it has one of them.

    Other endings stay: they may be none, as in "rate 0.1".
    """
    return path if has_ending(path, endings) else path.with_name(path.name + endings[0])


def title_of(path: Path, endings: Sequence[str]) -> str:
    """Return a file's name without its ending, if it is one of these."""
    fitting = [ending for ending in endings if has_ending(path, [ending])]
    return path.name[: -len(max(fitting, key=len))] if fitting else path.name


def safe_name(title: str, otherwise: str = "Untitled") -> str:
    """Return a name for a file that every system accepts and that looks like the title."""
    visible = "".join(sign for sign in title if sign.isprintable())
    name = _FORBIDDEN.sub("-", visible).strip(" .")
    name = name.encode(errors="ignore")[:_LONGEST].decode(errors="ignore").rstrip(" .")
    if _RESERVED.match(name):
        name = f"_{name}"
    return name or otherwise
