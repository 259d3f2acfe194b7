"""What a part of the long use came to, as lines to read."""

from collections.abc import Sequence

from msgspec import Struct


class Outcome(Struct, frozen=True):
    """What a part came to.

    Attributes:
        part: its name.
        count: how much was done, in `unit`.
        unit: events, updates, starts or files.
        seconds: how long it took.
        faults: what went wrong, a text for each.
        memory: megabytes at the start of the flat part and at its end, if it was watched.
    """

    part: str
    count: int
    unit: str
    seconds: float
    faults: tuple[str, ...] = ()
    memory: tuple[float, float] | None = None


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
    if outcome.memory is None:
        return said
    start, end = outcome.memory
    return f"{said}, {start:,.0f} MB at the start of the flat part, {end:,.0f} MB at its end"
