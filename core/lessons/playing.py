"""Playing a lesson to its end: whether its tasks are solved by their own solutions, and by no else.

A page whose numbers are drawn is drawn again where a node stands on its corner, or where a slip
that a task looks for gives the right number.
"""

from collections.abc import Iterator

import numpy as np

from core.document.document import Document
from core.files.document_checks import DocumentError
from core.lessons.effort import DRAW, TRY, TooLongError, limited, spend
from core.lessons.lesson import Lesson, Page
from core.lessons.moves import Board
from core.lessons.names import check_clickable, parameter_named
from core.lessons.ordering import misread, texts_in_order
from core.lessons.setup import number_of
from core.lessons.tasks.checking import (
    asked_for,
    change_of,
    check,
    evidence_on,
    not_reached,
    value_after_slip,
)
from core.lessons.tasks.clicks import LARGEST, STEEPEST
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
from core.lessons.text.problems import LessonError, Problem
from core.lessons.text.reading import read_lesson
from core.lessons.words import Change
from core.slips.slip import Slip, fits
from core.slips.slips import slip_named
from core.text.numbers import grouped
from core.training.evaluation import evaluate

_DRAWS = 60
_MOST_WEIGHTS = 10_000
_SEEDS = 5


def playable_lesson(data: bytes) -> Lesson:
    """Read a lesson that is solved by its own solutions, and by no else.

    Raises:
        LessonError: it cannot be read, or something in it is wrong.
    """
    lesson = read_lesson(data)
    if problems := problems_of(lesson):
        raise LessonError(problems)
    return lesson


def begun(page: Page, seed: int = 0) -> Document | None:
    """The document that a page begins with; None where it has no network.

    The same seed gives the same numbers.

    Raises:
        LessonError: the network does not fit together, or no numbers that suit can be drawn.
    """
    if page.setup is None:
        return None
    problems: list[Problem] = []
    for draw in range(_DRAWS if page.varies else 1):
        spend(DRAW)
        document = _drawn(page, seed, draw)
        problems = _misfits(page, document) if page.varies else []
        if not problems:
            return document
    if seed >= _SEEDS:
        return begun(page, seed % _SEEDS)  # which the checker has tried
    why = f"of {_DRAWS} draws none suits; of the last one this is said"
    raise LessonError([Problem(page.network_line, why), *problems])


def _drawn(page: Page, seed: int, draw: int) -> Document:
    assert page.setup is not None
    try:
        document = page.setup.drawn(seed, draw)
        weights = document.experiment.network.parameters.size
        if weights > _MOST_WEIGHTS:
            raise ValueError(f"{grouped(weights)} weights; the most is {grouped(_MOST_WEIGHTS)}")
        board = Board(document)
        if page.settings.steps:
            board.play(f"step {page.settings.steps}")
        for name in page.settings.lock:
            parameter_named(name, board.document.experiment.network)
        _check_row(page.settings.row, board.document)
    except (ValueError, DocumentError) as problem:
        text = str(problem).replace("experiment.network.", "").replace("experiment.", "")
        raise LessonError([Problem(page.network_line, text)]) from None
    return board.document


def _misfits(page: Page, document: Document) -> list[Problem]:
    """Why numbers have to be drawn again: a node is on its corner, a slip gives a right number."""
    evaluation, layers = evaluate(document.experiment), document.experiment.network.layers
    for layer, sums in zip(layers, evaluation.preactivations, strict=True):
        if layer.activation.corners and np.isin(sums, layer.activation.corners).any():
            return [Problem(page.network_line, "a node stands on its corner")]
    return list(problems_of_page(page, document))


def problems_of(lesson: Lesson) -> list[Problem]:
    """What is wrong with a lesson that can be read: it is played to its end.

    Pages whose numbers are drawn are played with several seeds, until one is wrong.
    """
    found: dict[Problem, None] = {}
    with limited(), np.errstate(all="ignore"):
        for page in lesson.pages:
            try:
                found |= dict.fromkeys(_problems_of_seeds(page))
            except TooLongError:
                why = "until here the lesson takes too long: take fewer steps, rows or draws"
                return sorted([*found, Problem(page.line, why)])
    return sorted(found)


def _problems_of_seeds(page: Page) -> list[Problem]:
    seeds = range(_SEEDS if page.varies else 1)
    return next(filter(None, (_problems_with_seed(page, seed) for seed in seeds)), [])


def _problems_with_seed(page: Page, seed: int) -> list[Problem]:
    try:
        document = begun(page, seed)
    except LessonError as trouble:
        return list(trouble.problems)
    return [] if document is None else list(problems_of_page(page, document))


def problems_of_page(page: Page, document: Document) -> Iterator[Problem]:
    """Play the tasks of a page one after another, with wrong answers before the right one."""
    board = Board(document)
    for asked in page.tasks:
        spend(TRY)
        try:
            for text in _problems_of_task(asked.task, board):
                yield Problem(asked.line, text)
        except ValueError as trouble:
            yield Problem(asked.line, str(trouble))


def _problems_of_task(task: AnyTask, board: Board) -> Iterator[str]:
    _check_row(task.row, board.document)
    board.answer, board.parameters, board.nodes = "", (), ()
    if isinstance(task, ReachTask) and not not_reached(task, board.document):
        yield "it is so before anything is done"
    yield from _problems_of_kind(task, board)
    for wrong in wrong_answers(task, board.document):
        board.answer = wrong
        if _is_solved(task, board):
            yield f"“{wrong}” is taken for right"
    yield from _problems_of_solution(task, board)


_NO_SOLUTION = 'the moves that solve it, such as ["click hidden 1"] or ["step 5"]'


def _problems_of_solution(task: AnyTask, board: Board) -> Iterator[str]:
    """Solve a task as it says itself, and do what was to be predicted."""
    if isinstance(task, ClickTask | ReachTask) and not task.solution:
        raise ValueError(f"“solution” is missing: {_NO_SOLUTION}")
    board.answer = ""
    for move in task.solution:
        board.play(move)
    board.answer = board.answer or right_answer(task, board.document)
    judgement = check(task, evidence_on(board))
    if judgement is None or not judgement.right:
        hint = "" if judgement is None else judgement.hint
        yield f"its solution does not solve it{f': {hint}' if hint else ''}"
    for move in moves_after(task):
        board.play(move)


def _check_row(row: int, document: Document) -> None:
    rows = document.experiment.dataset.rows
    if row > rows:
        raise ValueError(f"there is no row {row}: there are {rows}")


def _is_solved(task: AnyTask, board: Board) -> bool:
    judgement = check(task, evidence_on(board))
    return judgement is not None and judgement.right


def _problems_of_kind(task: AnyTask, board: Board) -> Iterator[str]:
    """What is wrong with a task of one kind before it is played."""
    if isinstance(task, NumberTask):
        yield from _problems_of_number(task, board)
    elif isinstance(task, ChoiceTask):
        yield from _problems_of_choice(task, board)
    elif isinstance(task, ClickTask):
        check_clickable(task.target, board.document.experiment.network, STEEPEST, LARGEST)
    elif isinstance(task, OrderTask | LinesTask):
        _check_order(task, board.document)
    elif isinstance(task, DirectionTask) and task.change is not None:
        found = change_of(task, board.document)
        if found is not task.change:
            yield f"the text says {task.change.value}, the network {found.value}"


def _check_order(task: OrderTask | LinesTask, document: Document) -> None:
    if isinstance(task, OrderTask):
        if len(set(task.order)) < len(task.order):
            raise ValueError("two of its texts are the same")
    elif misread(task, document, texts_in_order(task, document)[::-1]) is None:
        raise ValueError("its lines may stand in any order")


def right_answer(task: AnyTask, present: Document) -> str:
    """What solves a task by being answered; nothing where something has to be done."""
    match task:
        case NumberTask():
            numbers, quantity = asked_for(task, present)
            return repr(numbers.value(quantity))
        case DirectionTask():
            return change_of(task, present).value
        case ChoiceTask():
            return task.choices[task.right - 1]
        case OrderTask() | LinesTask():
            return "\n".join(texts_in_order(task, present))
        case _:
            return ""


def wrong_answers(task: AnyTask, present: Document) -> list[str]:
    """Some answers that are not right, those of the slips that are looked for among them."""
    match task:
        case NumberTask():
            numbers, quantity = asked_for(task, present)
            value = numbers.value(quantity)
            slips = [value_after_slip(task, present, slip) for slip in _slips_of(task, present)]
            negated = 2.0 if fits(-value, value) else -value
            others = [value + max(1.0, 0.1 * abs(value)), negated]
            return [repr(number) for number in (*slips, *others) if number is not None]
        case DirectionTask():
            right = change_of(task, present)
            return [change.value for change in Change if change is not right]
        case ChoiceTask():
            return [text for at, text in enumerate(task.choices, 1) if at != task.right]
        case OrderTask() | LinesTask():
            return ["\n".join(texts_in_order(task, present)[::-1])]
        case _:
            return []


def _slips_of(task: NumberTask, present: Document) -> list[Slip]:
    """The slips that a task looks for.

    Raises:
        ValueError: there is no such slip, or it cannot be made here.
    """
    return [slip_named(name, present.experiment) for name in task.slips]


def _problems_of_number(task: NumberTask, board: Board) -> Iterator[str]:
    numbers, quantity = asked_for(task, board.document)
    value = numbers.value(quantity)
    if task.number is not None and not fits(number_of(task.number), value):
        yield f"the text says {task.number}, the network {value:.6g}"
    told = dict[str, float]()
    for name, slip in zip(task.slips, _slips_of(task, board.document), strict=True):
        wrong = value_after_slip(task, board.document, slip)
        if wrong is None:
            yield f"the slip “{name}” gives the right number here"
            continue
        alike = next((other for other, number in told.items() if fits(wrong, number)), None)
        if alike is not None:
            yield f"the slips “{alike}” and “{name}” give the same number, {wrong:.6g}"
        told[name] = wrong


def _problems_of_choice(task: ChoiceTask, board: Board) -> Iterator[str]:
    if task.right > len(task.choices):
        raise ValueError(f"choice {task.right} is right, but there are {len(task.choices)}")
    if len(set(task.choices)) < len(task.choices):
        yield "two choices are the same"
    then = Board(board.document)
    for move in task.after:
        then.play(move)
    for text in task.truth:
        network = then.document.experiment.network
        if not condition_of(text, network, task.row - 1).holds(then.numbers):
            yield f"“{text}” does not hold in this network"
