"""How far a lesson has been worked through, and what came of each task."""

from types import MappingProxyType
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from core.slips.slips import SLIPS

MOST_TEXT, MOST_WORK = 20_000, 500_000  # characters of an answer, and of what it was about
_MOST_KEPT = 10  # answers, and slips, of one task: the latest
_SLIPS = frozenset(slip.name() for slip in SLIPS)
Count = Annotated[int, msgspec.Meta(ge=0, lt=2**40)]
Seed = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]


class Place(NamedTuple):
    """Where a task stands: its page, and which of the page's tasks it is, both from 0."""

    page: int
    task: int


class Answer(Struct, frozen=True):
    """One try, with all that is needed to check it again.

    Attributes:
        text: what was typed or chosen, or the names of what was clicked, a line each.
        seed: of the page's numbers.
        work: the document that it was about, as a file holds it; empty where it is the one that the
            page comes to by itself, and None where it was not kept.
        steps: how many updates had been taken on the page.
    """

    text: Annotated[str, msgspec.Meta(max_length=MOST_TEXT)] = ""
    seed: Seed = 0
    work: Annotated[str, msgspec.Meta(max_length=MOST_WORK)] | None = ""
    steps: Count = 0


_NOTHING = Answer()


class Record(Struct, frozen=True):
    """What came of one task.

    Attributes:
        tries: how often something was answered, rightly or not.
        hints: how many hints were asked for.
        solved: whether it was solved.
        skipped: whether it was passed over.
        slips: the slips behind wrong answers, by their names; the latest.
        answers: the latest tries; of a record that an earlier version of the program kept, none.
        before: what came of the task before its page was begun again.
        seen: whether its answer was to be seen outside the lesson before anything was tried.
    """

    tries: Count = 0
    hints: Count = 0
    solved: bool = False
    skipped: bool = False
    slips: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    before: "Record | None" = None
    seen: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still to be solved."""
        return not (self.solved or self.skipped)

    @property
    def counted(self) -> "Record":
        """What counts where first tries do: all until it was solved first, as if in one go."""
        before = self.before
        if before is None or before.solved:
            return before or self
        return replace(
            self,
            tries=before.tries + self.tries,
            hints=before.hints + self.hints,
            skipped=before.skipped or self.skipped,
            slips=(*before.slips, *self.slips)[-_MOST_KEPT:],
            answers=_kept_of(*before.answers, *self.answers),
            before=None,
            seen=before.seen or self.seen,
        )

    def tried(self, solved: bool, slip: str = "", answer: Answer = _NOTHING) -> "Record":
        """The record after one more try."""
        slips = (*self.slips, slip)[-_MOST_KEPT:] if slip else self.slips
        answers = _kept_of(*self.answers, answer)
        return replace(self, tries=self.tries + 1, solved=solved, slips=slips, answers=answers)

    def begun_again(self) -> "Record":
        """The record of a task that is asked anew."""
        return Record(before=self.counted)


def _kept_of(*answers: Answer) -> tuple[Answer, ...]:
    """The latest answers; work is kept with the last of them alone, for it is large."""
    earlier = [replace(each, work=None) if each.work else each for each in answers[:-1]]
    return (*earlier, *answers[-1:])[-_MOST_KEPT:]


NOTHING_DONE = Record()


Marks = tuple[tuple[str, ...], ...]


class Progress(Struct, frozen=True):
    """How far a lesson has been worked through.

    Attributes:
        page: that is open.
        seed: of its numbers.
        records: of its tasks.
        marks: of each page, what tells it and its tasks from others; none where that is not known.
    """

    page: int = 0
    seed: int = 0
    records: MappingProxyType[Place, Record] = field(default_factory=lambda: MappingProxyType({}))
    marks: Marks = ()

    def of(self, place: Place) -> Record:
        """What came of a task."""
        return self.records.get(place, NOTHING_DONE)

    def over(self, tasks: int) -> list[bool]:
        """Of each of so many tasks of the page, whether it is over."""
        return [not self.of(Place(self.page, task)).is_open for task in range(tasks)]

    def recorded(self, place: Place, record: Record) -> "Progress":
        """The progress with another record of a task."""
        return replace(self, records=MappingProxyType({**self.records, place: record}))

    def without_page(self, page: int) -> "Progress":
        """The progress with the tasks of a page asked anew."""
        records = {
            place: record.begun_again() if place.page == page else record
            for place, record in self.records.items()
        }
        return replace(self, records=MappingProxyType(records))

    def merged(self, before: "Progress", other: "Progress") -> "Progress":
        """This progress with what was done elsewhere, in another window, since they were the same.

        Of a task that both have gone on with, the record that is further on is kept.
        """
        records = dict(other.records)
        for place in {**before.records, **self.records}:
            ours, theirs = self.of(place), other.of(place)
            if theirs == before.of(place):
                records[place] = ours
            elif ours != before.of(place):
                records[place] = max(theirs, ours, key=_how_far)
        return replace(self, records=MappingProxyType(records))

    @property
    def solved(self) -> int:
        """How many tasks were solved."""
        return sum(record.solved for record in self.records.values())

    @property
    def ever_solved(self) -> int:
        """How many tasks were solved, also before their pages were begun again."""
        return sum(record.counted.solved for record in self.records.values())


def _how_far(record: Record) -> tuple[bool, bool, int]:
    return record.solved, not record.is_open, record.tries


Records = list[tuple[Count, Count, Record]]


class _Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    page: int = 0
    seed: int = 0
    tasks: Records = []
    marks: tuple[Annotated[tuple[str, ...], msgspec.Meta(min_length=2)], ...] = ()


def kept(progress: Progress) -> str:
    """A progress as text, to be read again."""
    found = _Kept(progress.page, progress.seed, listed(progress), progress.marks)
    return msgspec.json.encode(found).decode()


def taken_up(text: str) -> Progress:
    """The progress that was kept; none where the text is of something else."""
    try:
        found = msgspec.json.decode(text, type=_Kept)
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError):
        return Progress()
    page, seed = max(0, found.page), max(0, found.seed)
    return Progress(page, seed, records_of(found.tasks), found.marks)


def listed(progress: Progress) -> Records:
    """The records of a progress, each behind its page and its task."""
    return [(place.page, place.task, record) for place, record in progress.records.items()]


def records_of(tasks: Records) -> MappingProxyType[Place, Record]:
    """Records by their places, without slips which do not exist."""
    return MappingProxyType(
        {Place(page, task): _with_known(record) for page, task, record in tasks}
    )


def _with_known(record: Record) -> Record:
    before = record.before and replace(record.before, slips=_known(record.before), before=None)
    return replace(record, slips=_known(record), before=before)


def _known(record: Record) -> tuple[str, ...]:
    return tuple(slip for slip in record.slips if slip in _SLIPS)
