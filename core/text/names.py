"""Text that others wrote, in one line that can be read; names, each told from the others."""

from collections.abc import Iterable, Sequence


def in_one_line(text: str) -> str:
    """Return the text with one space in the place of each stretch of what cannot be seen.

    That is spaces, line breaks, control characters, and those that turn the direction of the text
    around them.
    """
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def distinct(names: Sequence[str]) -> list[str]:
    """Return the names, with a number behind those that have been used already: "x (2)"."""
    found: dict[str, None] = {}
    for name in names:
        chosen, count = name, 2
        while chosen in found:
            chosen, count = f"{name} ({count})", count + 1
        found[chosen] = None
    return [*found]


def likely(name: str, known: Iterable[str]) -> str:
    """What was perhaps meant with a name that is none, said behind: "; “loss”?", or nothing."""
    from difflib import get_close_matches  # only needed where something is wrong

    meant = get_close_matches(name, list(known), 1)
    return f"; “{meant[0]}”?" if meant else ""
