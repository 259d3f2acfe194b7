"""What an open task asks, and all that would tell it, is hidden.

What is asked of the numbers of now is asked of these: whoever changed them could read off the
answer to another question, or the step to a new weight. So they stay, unless the solution of the
task changes them itself.
"""

from collections.abc import Iterator, Sequence

from core.document.document import Document
from core.explanation.hiding import Topic
from core.lessons.lesson import Page
from core.lessons.names import nodes_of, parameters_of, quantity_named, speaks_of
from core.lessons.tasks.clicks import STEEPEST
from core.lessons.tasks.tasks import (
    AnyTask,
    ClickTask,
    DirectionTask,
    LinesTask,
    NumberTask,
    ReachTask,
    moves_after,
)
from core.nn.network import Network
from core.nn.quantity import Quantity, QuantityKind

_TOPICS = {
    QuantityKind.PREACTIVATION: Topic.VALUES,
    QuantityKind.ACTIVATION: Topic.VALUES,
    QuantityKind.ERROR: Topic.ERRORS,
    QuantityKind.SHARE: Topic.LOSS,
    QuantityKind.LOSS: Topic.LOSS,
}
_GIVEN = (QuantityKind.INPUT, QuantityKind.TARGET, QuantityKind.WEIGHT, QuantityKind.LEARNING_RATE)


def is_of_now(task: AnyTask | None) -> bool:
    """Whether a task asks for a number or for lines as they are: nothing is changed before."""
    changing = ("set", "step", "run")
    return isinstance(task, NumberTask | LinesTask) and not any(
        move.split()[:1] == [verb] for move in task.solution for verb in changing
    )


def is_told_by_network(task: AnyTask) -> bool:
    """Whether its answer is to be read off its network, where nothing is hidden or guarded."""
    kinds = NumberTask | DirectionTask | ClickTask | LinesTask
    return isinstance(task, kinds) or bool(moves_after(task))


def gone_from(page: Page, before: Document, after: Document) -> str:
    """What a page has that a change would take from it; nothing if that is nothing.

    Its tasks may speak of every node by its name, and of every row by its number; of weights it has
    those that its tasks and locks speak of.
    """
    old, new = before.experiment, after.experiment
    last = max([page.settings.row, *(asked.task.row for asked in page.tasks)])
    if new.dataset.rows < last:
        return f"row {last}"
    if _names(old.network) == _names(new.network) and old.network.shapes == new.network.shapes:
        return ""
    left = nodes_of(new.network)
    for name, place in nodes_of(old.network).items():
        if name not in left:
            return old.network.node_name(place)
    weights, said = parameters_of(new.network), list(_said_on(page))
    for name, index in parameters_of(old.network).items():
        if name not in weights and any(speaks_of(text, name) for text in said):
            return old.network.parameter_name(old.network.place(index))
    return ""


def _said_on(page: Page) -> Iterator[str]:
    """What the tasks and locks of a page call by name."""
    yield from page.settings.lock
    for task in (asked.task for asked in page.tasks):
        yield from moves_after(task)
        if isinstance(task, NumberTask | DirectionTask):
            yield task.answer
        elif isinstance(task, ClickTask):
            yield task.target
        elif isinstance(task, ReachTask):
            yield from task.goal


def _names(network: Network) -> list[tuple[str, ...]]:
    return [network.inputs, *(layer.names for layer in network.layers)]


def topics_of(page: Page, task: AnyTask | None, document: Document) -> frozenset[Topic]:
    """The topics whose numbers are hidden while a task is open; none once none is.

    What is to be predicted can be told by where the next step leads, and by the hill; and which
    weight is the steepest, too.
    """
    if task is None:
        return frozenset()
    found = set(page.settings.hide)
    is_steepest = isinstance(task, ClickTask) and task.target == STEEPEST
    if moves_after(task) or is_steepest:
        found |= {Topic.SLOPES, Topic.LOSS}
    quantity = quantity_asked(task, document)
    if quantity is not None and quantity.kind not in _GIVEN:
        found.add(_TOPICS.get(quantity.kind, Topic.SLOPES))
    return frozenset(found)


def quantity_asked(task: AnyTask | None, document: Document) -> Quantity | None:
    """The number of now that a task asks for; None where it asks for something else."""
    if not isinstance(task, NumberTask) or task.after:
        return None
    return quantity_named(task.answer, document.experiment.network, task.row - 1)


def found_on(page: Page, over: Sequence[bool], document: Document) -> frozenset[Quantity]:
    """The numbers that tasks which are over have asked for, but for what the open one asks.

    Args:
        page: with the tasks.
        over: of each task, whether it is over.
        document: what is on screen.
    """
    asked = [quantity_asked(each.task, document) for each in page.tasks]
    still = {one for one, is_over in zip(asked, over, strict=True) if not is_over}
    found = {one for one, is_over in zip(asked, over, strict=True) if is_over and one is not None}
    return frozenset(found - still)
