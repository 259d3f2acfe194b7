"""Whether lines in another order compute the same, compared with running them."""

from collections.abc import Sequence

import numpy as np
import pytest

from core.export.dataflow import first_misreading
from core.export.line import Line
from core.export.vectorised import vectorised
from core.export.ways import Way, update_lines
from core.nn.activations import TANH
from core.opening.starters import BANK, open_starter
from core.training.experiment import Experiment
from core.training.rules.optimizer import Optimizer
from core.training.rules.optimizers import Adam, GradientDescent
from tests.core.builders import sized_experiment
from tests.core.export.run_lines import feed, run, space_of


def outcome(experiment: Experiment, lines: Sequence[Line]) -> dict[str, bytes] | None:
    """What each name comes to; None where a line finds a name without a value."""
    space = space_of(experiment)
    feed(space, experiment)
    try:
        run(lines, space)
    except NameError:
        return None
    return {line.name: np.asarray(space[line.name]).tobytes() for line in lines}


@pytest.mark.parametrize("rule", [GradientDescent, Adam])
def test_an_order_is_right_where_it_leaves_the_same_numbers(rule: type[Optimizer]) -> None:
    experiment = sized_experiment((2, 3, 2), 4, TANH).with_optimizer(rule())
    lines, verdicts = vectorised(experiment), list[bool]()
    wanted, generator = outcome(experiment, lines), np.random.default_rng(1)
    for _ in range(60):
        order = list(lines)
        for at in generator.integers(0, len(lines) - 1, size=2):
            order[at], order[at + 1] = order[at + 1], order[at]
        verdicts.append(first_misreading(lines, order) is None)
        assert verdicts[-1] == (outcome(experiment, order) == wanted)
    assert 5 < sum(verdicts) < 55


def test_what_a_line_misses_is_named() -> None:
    lines = update_lines(open_starter(BANK).experiment, Way.NODE_BY_NODE)
    found = first_misreading(lines, lines[::-1])
    assert found is not None
    assert found.line == lines[-1]
    assert found.is_missing
