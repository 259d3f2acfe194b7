"""The names by which the style sheet knows widgets and their properties."""

from enum import StrEnum

ROLE, INVALID = "role", "invalid"  # properties


class Role(StrEnum):
    """What the text of a label is for: its property `role`."""

    BODY = "body"
    STRONG = "strong"
    MUTED = "muted"
    HEADING = "heading"
    TITLE = "title"
    DOUBT = "doubt"
    ERROR = "error"


class Look(StrEnum):
    """What sets a widget apart from others of its class: its object name."""

    CHOICE = "choice"
    FOLD = "fold"
    FUTURE = "future"
    LARGE = "large"
    LEARN = "learn"
    PHASE = "phase"
    POPOVER = "popover"
    PROBLEM = "problem"
    QUIET = "quiet"
    REMEDY = "remedy"
    SEPARATOR = "separator"
    STEP = "step"
    SWITCH = "switch"
    WALKTHROUGH = "walkthrough"
