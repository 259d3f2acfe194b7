"""What a piece of text is for, as the style sheet knows it."""

from enum import StrEnum


class Role(StrEnum):
    """The role of a label."""

    BODY = "body"
    MUTED = "muted"
    HEADING = "heading"
