"""How far a lesson has been worked through, and what came of each task."""

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from core.slips.slips import SLIPS

_SLIPS = frozenset(slip.name() for slip in SLIPS)


class Place(NamedTuple):
    """Where a task stands: its page, and which of the page's tasks it is, both from 0."""

    page: int
    task: int


@dataclass(frozen=True, slots=True)
class Record:
    """What came of one task.

    Attributes:
        tries: how often something was answered, rightly or not.
        hints: how many hints were asked for.
        solved: whether it was solved.
        skipped: whether it was passed over.
        slips: the slips behind wrong answers, by their names.
    """

    tries: int = 0
    hints: int = 0
    solved: bool = False
    skipped: bool = False
    slips: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is still to be solved."""
        return not (self.solved or self.skipped)

    def tried(self, solved: bool, slip: str = "") -> "Record":
        """The record after one more try."""
        slips = (*self.slips, slip) if slip else self.slips
        return replace(self, tries=self.tries + 1, solved=solved, slips=slips)


NOTHING_DONE = Record()


@dataclass(frozen=True, slots=True)
class Progress:
    """A place in a lesson, the seed of its numbers, and the records of its tasks."""

    page: int = 0
    seed: int = 0
    records: MappingProxyType[Place, Record] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, place: Place) -> Record:
        """What came of a task."""
        return self.records.get(place, NOTHING_DONE)

    def recorded(self, place: Place, record: Record) -> "Progress":
        """The progress with another record of a task."""
        return replace(self, records=MappingProxyType({**self.records, place: record}))

    def without_page(self, page: int) -> "Progress":
        """The progress with nothing done on a page."""
        kept = {place: record for place, record in self.records.items() if place.page != page}
        return replace(self, records=MappingProxyType(kept))

    @property
    def solved(self) -> int:
        """How many tasks were solved."""
        return sum(record.solved for record in self.records.values())


class _Kept(msgspec.Struct, omit_defaults=True):
    page: int = 0
    seed: int = 0
    tasks: list[tuple[int, int, Record]] = []


def kept(progress: Progress) -> str:
    """A progress as text, to be read again."""
    tasks = [(place.page, place.task, record) for place, record in progress.records.items()]
    return msgspec.json.encode(_Kept(progress.page, progress.seed, tasks)).decode()


def taken_up(text: str) -> Progress:
    """The progress that was kept; none where the text is of something else."""
    try:
        found = msgspec.json.decode(text, type=_Kept)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return Progress()
    records = {
        Place(page, task): record
        for page, task, record in found.tasks
        if set(record.slips) <= _SLIPS and page >= 0 and task >= 0
    }
    return Progress(max(0, found.page), max(0, found.seed), MappingProxyType(records))
