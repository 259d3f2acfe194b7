"""Memory watched during a run: it has to be flat from when the history is full."""

from msgspec import Struct

MOST_GROWTH = 50.0  # megabytes


class Reading(Struct, frozen=True):
    """How things stand at one moment of a run.

    Attributes:
        seconds: since it began.
        updates: taken so far.
        history: bytes that the history takes.
        memory: megabytes that the process takes.
    """

    seconds: float
    updates: int
    history: int
    memory: float


class Flat(Struct, frozen=True):
    """The part of a run in which memory has to be flat.

    Attributes:
        begun: the first reading with a full history.
        most: megabytes at most from then on.
    """

    begun: Reading
    most: float

    @property
    def growth(self) -> float:
        """Megabytes that came on top of those at its beginning."""
        return self.most - self.begun.memory


class Watch:
    """Takes readings. A history is full once it has let go of something: it takes less than before.

    Attributes:
        flat: the flat part; None until the history is full.
    """

    def __init__(self) -> None:
        self.flat: Flat | None = None
        self._history = 0

    def take(self, reading: Reading) -> None:
        """Take the next reading in."""
        if self.flat is not None:
            self.flat = Flat(self.flat.begun, max(self.flat.most, reading.memory))
        elif reading.history < self._history:
            self.flat = Flat(reading, reading.memory)
        self._history = reading.history

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with memory, or why that cannot be said."""
        if self.flat is None:
            return ("the history was never full, so memory could not be judged: run longer",)
        if self.flat.growth > MOST_GROWTH:
            return (f"memory grew by {self.flat.growth:.0f} MB after the history was full",)
        return ()
