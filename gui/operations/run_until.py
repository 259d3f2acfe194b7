"""The conditions of the last run, kept from one start to the next as "loss=0.5 steps=1000"."""

from core.training.ends.until import CONDITIONS, NO_END, Until
from gui.session.settings import Key, Settings, load_text


def last_conditions(settings: Settings) -> Until:
    """The conditions of the last run; none, whatever somebody may have written into the file."""
    words = dict(word.partition("=")[::2] for word in load_text(settings, Key.UNTIL, "").split())
    try:
        return until_of({key: float(value) for key, value in words.items()})
    except ValueError:
        return NO_END


def remember_conditions(settings: Settings, until: Until) -> None:
    """Keep the conditions of a run."""
    given = {each.key: getattr(until, each.key) for each in CONDITIONS}
    words = [f"{key}={value!r}" for key, value in given.items() if value is not None]
    settings.store(Key.UNTIL, " ".join(words))


def until_of(values: dict[str, float]) -> Until:
    """Conditions from numbers under their keys, where counts may be written as any number.

    Raises:
        ValueError: a number is out of its range.
    """
    for setting in CONDITIONS:
        if setting.key in values:
            setting.check(values[setting.key])

    def count(key: str) -> int | None:
        return int(values[key]) if key in values else None

    return Until(
        loss=values.get("loss"),
        flat=values.get("flat"),
        patience=count("patience"),
        steps=count("steps"),
        epochs=count("epochs"),
    )
