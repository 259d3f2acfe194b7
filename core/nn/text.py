"""Text that others wrote, in one line that can be read."""


def in_one_line(text: str) -> str:
    """Return the text with one space in the place of each stretch of what cannot be seen.

    That is spaces, line breaks, control characters, and those that turn the direction of the text
    around them.
    """
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
