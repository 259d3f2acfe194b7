"""Writing a lesson: a page with the network of a document, and one question about a number."""

import math
import re
from collections.abc import Iterable, Sequence

import numpy as np

from core.document.document import Document
from core.explanation.quantities import Quantities
from core.files.document_dismantling import experiment_part
from core.lessons.names import UnknownNameError, name_of, quantity_named
from core.lessons.playing import begun, problems_of
from core.lessons.tasks.checking import value_after_slip
from core.lessons.tasks.tasks import NumberTask
from core.lessons.text.problems import LessonError
from core.lessons.text.reading import read_lesson
from core.nn.arrays import Array
from core.nn.quantity import Quantity, QuantityKind
from core.slips.slip import fits
from core.slips.slips import slips_of
from core.text.names import in_one_line
from core.text.numbers import number_text
from core.training.evaluation import evaluate

_SIGNS = re.compile(r"([\\`*])")
_ESCAPED = {'"': '\\"', "\\": "\\\\"}


def lesson_about(document: Document, quantity: Quantity) -> str:
    """A lesson that asks for a number, in a network as it is now; the checker has played it.

    Rows stand in it as the network sees them: scaled, and with made inputs as inputs like others.

    Raises:
        ValueError: no name says which number is meant, or a lesson cannot hold all that the
            number comes of, such as what an optimizer remembers.
    """
    experiment = document.experiment
    name = name_of(quantity, experiment.network)
    try:
        is_told = quantity_named(name, experiment.network, quantity.row) == quantity
    except UnknownNameError:
        is_told = False
    if not is_told:
        raise ValueError(f"something else is called “{name}” here: give it another name first")
    value = Quantities(experiment, evaluate(experiment)).value(quantity)
    title = f"{_prose(document.title)}: a question" if document.title.strip() else "A question"
    fences = (
        ("network", _network_lines(document)),
        ("page", [f"row = {quantity.row + 1}"]),
        ("task", _task_lines(document, quantity, name, value)),
    )
    parts = [f"# {title}", f"## {_prose(_question(quantity, name))}"]
    parts += ["\n".join([f"```{kind}", *lines, "```"]) for kind, lines in fences]
    text = "\n\n".join(parts) + "\n"
    why = _misfit(text, quantity, value)
    if why:
        raise ValueError(f"a lesson cannot hold this experiment: {why}")
    return text


def _misfit(text: str, quantity: Quantity, value: float) -> str:
    """Why a text is no lesson that asks for the same number; nothing if it is one."""
    try:
        lesson = read_lesson(text.encode())
        start = begun(lesson.pages[0])
    except LessonError as trouble:
        return trouble.problems[0].text
    assert start is not None
    found = Quantities(start.experiment, evaluate(start.experiment)).value(quantity)
    if not math.isclose(found, value):
        return f"it would ask for {number_text(found)}, not {number_text(value)}"
    problems = problems_of(lesson)
    return problems[0].text if problems else ""


def _question(quantity: Quantity, name: str) -> str:
    is_value = quantity.kind in (QuantityKind.ACTIVATION, QuantityKind.WEIGHT)
    return in_one_line(f"What is {name}?" if is_value else f"What is the {name}?")


def _network_lines(document: Document) -> list[str]:
    experiment = document.experiment
    part, dataset = experiment_part(experiment), experiment.dataset
    layers = []
    for layer in part.network.layers:
        biases = "" if layer.biases is None else f", biases = {_numbers(layer.biases)}"
        layers.append(
            f"  {{ nodes = {_texts(layer.names)}, activation = {_text(layer.activation)},"
            f" weights = {_rows(np.array(layer.weights))}{biases} }},"
        )
    settings = [f"{key} = {_number(value)}" for key, value in part.optimizer.settings.items()]
    return [
        f"title = {_text(document.title)}",
        f"inputs = {_texts(part.network.inputs)}",
        f"rows = {_rows(np.stack(dataset.inputs, axis=1))}",
        f"targets = {_rows(np.stack(dataset.targets, axis=1))}",
        "layers = [",
        *layers,
        "]",
        f"loss = {_text(part.loss)}",
        f"optimizer = {_text(part.optimizer.kind)}",
        f"learning_rate = {_number(part.optimizer.learning_rate)}",
        *([f"settings = {{ {', '.join(settings)} }}"] if settings else []),
        f"batch = {part.batch_size}",
        f"seed = {part.seed}",
    ]


def _task_lines(document: Document, quantity: Quantity, name: str, value: float) -> list[str]:
    """The question, with the slips that lead to other numbers, each to its own."""
    task = NumberTask(ask=name, answer=name, row=quantity.row + 1)
    told: dict[str, float] = {}
    for slip in slips_of(document.experiment):
        wrong = value_after_slip(task, document, slip)
        if wrong is not None and not any(fits(wrong, other) for other in (value, *told.values())):
            told[slip.name()] = wrong
    return [
        'kind = "number"',
        f"ask = {_text(_question(quantity, name))}",
        f"answer = {_text(name)}",
        f"row = {quantity.row + 1}",
        f"number = {_number(value)}",
        f"slips = {_texts(told)}",
    ]


def _prose(text: str) -> str:
    """A text in one line of Markdown that is read as it stands."""
    return _SIGNS.sub(r"\\\1", in_one_line(text))


def _text(text: str) -> str:
    """A text of TOML in which nothing ends a line."""
    signs = (
        _ESCAPED.get(sign, sign if sign.isprintable() else f"\\U{ord(sign):08x}") for sign in text
    )
    return f'"{"".join(signs)}"'


def _texts(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _number(value: float) -> str:
    is_whole = value.is_integer() and abs(value) < 1e15 and repr(value) != "-0.0"
    return str(int(value)) if is_whole else repr(value)


def _numbers(values: Sequence[float] | Array) -> str:
    return f"[{', '.join(_number(float(value)) for value in values)}]"


def _rows(values: Array) -> str:
    return f"[{', '.join(map(_numbers, values))}]"
