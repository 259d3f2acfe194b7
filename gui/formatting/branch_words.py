"""Branches in words: what was done differently in each, and how long it took."""

from core.history.branches import Branch
from core.history.differences import Difference, differences
from core.history.history import History
from core.history.outcomes import Edit, edits_of, start_document
from core.text.numbers import grouped
from core.training.experiment import Experiment
from gui.formatting.numbers import number, rounded
from gui.formatting.sentences import as_read
from gui.formatting.way_down_words import besides

_DIGITS = 3


def branch_name(branch: Branch, nth: int) -> str:
    """What a branch is called: by its name, or by its number from 0 on."""
    return branch.name or numbered(nth)


def numbered(nth: int) -> str:
    """What a branch without a name is called, by its number from 0 on."""
    return f"Branch {grouped(nth + 1)}"


def way_text(experiment: Experiment) -> str:
    """The way down of an experiment: "Adam, rate 0.01, L2 penalty 0.1"."""
    optimizer = experiment.optimizer
    parts = [optimizer.name, f"rate {number(optimizer.learning_rate)}"]
    return ", ".join([*parts, *besides(experiment)])


def differs_text(history: History, branch: Branch) -> str:
    """What is different in a branch from the first one, and what was changed on its way.

    Of the first one, its way down.
    """
    first, start = history.branches[0], start_document(history, branch)
    if branch is first:
        parts = [way_text(start.experiment)]
    else:
        begun = start_document(history, first)
        found = differences(begun.experiment, start.experiment)
        parts = [instead_text(each) for each in found]
    parts += [edit_text(edit) for edit in edits_of(history, branch)]
    return "; ".join(parts) or "the same again"


def briefly(differs: str) -> str:
    """What differs where there is little room: "rate 0.1, not 0.01"."""
    return differs.replace(" instead of ", ", not ")


def instead_text(found: Difference) -> str:
    """One thing that is another from the start: "rate 0.1 instead of 0.01"."""
    if found.before is None:
        return _value(found.after)
    return f"{_named(found)} {_value(found.after)} instead of {_value(found.before)}".strip()


def edit_text(edit: Edit) -> str:
    """What was changed on the way: "from step 100: rate 0.1 → 0.01"."""
    changes = ", ".join(_change(each) for each in edit.changed) or as_read(edit.name)
    return f"from step {grouped(edit.updates)}: {changes}"


def _change(found: Difference) -> str:
    if found.before is None:
        return _value(found.after)
    return f"{_named(found)} {_value(found.before)} → {_value(found.after)}".strip()


def _named(found: Difference) -> str:
    """What is another; behind the name of a weight or bias, which may be long, a colon."""
    is_parameter = "→" in found.what or found.what.startswith("bias of ")
    return f"{found.what}:" if is_parameter else found.what


def _value(value: float | str) -> str:
    return as_read(value) if isinstance(value, str) else number(value)


def seconds_text(seconds: float) -> str:
    """How long something took to compute: "0.41 ms", "12.3 s"."""
    if seconds < 1:
        return f"{rounded(1000 * seconds, _DIGITS)} ms"
    return f"{rounded(seconds, _DIGITS)} s"
