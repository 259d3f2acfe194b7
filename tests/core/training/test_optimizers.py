"""The optimizers, against their rules in plain Python and against PyTorch's numbers."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from msgspec.structs import replace

from core.explanation.quantities import Quantities
from core.explanation.updates import update_equations
from core.nn.activations import TANH
from core.nn.network_edits import set_locked
from core.training.descent import Descent, Step, step
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.rules.optimizer import Optimizer
from core.training.rules.optimizers import (
    OPTIMIZERS,
    Adam,
    AdamW,
    GradientDescent,
    Momentum,
    Nesterov,
    RMSProp,
)
from core.training.rules.setting import check_settings
from tests.core.arithmetic import holds
from tests.core.builders import build_experiment, sized_experiment, walked

RATE = 0.01
# A direction for the n-th slope of one weight, from what is remembered.
Rule = Callable[[float, float, dict[str, float], int], float]


def momentum(slope: float, _: float, kept: dict[str, float], __: int) -> float:
    kept["v"] = 0.9 * kept.get("v", 0) + slope
    return kept["v"]


def nesterov(slope: float, weight: float, kept: dict[str, float], count: int) -> float:
    return slope + 0.9 * momentum(slope, weight, kept, count)


def adagrad(slope: float, _: float, kept: dict[str, float], __: int) -> float:
    kept["s"] = kept.get("s", 0) + slope**2
    return slope / (math.sqrt(kept["s"]) + 1e-10)


def rmsprop(slope: float, _: float, kept: dict[str, float], __: int) -> float:
    kept["s"] = 0.99 * kept.get("s", 0) + 0.01 * slope**2
    return slope / (math.sqrt(kept["s"]) + 1e-8)


def adam(slope: float, _: float, kept: dict[str, float], count: int) -> float:
    kept["m"] = 0.9 * kept.get("m", 0) + 0.1 * slope
    kept["v"] = 0.999 * kept.get("v", 0) + 0.001 * slope**2
    mean, square = kept["m"] / (1 - 0.9**count), kept["v"] / (1 - 0.999**count)
    return mean / (math.sqrt(square) + 1e-8)


def adamw(slope: float, weight: float, kept: dict[str, float], count: int) -> float:
    return 0.01 * weight + adam(slope, weight, kept, count)


BY_HAND: dict[str, Rule] = {
    "gradient_descent": lambda slope, _, __, ___: slope,
    "momentum": momentum,
    "nesterov": nesterov,
    "adagrad": adagrad,
    "rmsprop": rmsprop,
    "adam": adam,
    "adamw": adamw,
}
EACH = pytest.mark.parametrize("key", OPTIMIZERS)

# The first three weights and the loss after 200 updates, as PyTorch 2.13 has them in float64.
PYTORCH = {
    "gradient_descent": (
        -0.5640912852740855,
        -0.06963510742277691,
        1.3301678153887235,
        0.4988556789,
    ),
    "momentum": (-0.3297787927122743, -0.317687952328124, 1.5742644541917024, 0.1133055713),
    "nesterov": (-0.3102596938962111, -0.3372150095975182, 1.557379074172747, 0.1012092053),
    "adagrad": (-0.6922893160496437, 0.06136860450167716, 1.4996250343707576, 2.2596848732),
    "rmsprop": (-0.46476351321288234, 0.11287048188614242, 1.6506262612893505, 0.0772772560),
    "adam": (-0.6867320859051766, 0.19151995496023805, 1.6281650634219247, 0.1553820595),
    "adamw": (-0.6563222452281003, 0.1785477001679518, 1.6044008796121458, 0.1578338850),
}


def small(key: str, **settings: float) -> Experiment:
    return sized_experiment((3, 5, 1), 12, TANH, seed=4).with_optimizer(
        OPTIMIZERS[key](RATE, **settings)
    )


def one_weight(optimizer: Optimizer, weight: float = 1.0) -> Experiment:
    """Of the weight w the loss is w² and the slope 2w."""
    start = build_experiment([[[weight]]], ["identity"], [[1]], [0])
    return start.with_optimizer(optimizer)


# The rules


@EACH
@pytest.mark.parametrize("batch_size", [0, 5])
@pytest.mark.parametrize("locked", [[], [0, 3]])
def test_each_rule_is_the_one_in_the_books(key: str, batch_size: int, locked: list[int]) -> None:
    begun = replace(small(key), batch_size=batch_size)
    begun = replace(begun, network=set_locked(begun.network, locked, True))
    weights = begun.network.parameters.tolist()
    kept: list[dict[str, float]] = [{} for _ in weights]
    for count in range(1, 41):
        here = replace(begun, network=begun.network.with_parameters(weights), updates=count - 1)
        for at, slope in enumerate(evaluate(here).gradient.tolist()):
            if at not in locked:
                direction = BY_HAND[key](slope, weights[at], kept[at], count)
                weights[at] -= RATE * direction
    found = walked(begun, 40).network.parameters
    assert found.tolist() == pytest.approx(weights, rel=1e-11)


@pytest.mark.parametrize("key", PYTORCH)
def test_200_updates_come_to_what_they_do_in_pytorch(key: str) -> None:
    reached = walked(small(key), 200)
    found = (*reached.network.parameters[:3].tolist(), evaluate(reached).loss)
    assert found[:3] == pytest.approx(PYTORCH[key][:3], rel=1e-11)
    assert found[3] == pytest.approx(PYTORCH[key][3], rel=1e-9)


def test_two_steps_with_momentum_by_hand() -> None:
    """From 1 by 0.1 × 2 to 0.8; the velocity is then 0.5 × 2 + 1.6 = 2.6, so to 0.54."""
    experiment = one_weight(Momentum(0.1, momentum=0.5))
    assert walked(experiment, 1).network.parameters.tolist() == [0.8]
    after = walked(experiment, 2)
    assert after.memory.tolist() == pytest.approx([2.6])
    assert after.network.parameters.tolist() == pytest.approx([0.54])


def test_nesterov_goes_further_at_once() -> None:
    """The velocity is 2 at first; the direction 2 + 0.5 × 2 = 3."""
    after = walked(one_weight(Nesterov(0.1, momentum=0.5)), 1)
    assert after.network.parameters.tolist() == pytest.approx([0.7])


@pytest.mark.parametrize("weight", [1e-3, 1.0, -5e4])
def test_adams_first_step_is_the_learning_rate_whatever_the_slope(weight: float) -> None:
    after = walked(one_weight(Adam(0.01), weight), 1).network.parameters
    assert abs(after[0] - weight) == pytest.approx(0.01, rel=1e-4)


def test_momentum_in_the_end_goes_ten_times_as_far() -> None:
    """Along a slope that stays 1: in the end by 0.01 × 1 / (1 − 0.9)."""
    slope, weights = np.ones(1), np.zeros(1)
    rule, old = Momentum(0.01), np.zeros((1, 1))
    for _ in range(300):
        new = np.empty_like(old)
        direction = rule.direction(slope, weights, old, new, 0)
        old = new
    assert direction[0] == pytest.approx(10)


def test_weight_decay_moves_a_weight_without_slope() -> None:
    flat = build_experiment([[[2.0]]], ["identity"], [[0]], [0]).with_optimizer(AdamW(0.1))
    assert walked(flat, 1).network.parameters.tolist() == pytest.approx([2 - 0.1 * 0.01 * 2])


def test_without_momentum_it_is_gradient_descent() -> None:
    plain = walked(small("gradient_descent"), 30).network.parameters
    for key in ("momentum", "nesterov"):
        found = walked(small(key, momentum=0.0), 30).network.parameters
        assert found.tobytes() == plain.tobytes()


# Settings


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Momentum(momentum=1.0), "momentum has to be at least 0 and below 1, not 1"),
        (lambda: Momentum(momentum=-0.1), "momentum has to be at least 0 and below 1, not −0.1"),
        (lambda: Adam(beta2=float("nan")), "β₂ has to be at least 0 and below 1, not nan"),
        (lambda: RMSProp(epsilon=0.0), "ε has to be above 0, not 0"),
        (lambda: AdamW(weight_decay=float("inf")), "weight decay has to be at least 0, not inf"),
        (lambda: GradientDescent(0.0), "the learning rate has to be above 0, not 0"),
    ],
)
def test_settings_out_of_range_are_refused(make: Callable[[], Optimizer], says: str) -> None:
    with pytest.raises(ValueError, match=says.replace(".", r"\.")):
        make()


@EACH
def test_each_setting_is_an_attribute_with_a_usual_value(key: str) -> None:
    rule = OPTIMIZERS[key]()
    assert [setting.key for setting in rule.settings] == list(rule.__struct_fields__)[1:]
    check_settings(rule, rule.settings)


# The explanation


@EACH
def test_the_arithmetic_comes_to_what_the_step_does(key: str) -> None:
    here = walked(small(key), 5)
    taken = step(here)
    assert isinstance(taken, Step)
    numbers, rule = Quantities(here, evaluate(here)), here.optimizer
    for parameter in range(here.network.parameters.size):
        equations = update_equations(numbers, parameter)
        assert all(map(holds, equations))
        assert equations[-1].result.value == taken.after.network.parameters[parameter]
        size = here.network.parameters.size
        kept = [taken.after.memory[part * size + parameter] for part in range(len(rule.remembers))]
        worked_out = [equation.result.value for equation in equations[: len(kept)]]
        assert worked_out == pytest.approx(kept, rel=1e-12)
        for equation in equations:
            assert numbers.value(equation.quantity) == equation.result.value


def test_other_settings_of_the_same_optimizer_keep_what_it_remembers() -> None:
    descent = Descent(sized_experiment((3, 2, 1), 2).with_optimizer(Adam(0.01)))
    descent.run(3)
    before = descent.experiment
    after = before.with_optimizer(Adam(0.02, beta1=0.5))
    assert after.optimizer == Adam(0.02, beta1=0.5)
    assert before.memory.any()
    assert after.memory.tolist() == before.memory.tolist()
