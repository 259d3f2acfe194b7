"""What is wrong with a lesson, line by line."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from typing_extensions import override


class Problem(NamedTuple):
    """One thing that is wrong, and the line of the file, counted from 1, where it stands."""

    line: int
    text: str

    @override
    def __str__(self) -> str:
        return f"line {self.line}: {self.text}"


class LessonError(Exception):
    """Why a text is no lesson that can be taught; `problems` says where, in order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))

    def by_line(self, path: Path) -> str:
        """What is wrong, a line each, as compilers say it: "FILE:12: …"."""
        return "".join(f"{path}:{line}: {text}\n" for line, text in self.problems)
