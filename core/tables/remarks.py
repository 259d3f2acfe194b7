"""A remark on how a part of a file was read where that is not plain, and what else it may mean."""

from typing import Any

from msgspec import Struct
from typing_extensions import override


class Remark(Struct, frozen=True):
    """How a part of a file was read.

    Attributes:
        read: what was done, a sentence without its full stop: "“1,200” is read as 1200".
        column: the name of the column that this is about; empty for the whole file.
        instead: what else it may mean; empty where nothing was guessed.
        decimal: the decimal mark of the column with which it means that; empty if that is not what
            the guess was about.
        option: the field of the `Dialect`, and its value, with which it means that; None if that is
            not what the guess was about.
    """

    read: str
    column: str = ""
    instead: str = ""
    decimal: str = ""
    option: tuple[str, Any] | None = None

    @property
    def is_guess(self) -> bool:
        """Whether it may mean something else."""
        return bool(self.instead)

    @override
    def __str__(self) -> str:
        """The whole sentence, with the column and the alternative."""
        about = f"{self.column}: " if self.column else ""
        return f"{about}{self.read}{f'; a guess: {self.instead}' if self.instead else ''}"
