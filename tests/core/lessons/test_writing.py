"""A lesson that is written about a number is read back with it, whatever names there are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.document.document import Document
from core.explanation.quantities import Quantities
from core.lessons.playing import begun, problems_of
from core.lessons.tasks.checking import asked_for
from core.lessons.tasks.tasks import NumberTask
from core.lessons.writing import lesson_about
from core.nn.network import NodePlace
from core.nn.quantity import LOSS, Quantity, QuantityKind
from core.opening.starters import BANK, STARTERS, open_starter
from core.text.names import in_one_line
from core.training.descent import Step, step
from core.training.evaluation import evaluate
from core.training.rules.optimizers import Adam
from tests.core.lessons.lesson_texts import lesson_text, read

HOSTILE = st.text(max_size=12) | st.sampled_from(
    ["```", '"', "\\", "a\n```\n# b", "#", "C#", "**x**", "\x85\x7f\u2028", "error", "‮x", '"""']
)
HIDDEN, OUTPUT = NodePlace(0, 0), NodePlace(1, 0)


def value_of(document: Document, quantity: Quantity) -> float:
    experiment = document.experiment
    return Quantities(experiment, evaluate(experiment)).value(quantity)


def written(document: Document, quantity: Quantity) -> tuple[str, str]:
    """A lesson, or why there is none."""
    try:
        return lesson_about(document, quantity), ""
    except ValueError as refused:
        return "", str(refused)


def bank_with(names: list[str], title: str) -> Document:
    """The bank's network with other names."""
    bank = open_starter(BANK)
    network = bank.experiment.network
    hidden, last = network.layers
    layers = replace(hidden, names=tuple(names[2:4])), replace(last, names=(names[4],))
    renamed = replace(network, inputs=tuple(names[:2]), layers=layers)
    return replace(bank.with_experiment(replace(bank.experiment, network=renamed)), title=title)


@pytest.mark.parametrize(
    ("quantity", "asked"),
    [
        (LOSS, "What is the loss?"),
        (Quantity(QuantityKind.ERROR, OUTPUT), "What is the error?"),
        (Quantity(QuantityKind.SHARE, OUTPUT), "What is the squared error?"),
        (Quantity(QuantityKind.ACTIVATION, HIDDEN), "What is hidden 1?"),
        (Quantity(QuantityKind.PREACTIVATION, HIDDEN), "What is the sum of hidden 1?"),
        (Quantity(QuantityKind.LOSS_SLOPE, HIDDEN), "What is the loss slope at hidden 1?"),
        (Quantity(QuantityKind.SLOPE, parameter=0), "What is the slope of accounts → hidden 1?"),
        (Quantity(QuantityKind.NEW_WEIGHT, parameter=0), "What is the new accounts → hidden 1?"),
    ],
)
def test_every_kind_of_number_is_asked_for(quantity: Quantity, asked: str) -> None:
    bank = open_starter(BANK)
    (page,) = read(lesson_about(bank, quantity)).pages
    (one,) = page.tasks
    start = begun(page)
    assert isinstance(one.task, NumberTask)
    assert start is not None
    assert one.task.ask == asked
    assert np.array_equal(start.experiment.network.parameters, bank.experiment.network.parameters)
    numbers, read_back = asked_for(one.task, start)
    assert numbers.value(read_back) == value_of(bank, quantity)


def test_its_slips_are_looked_for() -> None:
    text = lesson_about(open_starter(BANK), Quantity(QuantityKind.ERROR, OUTPUT))
    task = read(text).pages[0].tasks[0].task
    assert isinstance(task, NumberTask)
    assert "actual minus predicted" in task.slips


@pytest.mark.parametrize("key", [starter.key for starter in STARTERS])
def test_a_lesson_about_any_start_is_played_or_refused_in_words(key: str) -> None:
    text, why = written(open_starter(key), LOSS)
    assert "a lesson cannot hold this experiment" in why or not problems_of(read(text))


@settings(max_examples=15)
@given(st.lists(HOSTILE, min_size=5, max_size=5), HOSTILE)
def test_names_and_titles_are_read_back_whatever_they_are(names: list[str], title: str) -> None:
    document = bank_with(names, title)
    for quantity in (LOSS, Quantity(QuantityKind.ERROR, OUTPUT), Quantity(QuantityKind.SLOPE)):
        text, why = written(document, quantity)
        if why:
            continue
        lesson = read(text)
        start = begun(lesson.pages[0])
        assert start is not None
        assert not problems_of(lesson)
        assert value_of(start, quantity) == value_of(document, quantity)
        if in_one_line(title):
            assert lesson.title == f"{in_one_line(title)}: a question"


def test_a_name_that_means_something_else_is_refused() -> None:
    document = bank_with(["error", "b", "c", "d", "e"], "")
    with pytest.raises(ValueError, match="something else is called “error” here"):
        lesson_about(document, Quantity(QuantityKind.ERROR, OUTPUT))


def test_what_a_lesson_cannot_hold_is_refused() -> None:
    """Adam's next step comes of what it remembers, which a lesson has no place for."""
    bank = open_starter(BANK)
    experiment = replace(bank.experiment, optimizer=Adam(0.01))
    for _ in range(3):
        taken = step(experiment)
        assert isinstance(taken, Step)
        experiment = taken.after
    with pytest.raises(ValueError, match="cannot hold this experiment: it would ask for"):
        lesson_about(
            bank.with_experiment(experiment), Quantity(QuantityKind.NEW_WEIGHT, parameter=0)
        )


def test_what_is_remembered_is_the_reason_also_where_slips_without_it_are_alike() -> None:
    network = """
    inputs = ["x"]
    rows = [[1]]
    targets = [0]
    optimizer = "momentum"
    learning_rate = 0.1
    layers = [{ nodes = ["prediction"], weights = [[2]] }]
    """
    document = begun(read(lesson_text(network, page="steps = 1")).pages[0])
    assert document is not None
    with pytest.raises(ValueError, match=r"it would ask for 1\.28, not 0\.92"):
        lesson_about(document, Quantity(QuantityKind.NEW_WEIGHT, parameter=0))
