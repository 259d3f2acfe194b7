"""What a part of the long use came to, as lines to read."""

from collections.abc import Sequence

from msgspec import Struct

from tests.endurance.memory import Flat


class Outcome(Struct, frozen=True):
    """What a part came to.

    Attributes:
        part: its name.
        count: how much was done, in `unit`.
        unit: events, updates, starts or files.
        seconds: how long it took.
        faults: what went wrong, a text for each.
        flat: the part in which memory was to be flat, if it was watched and came to that.
    """

    part: str
    count: int
    unit: str
    seconds: float
    faults: tuple[str, ...] = ()
    flat: Flat | None = None


def summary(outcomes: Sequence[Outcome]) -> str:
    """A line for each part, then what went wrong."""
    lines = [_line(outcome) for outcome in outcomes]
    lines += [f"{each.part}: {fault}" for each in outcomes for fault in each.faults]
    return "".join(f"{line}\n" for line in lines)


def _line(outcome: Outcome) -> str:
    said = (
        f"{outcome.part:9} {outcome.count:>11,} {outcome.unit}, {len(outcome.faults)} faults,"
        f" {outcome.seconds:,.0f} s"
    )
    if outcome.flat is None:
        return said
    begun = outcome.flat.begun
    return (
        f"{said}; history full after {begun.updates:,} updates and {begun.seconds:,.0f} s,"
        f" with {begun.memory:,.0f} MB, and at most {outcome.flat.most:,.0f} MB since"
    )
