"""The branches of a history: all ways down that were tried, each with a name.

A branch is a path along which updates were taken, and ends where it was left. What goes on at its
end, after an edit perhaps, still belongs to it; what leaves it on the way is another branch, and so
is a new start.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from core.history.moments import Line
from core.text.names import in_one_line


class Branch(Struct, eq=False):
    """One way that was tried.

    Attributes:
        tip: the line that it ends with, at that line's last moment.
        name: that it was given; may be empty.
        is_shown: whether it is to be seen beside the present path.
    """

    tip: int
    name: str = ""
    is_shown: bool = True


class Branches:
    """All branches of a history, in the order in which they were begun.

    Args:
        lines: all lines of the history, the oldest first.

    Attributes:
        version: another number whenever a branch was added, went on along another line, or was
            shown or hidden.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.version = 0
        self._lines = lines
        self._every: list[Branch] = []
        self._of: dict[int, Branch] = {}

    def __len__(self) -> int:
        return len(self._every)

    def __iter__(self) -> Iterator[Branch]:
        return iter(self._every)

    def __getitem__(self, at: int) -> Branch:
        return self._every[at]

    def of_line(self, line: int) -> Branch | None:
        """The branch that a line with updates belongs to, the latest of several."""
        return self._of.get(line)

    def take_in(self, line: int) -> None:
        """Know that updates were taken on a line."""
        known = self._of.get(line)
        if known is not None and known.tip == line:
            return
        branch = None if known is not None else self._ending_at(line)
        if branch is None:
            branch = Branch(line)
            self._every.append(branch)
        branch.tip = line
        self._of[line] = branch
        self.version += 1

    @property
    def by_line(self) -> dict[int, int]:
        """Which branch each line with updates belongs to, by its place among all."""
        places = {id(branch): at for at, branch in enumerate(self._every)}
        return {line: places[id(branch)] for line, branch in self._of.items()}

    def take_over(self, every: Sequence[Branch], by_line: Mapping[int, int]) -> None:
        """Hold these branches in the place of its own.

        Args:
            every: in the order in which they were begun.
            by_line: the place among these of the branch of each line with updates.
        """
        self._every = [*every]
        self._of = {line: self._every[at] for line, at in by_line.items()}
        self.version += 1

    def _ending_at(self, line: int) -> Branch | None:
        """The branch that ends where a line begins; edits without updates lie between."""
        here = self._lines[line]
        while here.origin is not None and not here.is_fresh:
            before, offset = here.origin
            branch = self._of.get(before)
            here = self._lines[before]
            if branch is not None:
                goes_on = branch.tip == before and offset == here.trace.last
                return branch if goes_on else None
        return None

    def rename(self, branch: Branch, name: str) -> None:
        """Give a branch a name; an empty one takes it away."""
        branch.name = in_one_line(name)

    def show(self, branch: Branch, *, shown: bool) -> None:
        """Have a branch seen beside the present path, or not."""
        branch.is_shown = shown
        self.version += 1
