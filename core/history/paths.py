"""The paths through a history: where its moments lie, what came before each, and what after."""

from collections.abc import Iterator, Sequence

from core.history.moments import Line, Moment, Segment
from core.text.names import in_one_line


class Paths:
    """The lines of a history and the present on them, to be looked at.

    Attributes:
        lines: all lines, the oldest first.
        names: the names that moments were given.
        present: the moment on show.
    """

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.names: dict[Moment, str] = {}
        self.present = Moment(0, 0)

    def updates_at(self, moment: Moment) -> int:
        """How many updates had been made at a moment."""
        return self.lines[moment.line].updates + moment.offset

    def previous(self, moment: Moment) -> Moment | None:
        """The moment one update or one edit earlier."""
        line = self.lines[moment.line]
        if moment.offset > line.first:
            return Moment(moment.line, moment.offset - 1)
        return line.origin

    def beginning(self) -> Moment | None:
        """The latest moment up to the present at which no update had been made, if any."""
        fresh = filter(self._is_fresh, self._path_back(self.present))
        found = next(fresh, None)
        return Moment(found.line, 0) if found else None

    def path(self, moment: Moment) -> list[Segment]:
        """The moments from the very beginning to this one."""
        return [*self._path_back(moment)][::-1]

    def past(self) -> list[Segment]:
        """The moments of the present path up to the present, from its fresh start on."""
        return self.since_start(self.present)

    def since_start(self, moment: Moment) -> list[Segment]:
        """The moments up to this one, from its fresh start on."""
        path = []
        for segment in self._path_back(moment):
            path.append(segment)
            if self._is_fresh(segment):
                break
        return path[::-1]

    def future(self) -> list[Segment]:
        """The moments of the present path that Redo would lead through."""
        # A second start without updates right after the first still belongs to it.
        began = self.updates_at(self.present) > 0
        path = []
        for segment in self._way_from(self.present):
            if began and self._is_fresh(segment):
                break
            path.append(segment)
            began = began or self.updates_at(Moment(segment.line, segment.last)) > 0
        return path

    def path_range(self) -> tuple[int, int]:
        """The lowest and the highest count of updates on the present path."""
        path = self.past() + self.future()
        return (
            self.updates_at(Moment(path[0].line, path[0].first)),
            self.updates_at(Moment(path[-1].line, path[-1].last)),
        )

    def at_updates(self, updates: int) -> Moment:
        """The last moment of the present path with this count of updates, or the nearest one."""
        path = self.past() + self.future()
        found = Moment(path[0].line, path[0].first)
        for line, first, last in path:
            offset = updates - self.lines[line].updates
            if offset >= first:
                found = Moment(line, min(offset, last))
        return found

    def edits(self, segments: Sequence[Segment]) -> Iterator[tuple[int, str]]:
        """The edits among these moments: the count of updates at each, and its name."""
        for index, _, _ in segments:
            line = self.lines[index]
            if line.edit is not None:
                yield line.updates, line.edit.name

    def own(self, moment: Moment) -> Moment:
        """The same moment on the line whose own it is: a line may begin with its origin."""
        line = self.lines[moment.line]
        if line.origin is None or moment.offset >= line.first:
            return moment
        return self.own(line.origin)

    def name_of(self, moment: Moment) -> str:
        """The name that a moment was given; empty for none."""
        return self.names.get(self.own(moment), "")

    def name_moment(self, moment: Moment, name: str) -> None:
        """Give a moment a name in the place of the one it has; an empty one takes it away."""
        own, name = self.own(moment), in_one_line(name)
        if name:
            self.names[own] = name
        else:
            self.names.pop(own, None)

    def _path_back(self, moment: Moment) -> Iterator[Segment]:
        """The moments from this one back to the very beginning, the latest line first."""
        step: Moment | None = moment
        while step is not None:
            line = self.lines[step.line]
            yield Segment(step.line, line.first, step.offset)
            step = line.origin

    def _way_from(self, moment: Moment) -> Iterator[Segment]:
        """The moments after this one, up to the tip."""
        line, done = moment
        while True:
            onward = self.lines[line].onward
            origin = None if onward is None else self.lines[onward].origin
            last = self.lines[line].trace.last if origin is None else origin.offset
            if done < last:
                yield Segment(line, done + 1, last)
            if onward is None:
                return
            line, done = onward, self.lines[onward].first - 1

    def _is_fresh(self, segment: Segment) -> bool:
        return segment.first == 0 and self.lines[segment.line].is_fresh
