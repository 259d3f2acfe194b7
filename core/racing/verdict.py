"""The verdict on a race: who has the lowest loss now, if that can be said."""

import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from core.racing.by_hand import ByHand
from core.racing.race import Race, Run


class Standing(Struct, frozen=True):
    """Where a racer stands.

    Attributes:
        losses: that it is judged by, one for each start: of the rows set aside where there are
            any, else of all rows; infinite for a descent that left the numbers.
    """

    losses: tuple[float, ...]

    @property
    def lowest(self) -> float:
        """Of its luckiest start."""
        return min(self.losses)

    @property
    def highest(self) -> float:
        """Of its unluckiest start."""
        return max(self.losses)

    @property
    def middle(self) -> int:
        """The start with the median loss; of an even number the better one."""
        order = np.argsort(self.losses, kind="stable")
        return int(order[(len(self.losses) - 1) // 2])

    @property
    def median(self) -> float:
        """The loss of that start."""
        return self.losses[self.middle]


class Verdict(Struct, frozen=True):
    """Who is ahead.

    Attributes:
        standings: of each racer.
        is_validated: whether they are judged by rows set aside.
        best: the racer with the lowest median; None where no racer has a finite one.
        rivals: the others that may be as good: whose spread overlaps the best one's.
    """

    standings: tuple[Standing, ...]
    is_validated: bool
    best: int | None
    rivals: tuple[int, ...]

    @property
    def winner(self) -> int | None:
        """The racer that is ahead of all others from whatever start; None if that is open."""
        return None if self.rivals else self.best


def verdict(race: Race, hand: ByHand | None = None) -> Verdict:
    """Judge a race as it stands; edits by hand, if there are any, come last."""
    standings = [Standing(tuple(map(judged_loss, runs))) for runs in race.runs]
    if hand is not None:
        standings.append(Standing((hand.loss if math.isfinite(hand.loss) else math.inf,)))
    return judge(standings, is_validated=race.experiment.validation is not None)


def judge(standings: Sequence[Standing], *, is_validated: bool = False) -> Verdict:
    """Judge racers by their standings."""
    medians = [standing.median for standing in standings]
    best = int(np.argmin(medians))
    if not math.isfinite(medians[best]):
        return Verdict(tuple(standings), is_validated, None, ())
    reach = standings[best].highest
    rivals = (
        at
        for at, standing in enumerate(standings)
        if at != best and standing.lowest <= reach and math.isfinite(standing.lowest)
    )
    return Verdict(tuple(standings), is_validated, best, tuple(rivals))


def judged_loss(run: Run) -> float:
    """The loss that a descent is judged by; infinite once it has left the numbers."""
    loss = latest_loss(run)
    return loss if run.refusal is None and math.isfinite(loss) else math.inf


def latest_loss(run: Run) -> float:
    """The loss where a descent stands, of rows set aside where there are any."""
    return run.loss if run.validation_loss is None else run.validation_loss
