"""Races in words: what racers differ in, how they stand, and who is ahead."""

import math
from collections import Counter
from collections.abc import Callable, Sequence

from core.data.batches import batch_text
from core.nn.initializers import SUITED
from core.racing.by_hand import ByHand
from core.racing.racer import Racer
from core.racing.verdict import Standing, Verdict
from core.text.numbers import counted
from core.training.descent import Refusal
from core.training.rules.setting import settings_of
from gui.formatting.numbers import number, rounded

YOU = "you"


def racer_names(racers: Sequence[Racer]) -> list[str]:
    """What each racer does that not all do: "Adam, rate 0.01"; equal ones are numbered."""
    found = [", ".join(_parts(racer, racers)) or racer.optimizer.name for racer in racers]
    often, seen = Counter(found), Counter[str]()
    names = []
    for name in found:
        seen[name] += 1
        names.append(f"{name} ({seen[name]})" if often[name] > 1 else name)
    return names


def _parts(racer: Racer, racers: Sequence[Racer]) -> list[str]:
    """The aspects in which not all racers are the same."""

    def differ(look: Callable[[Racer], object]) -> bool:
        return len({look(each) for each in racers}) > 1

    parts = []
    if differ(lambda each: type(each.optimizer)):
        parts.append(racer.optimizer.name)
    if differ(lambda each: each.optimizer.learning_rate):
        parts.append(f"rate {number(racer.optimizer.learning_rate)}")
    alike = [each for each in racers if type(each.optimizer) is type(racer.optimizer)]
    for setting in racer.optimizer.settings:
        if len({settings_of(each.optimizer)[setting.key] for each in alike}) > 1:
            value = settings_of(racer.optimizer)[setting.key]
            parts.append(f"{setting.name} {number(value)}")
    if differ(lambda each: each.batch_size):
        parts.append(batch_text(racer.batch_size))
    if differ(lambda each: each.draw):
        parts.append(start_words(racer))
    return parts


def start_words(racer: Racer) -> str:
    """Which weights a racer begins with: "present weights", "seed 3", "He, seed 3"."""
    draw = racer.draw
    if draw is None:
        return "present weights"
    how = "" if draw.initializer is SUITED else f"{draw.initializer.name}, "
    return f"{how}seed {number(draw.seed)}"


def standing_words(standing: Standing) -> str:
    """A loss, or of several starts the median with the spread: "0.12 (0.1 to 0.4, 5 starts)"."""
    spread = spread_words(standing)
    return loss_words(standing.median) + (f" ({spread})" if spread else "")


def spread_words(standing: Standing) -> str:
    """From which loss to which several starts have led; empty for one."""
    count = len(standing.losses)
    if count == 1:
        return ""
    lowest, highest = loss_words(standing.lowest, 3), loss_words(standing.highest, 3)
    return f"{lowest} to {highest}, {count} starts"


def loss_words(loss: float, digits: int = 0) -> str:
    """A loss, perhaps to some digits; of a descent that left the numbers, that it did."""
    if not math.isfinite(loss):
        return "out"
    return rounded(loss, digits) if digits else number(loss)


def out_words(refusal: Refusal) -> str:
    """That a racer stays where it is."""
    return f"out: {refusal.what} too large"


def hand_words(hand: ByHand) -> str:
    """How much was done by hand: "3 edits, 2 weights changed"."""
    return f"{counted(hand.edits, 'edit')}, {counted(hand.weights_changed, 'weight')} changed"


def meeting_words(steps: int | None) -> str:
    """After how many steps a racer had come down to the loss of who edits by hand."""
    return (
        "not at your loss yet" if steps is None else f"at your loss after {counted(steps, 'step')}"
    )


def against_hand(hand: ByHand, names: Sequence[str], steps: Sequence[int | None]) -> str:
    """How the edits by hand compare with the steps of the racer that was there first."""
    yours = f"You are at {number(hand.loss)} after {hand_words(hand)}"
    there = [(taken, name) for taken, name in zip(steps, names, strict=True) if taken is not None]
    if not there:
        return f"{yours}; no racer has come down to it yet"
    taken, name = min(there)
    return f"{yours}; {name} was there after {counted(taken, 'step')}"


def verdict_words(found: Verdict, names: Sequence[str], at: str) -> str:
    """Who is ahead after so much, in a sentence; no winner where that may be luck."""
    if found.best is None:
        return f"After {at}: every racer left the numbers"
    by = "of the rows set aside" if found.is_validated else "of all rows"
    best, standing = names[found.best], found.standings[found.best]
    several = max(len(each.losses) for each in found.standings)
    if not found.rivals:
        lowest = "lowest median loss" if several > 1 else "lowest loss"
        worst = ", and its worst start beats every other" if several > 1 else ""
        has = "have" if best == YOU else "has"
        return f"After {at}: {best} {has} the {lowest} {by}, {number(standing.median)}{worst}"
    if several == 1:
        same = " and ".join(names[each] for each in (found.best, *found.rivals))
        if len(found.rivals) > 1:
            same = counted(1 + len(found.rivals), "racer")
        return f"After {at}: {same} have the same loss {by}, {number(standing.median)}"
    rivals = "another racer" if len(found.rivals) == 1 else counted(len(found.rivals), "racer")
    return (
        f"After {at}: no winner. {best} has the lowest median loss {by},"
        f" but its spread over {several} starts overlaps that of {rivals}"
    )
