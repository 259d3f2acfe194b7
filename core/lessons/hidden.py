"""What an open task asks, and all that would tell it, is hidden."""

from core.document.document import Document
from core.explanation.hiding import Topic
from core.lessons.lesson import Page
from core.lessons.names import quantity_named
from core.lessons.tasks import AnyTask, DirectionTask, NumberTask
from core.nn.quantity import QuantityKind

_TOPICS = {
    QuantityKind.PREACTIVATION: Topic.VALUES,
    QuantityKind.ACTIVATION: Topic.VALUES,
    QuantityKind.ERROR: Topic.ERRORS,
    QuantityKind.SHARE: Topic.LOSS,
    QuantityKind.LOSS: Topic.LOSS,
}
_GIVEN = (QuantityKind.INPUT, QuantityKind.TARGET, QuantityKind.WEIGHT, QuantityKind.LEARNING_RATE)


def topics_of(page: Page, task: AnyTask | None, document: Document) -> frozenset[Topic]:
    """The topics whose numbers are hidden while a task is open; none once none is.

    What is to be predicted can be told by where the next step leads, so that is hidden with it.
    """
    if task is None:
        return frozenset()
    found = set(page.settings.hide)
    if isinstance(task, NumberTask | DirectionTask):
        if task.after:
            found.add(Topic.SLOPES)
        else:
            network = document.experiment.network
            kind = quantity_named(task.answer, network, task.row - 1).kind
            if kind not in _GIVEN:
                found.add(_TOPICS.get(kind, Topic.SLOPES))
    return frozenset(found)
