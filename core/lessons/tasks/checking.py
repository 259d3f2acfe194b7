"""Checking a task from the state of the experiment, what was answered, and what is selected."""

import math
import re
from functools import lru_cache, singledispatch

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.data.dataset import Dataset
from core.data.scaling import UNSCALED, Scaling
from core.document.document import Document
from core.explanation.guessing import judge
from core.explanation.quantities import Quantities
from core.history.history import History
from core.lessons.moves import Board
from core.lessons.names import UnknownNameError, node_named, parameter_named, quantity_named
from core.lessons.ordering import misread, slip_of, words_of, wrong_order
from core.lessons.setup import number_of
from core.lessons.tasks.clicks import LARGEST, STEEPEST, compared
from core.lessons.tasks.conditions import condition_of
from core.lessons.tasks.tasks import (
    AnyTask,
    ChoiceTask,
    ClickTask,
    DirectionTask,
    LinesTask,
    NumberTask,
    OrderTask,
    ReachTask,
    moves_after,
)
from core.lessons.tasks.worked import worked
from core.lessons.words import Change, Part
from core.nn.equality import equal
from core.nn.network import NodePlace
from core.nn.quantity import Quantity
from core.slips.slip import Slip, fits
from core.slips.slips import slips_of
from core.training.evaluation import evaluate

_SINCE = "since the page began; the most is"
_TIMES = re.compile(r"[×*·]")


class Evidence(Struct, frozen=True):
    """What a task is checked from.

    Attributes:
        start: the document that the page began with.
        present: the document now.
        steps: how many updates led from one to the other.
        answer: what was typed or chosen, as text; texts in order are separated by line breaks.
        parameters: the weights and biases that are selected.
        nodes: the nodes that are selected.
    """

    start: Document
    present: Document
    steps: int = 0
    answer: str = ""
    parameters: tuple[int, ...] = ()
    nodes: tuple[NodePlace, ...] = ()


class Judgement(Struct, frozen=True):
    """Whether a task is solved.

    Attributes:
        right: whether it is.
        hint: what does not fit, as far as it can be told.
        slip: the slip that leads to the number that was typed.
    """

    right: bool
    hint: str = ""
    slip: Slip | None = None


def steps_in(history: History) -> int:
    """How many updates lead to the present moment since it began anew, whatever was edited."""
    return sum(segment.last for segment in history.past())


def evidence_on(board: Board) -> Evidence:
    """What there is to be seen on a board."""
    return Evidence(
        board.start,
        board.document,
        board.steps,
        board.answer,
        board.parameters,
        board.nodes,
    )


@singledispatch
def check(task: AnyTask, evidence: Evidence) -> Judgement | None:
    """Whether a task is solved; None where nothing was tried.

    Raises:
        ValueError: what was answered is no number, or the task speaks of what is not there.
    """
    raise NotImplementedError


@check.register
def _(task: NumberTask, evidence: Evidence) -> Judgement | None:
    if not evidence.answer.strip():
        return None
    guess = [number_of(factor) for factor in _TIMES.split(evidence.answer)]
    numbers, quantity = asked_for(task, evidence.present)
    verdict = judge(numbers, worked(numbers, quantity), guess)
    if verdict.right or not task.after:
        return Judgement(verdict.right, verdict.hint, verdict.slip)
    slip = _slip_before(task, evidence.present, math.prod(guess))
    return Judgement(False, slip.words if slip else verdict.hint, slip or verdict.slip)


@check.register
def _(task: DirectionTask, evidence: Evidence) -> Judgement | None:
    if not evidence.answer.strip():
        return None
    change = change_of(task, evidence.present)
    return Judgement(evidence.answer.strip().casefold() == change.value)


@check.register
def _(task: ChoiceTask, evidence: Evidence) -> Judgement | None:
    if not evidence.answer.strip():
        return None
    return Judgement(evidence.answer.strip() == task.choices[task.right - 1].strip())


@check.register
def _(task: ClickTask, evidence: Evidence) -> Judgement | None:
    if not evidence.parameters and not evidence.nodes:
        return None
    network = evidence.present.experiment.network
    if task.target not in (STEEPEST, LARGEST):
        try:
            wanted = (parameter_named(task.target, network),)
            return Judgement(evidence.parameters == wanted)
        except UnknownNameError:
            return Judgement(evidence.nodes == (node_named(task.target, network),))
    asked, other = compared(task, evidence.present)
    if len(evidence.parameters) != 1:
        return Judgement(False, "it is one weight")
    at = evidence.parameters[0]
    if asked[at] == asked.max():
        return Judgement(True)
    names = ("largest", "steepest") if task.target == STEEPEST else ("steepest", "largest")
    hint = f"the {names[0]} weight is not the {names[1]}"
    return Judgement(False, hint if other[at] == other.max() else "")


@check.register
def _(task: ReachTask, evidence: Evidence) -> Judgement | None:
    changed = parts_changed(evidence.start, evidence.present)
    if not changed and not evidence.steps:
        return None
    hint = _beyond_limits(task, evidence, changed) or not_reached(task, evidence.present)
    return Judgement(not hint, hint)


def _beyond_limits(task: ReachTask, evidence: Evidence, changed: frozenset[Part]) -> str:
    """What was done that the task does not leave to be done; nothing if all was."""
    others = [part.value for part in Part if part in changed and part not in task.changing]
    if others:
        return f"the {' and the '.join(others)} may not be changed here: undo that"
    start, present = evidence.start.experiment.network, evidence.present.experiment.network
    if task.most_weights is not None and Part.STRUCTURE not in changed:
        differing = int((start.parameters != present.parameters).sum())
        if differing > task.most_weights:
            return f"{differing} weights are changed {_SINCE} {task.most_weights}: undo some"
    if task.most_steps is not None and evidence.steps > task.most_steps:
        steps, too_many = evidence.steps, evidence.steps - task.most_steps
        return f"{steps} steps were taken {_SINCE} {task.most_steps}: go back {too_many} or more"
    return ""


def not_reached(task: ReachTask, present: Document) -> str:
    """The first condition that does not hold; nothing if all do."""
    numbers = Quantities(present.experiment, evaluate(present.experiment))
    conditions = (condition_of(text, numbers.network, task.row - 1) for text in task.goal)
    return next((f"still to come: {one.text}" for one in conditions if not one.holds(numbers)), "")


@check.register
def _(task: OrderTask, evidence: Evidence) -> Judgement | None:
    if not evidence.answer.strip():
        return None
    given = [line.strip() for line in evidence.answer.splitlines()]
    is_right = given == [line.strip() for line in task.order]
    return Judgement(is_right, "" if is_right else wrong_order(task, given))


@check.register
def _(task: LinesTask, evidence: Evidence) -> Judgement | None:
    if not evidence.answer.strip():
        return None
    given = [line.strip() for line in evidence.answer.splitlines()]
    found = misread(task, evidence.present, given)
    if found is None:
        return Judgement(True)
    return Judgement(False, words_of(found), slip_of(found, evidence.present))


@lru_cache(maxsize=2)  # each slip is held against it
def asked_for(task: NumberTask | DirectionTask, present: Document) -> tuple[Quantities, Quantity]:
    """The number that is asked for, and the numbers of the moment for which it is asked."""
    board = Board(present)
    for move in moves_after(task):
        board.play(move)
    network = board.document.experiment.network
    return board.numbers, quantity_named(task.answer, network, task.row - 1)


def change_of(task: DirectionTask, present: Document) -> Change:
    """What the moves of a task do to its number."""
    return change_between(*ends_of(task, present))


def change_between(before: float, after: float) -> Change:
    """Which way a number went; one that differs by rounding alone has stayed."""
    if math.isclose(after, before, rel_tol=1e-12, abs_tol=1e-12):
        return Change.STAYS
    return Change.RISES if after > before else Change.FALLS


def ends_of(task: NumberTask | DirectionTask, present: Document) -> tuple[float, float]:
    """The number of a task before its moves and after them."""
    board = Board(present)
    network = board.document.experiment.network
    quantity = quantity_named(task.answer, network, task.row - 1)
    before = board.numbers.value(quantity)
    for move in task.after:
        board.play(move)
    return before, board.numbers.value(quantity)


def _slip_before(task: NumberTask, present: Document, guess: float) -> Slip | None:
    """The slip in the step before, where a number is asked for after it."""
    for slip in slips_of(present.experiment):
        value = value_after_slip(task, present, slip)
        if value is not None and fits(guess, value):
            return slip
    return None


def value_after_slip(task: NumberTask, present: Document, slip: Slip) -> float | None:
    """What a slip makes of the number that is asked for; None where it changes nothing.

    After a step, the slip is one in the step, and the number is that of the weights it leads to.
    """
    if not task.after:
        quantity = quantity_named(task.answer, present.experiment.network, task.row - 1)
        return slip.differing(quantity)
    if task.after != ("step",):
        return None
    with np.errstate(all="ignore"):
        network = present.experiment.network.with_parameters(slip.new_parameters)
        moved = replace(present.experiment, network=network)
        numbers = Quantities(moved, evaluate(moved))
    quantity = quantity_named(task.answer, network, task.row - 1)
    value = numbers.value(quantity)
    right = asked_for(task, present)[0].value(quantity)
    return None if not math.isfinite(value) or fits(value, right) else value


def parts_changed(start: Document, present: Document) -> frozenset[Part]:
    """Which parts of an experiment differ from those at the start."""
    before, after = start.experiment, present.experiment
    same_shape = before.network.shapes == after.network.shapes
    weights = same_shape and np.array_equal(before.network.parameters, after.network.parameters)
    activations = [
        tuple(layer.activation for layer in one.network.layers) for one in (before, after)
    ]
    way = ("optimizer", "schedule", "max_norm", "l2_penalty", "batch_size")
    differing = {
        Part.STRUCTURE: not same_shape,
        Part.WEIGHTS: same_shape and not weights,
        Part.DATA: not equal(_unscaled(before.dataset), _unscaled(after.dataset)),
        Part.SCALING: _scalings(before.dataset) != _scalings(after.dataset),
        Part.LOSS: before.loss is not after.loss,
        Part.ACTIVATIONS: same_shape and activations[0] != activations[1],
        Part.WAY_DOWN: any(getattr(before, name) != getattr(after, name) for name in way),
    }
    return frozenset(part for part, differs in differing.items() if differs)


def _unscaled(dataset: Dataset) -> Dataset:
    return dataset.scaled(UNSCALED, UNSCALED)


def _scalings(dataset: Dataset) -> tuple[Scaling, Scaling]:
    return dataset.input_scaling, dataset.target_scaling
