"""What a node may be called."""

import unicodedata

LONGEST_NAME = 60


def read_name(text: str) -> str:
    """Read a name as it is typed.

    Raises:
        ValueError: it is too long, or has signs that cannot be seen; the message says so.
    """
    if len(text) > LONGEST_NAME:
        raise ValueError(f"A name may have {LONGEST_NAME} characters at the most.")
    # Control characters, and those that turn the direction of the text around them.
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") for sign in text):
        raise ValueError("A name may only have signs that can be seen.")
    return text
