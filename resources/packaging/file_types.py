"""The types of the program's files, as every desktop is told of them."""

from typing import NamedTuple


class FileType(NamedTuple):
    """One type of file.

    Attributes:
        mime: its name among MIME types.
        kind: the type it is one of, which editors and viewers know.
        suffix: what its files' names end in.
        words: what a file of it is.
        icon: the name of its icon in `resources.packaging.icons`.
    """

    mime: str
    kind: str
    suffix: str
    words: str
    icon: str


FILE_TYPES = (
    FileType(
        "application/x-downhill", "application/json", ".downhill", "Downhill document", "document"
    ),
    FileType(
        "text/x-downhill-lesson", "text/plain", ".downhill-lesson", "Downhill lesson", "lesson"
    ),
)
