"""Scales of words that have a natural order, such as low, medium, high."""

from collections.abc import Iterable

_SCALES = tuple(
    tuple(scale.split(", "))
    for scale in (
        "very low, low, medium, high, very high",
        "very low, low, moderate, high, very high",
        "vlow, low, med, high, vhigh",
        "lowest, low, middle, high, highest",
        "tiny, small, medium, large, huge",
        "small, med, big",
        "small, middle, big",
        "xxs, xs, s, m, l, xl, xxl, xxxl",
        "very short, short, medium, long, very long",
        "short, medium, tall",
        "light, medium, heavy",
        "slow, medium, fast",
        "weak, medium, strong",
        "young, middle-aged, old",
        "very poor, poor, fair, average, good, very good, excellent",
        "poor, fair, good, very good, ideal",
        "fair, good, very good, premium, ideal",
        "po, fa, ta, gd, ex",
        "very bad, bad, ok, good, very good",
        "bad, medium, good",
        "unacc, acc, good, vgood",
        "never, rarely, sometimes, often, always",
        "never, seldom, sometimes, usually, always",
        "none, mild, moderate, severe",
        "cold, cool, mild, warm, hot",
        "first, second, third, fourth, fifth",
        "1st, 2nd, 3rd, 4th, 5th, 6th, 7th, 8th, 9th, 10th",
        "beginner, intermediate, advanced, expert",
        "primary, secondary, tertiary",
        "bronze, silver, gold, platinum",
        "strongly disagree, disagree, neutral, agree, strongly agree",
        "very dissatisfied, dissatisfied, neutral, satisfied, very satisfied",
        "sehr niedrig, niedrig, mittel, hoch, sehr hoch",
        "gering, mittel, hoch",
        "klein, mittel, groß",
        "schlecht, mittel, gut, sehr gut",
        "nie, selten, manchmal, oft, immer",
    )
)


def natural_order(words: Iterable[str]) -> tuple[str, ...]:
    """Return words in the order of the scale that has them all, two or more; () if none has.

    Capital and small letters are the same, and so are spaces and underscores.
    """
    given = tuple(words)
    plain = {" ".join(word.casefold().replace("_", " ").split()): word for word in given}
    for scale in _SCALES:
        if 1 < len(plain) == len(given) and plain.keys() <= set(scale):
            return tuple(plain[level] for level in scale if level in plain)
    return ()
