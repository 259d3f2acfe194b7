"""The guide as its file has it: sections, each with a title."""

from pathlib import Path

from msgspec import Struct

FOLDER = Path(__file__).parents[3] / "docs"
GUIDE = FOLDER / "guide.md"
_MISSING = "# Guide\n\nThe guide is not there: this copy of the program has no “{}”.\n"


class Section(Struct, frozen=True):
    """A part of a page of Markdown.

    Attributes:
        title: its heading.
        text: all of it as Markdown, with the heading.
    """

    title: str
    text: str

    @property
    def anchor(self) -> str:
        """What links to it name behind "#"."""
        letters = (letter for letter in self.title.casefold() if letter.isalnum() or letter in " -")
        return "".join(letters).replace(" ", "-")


def sections_of(text: str) -> tuple[Section, ...]:
    """What stands before the first heading of the second rank, and each of these with its text."""
    first, *others = f"\n{text}".split("\n## ")
    title = first.strip().partition("\n")[0].removeprefix("# ")
    parts = [(other.partition("\n")[0].strip(), f"## {other}") for other in others]
    return (Section(title, first), *(Section(*part) for part in parts))


def read_page(path: Path) -> str:
    """The text of a page; one that is not there says so."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return _MISSING.format(path.name)
