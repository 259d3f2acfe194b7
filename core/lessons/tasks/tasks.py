"""Tasks, as they stand in a lesson; each is checked from the state of the experiment.

Quantities, weights and nodes are named as on screen, "slope of children → hidden 1" (see `names`),
and what is done is written as moves, "step 5" (see `moves`).
"""

from typing import Annotated

import msgspec

from core.export.ways import Way
from core.lessons.words import Change, Part, PhaseWord

Number = int | float | str
Text = Annotated[str, msgspec.Meta(max_length=1000)]
Texts = Annotated[tuple[Text, ...], msgspec.Meta(max_length=20)]
Whole = Annotated[int, msgspec.Meta(ge=1, le=10_000)]
Asked = Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]


class Task(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """What all tasks have.

    Attributes:
        ask: what is asked.
        row: the row that numbers of one row are of, counted from 1; 0, that of the page, until it
            is read whole.
        hints: shown one after another.
        solution: moves that solve it; those of an answer are found if none are given.
        because: said once it is over.
    """

    ask: Asked
    row: Whole = 0
    hints: Texts = ()
    solution: Texts = ()
    because: Text = ""


class NumberTask(Task, tag="number", frozen=True, kw_only=True):
    """Type a number.

    Attributes:
        answer: the quantity that is asked for.
        number: what it is, to be compared; None where nothing is compared.
        after: moves after which it is meant, so that it is predicted before it is seen.
        slips: mistakes that are looked for, by their names; each gives another number.
    """

    answer: Text
    number: Number | None = None
    after: Texts = ()
    slips: Texts = ()


class DirectionTask(Task, tag="direction", frozen=True, kw_only=True):
    """Say whether a number rises, falls or stays, before it is seen.

    Attributes:
        answer: the quantity.
        after: the moves.
        change: what it does, to be compared; None where nothing is compared.
    """

    answer: Text
    after: Texts
    change: Change | None = None


class ChoiceTask(Task, tag="choice", frozen=True, kw_only=True):
    """Choose one of several texts.

    Attributes:
        choices: two or more.
        right: which is right, counted from 1.
        after: moves that are made once it was chosen, so that it is a prediction.
        truth: conditions that hold then, so that text and network can't disagree.
    """

    choices: Annotated[tuple[Text, ...], msgspec.Meta(min_length=2, max_length=8)]
    right: Whole
    after: Texts = ()
    truth: Texts = ()


class ClickTask(Task, tag="click", frozen=True, kw_only=True):
    """Click a thing in the drawing.

    Attributes:
        target: a weight or a node, or "steepest weight", "largest weight".
    """

    target: Text


class ReachTask(Task, tag="reach", frozen=True, kw_only=True):
    """Bring the experiment into a state; any way counts that keeps within these.

    Attributes:
        goal: conditions that all have to hold: "loss < 1", "hidden 2 is awake".
        most_weights: how many weights and biases may differ from the start of the page.
        most_steps: how many updates may have been made since.
        changing: the parts of the experiment that may differ.
    """

    goal: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1, max_length=8)]
    most_weights: Whole | None = None
    most_steps: Annotated[int, msgspec.Meta(ge=0, le=100_000)] | None = None
    changing: tuple[Part, ...] = (Part.WEIGHTS,)


class OrderTask(Task, tag="order", frozen=True, kw_only=True):
    """Put texts in order; they stand in the right one, and are shuffled when they are asked."""

    order: Annotated[tuple[Text, ...], msgspec.Meta(min_length=2, max_length=12)]


class LinesTask(Task, tag="lines", frozen=True, kw_only=True):
    """Put the lines of code of one update in order; every order that computes the same is right.

    Attributes:
        phases: the parts of the update whose lines they are.
        written: how they are written; node by node they are those of `row`.
    """

    phases: Annotated[tuple[PhaseWord, ...], msgspec.Meta(min_length=1, max_length=4)]
    written: Way = Way.NODE_BY_NODE


AnyTask = NumberTask | DirectionTask | ChoiceTask | ClickTask | ReachTask | OrderTask | LinesTask


def moves_after(task: AnyTask) -> Texts:
    """The moves after which a task asks for something; none where it asks for what is there."""
    return task.after if isinstance(task, NumberTask | DirectionTask | ChoiceTask) else ()
