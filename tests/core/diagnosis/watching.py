"""Runs that are watched by the diagnosis."""

from collections.abc import Iterable, Iterator

from core.diagnosis.course import course_of
from core.diagnosis.finding import Case, Finding, Sentence
from core.diagnosis.findings import findings
from core.document.document import Document
from core.history.history import History
from core.history.moments import Moment
from core.training.descent import Descent
from core.training.evaluation import evaluate


def look(document: Document, *, ahead: bool = True) -> tuple[Finding, ...]:
    """What is found of a document without a past."""
    return findings(case_of(document, _history(document)), ahead=ahead)


def case_of(document: Document, history: History) -> Case:
    """The present of a history, as the diagnosis looks at it."""
    return Case(document, evaluate(document.experiment), course_of(history))


def watched(
    document: Document, steps: int, every: int = 25, *, ahead: bool = True
) -> Iterator[tuple[Document, tuple[Finding, ...]]]:
    """Where a run stands, and what is found then, every so many steps."""
    history = _history(document)
    yield document, findings(case_of(document, history), ahead=ahead)
    evaluation = evaluate(document.experiment)
    trace = history.begin_run(document, evaluation.loss, evaluation.validation_loss)
    descent = Descent(document.experiment)
    for _ in range(0, steps, every):
        refusal = descent.run(every, trace)
        history.extend_run()
        present = document.with_experiment(descent.experiment)
        yield present, findings(case_of(present, history), ahead=ahead)
        if refusal is not None:
            return


def after(document: Document, steps: int) -> tuple[Document, tuple[Finding, ...]]:
    """Where a run stands after so many steps, and what is found there."""
    *_, last = watched(document, steps, steps)
    return last


def first_step(document: Document, title: str, steps: int = 300, every: int = 10) -> int | None:
    """The first count of updates at which something is found; None where it never is."""
    for present, found in watched(document, steps, every):
        if title in map(title_of, found):
            return present.experiment.updates
    return None


def the(title: str, found: tuple[Finding, ...]) -> Finding:
    """The finding with this title."""
    return next(each for each in found if title_of(each) == title)


def title_of(finding: Finding) -> str:
    """The title with its values."""
    return text(finding.title)


def text(sentence: Sentence) -> str:
    """A sentence with its values."""
    return sentence.words.format(*sentence.values)


def troubles(found: Iterable[Finding]) -> list[str]:
    """The titles of what is in the way."""
    return [title_of(each) for each in found if each.is_trouble]


def remedied(finding: Finding, document: Document, at: int = 0) -> Document:
    """The document after a remedy of a finding."""
    does = finding.remedies[at].does
    assert not isinstance(does, Moment)
    changed = does(document)
    assert changed is not None
    return changed


def _history(document: Document) -> History:
    evaluation = evaluate(document.experiment)
    return History(document, evaluation.loss, evaluation.validation_loss)
