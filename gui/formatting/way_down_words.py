"""The way down in words: the settings of the optimizer, schedule, clipping and penalty."""

import math

from core.landscape.rate_advice import RateAdvice
from core.nn.arrays import Array
from core.nn.network import Network
from core.training.experiment import Experiment
from core.training.rules.optimizer import Optimizer
from core.training.rules.setting import Setting
from core.training.step_shape import step_shape
from gui.formatting.numbers import number, rounded
from gui.formatting.sentences import as_read

_LONGER = 1.2  # times as long as steps of gradient descent
_MOST_NAMED = 3


def about_optimizer(optimizer: type[Optimizer] | Optimizer) -> str:
    """What an optimizer does, and its formula."""
    return f"{optimizer.idea}: new weight = {optimizer.formula}"


def formula_now(experiment: Experiment) -> str:
    """The formula of the next step with its numbers: "weight − 0.01 × velocity"."""
    optimizer = experiment.optimizer
    formula = optimizer.formula.replace("learning rate", number(experiment.learning_rate))
    for setting in optimizer.settings:
        formula = formula.replace(
            f"{setting.name} ×", f"{number(getattr(optimizer, setting.key))} ×"
        )
    clipped = f", slopes clipped at {number(experiment.max_norm)}" if experiment.max_norm else ""
    return formula + clipped


def in_symbols(formula: str, optimizer: Optimizer) -> str:
    """A formula with letters for what is remembered: "weight − 0.01 × m / (√v + ε)"."""
    for name, symbol in zip(optimizer.remembers, optimizer.symbols, strict=False):
        formula = formula.replace(name, symbol)
    return formula


def symbols_words(optimizer: Optimizer) -> str:
    """What the letters stand for: "m: mean slope; v: mean squared slope"; empty for nothing."""
    pairs = zip(optimizer.symbols, optimizer.remembers, strict=False)
    return "; ".join(f"{symbol}: {name}" for symbol, name in pairs)


def noteworthy(optimizer: Optimizer) -> list[str]:
    """The settings that matter: "momentum 0.9", and those that are not the usual ones."""
    usual = type(optimizer)()

    def matters(setting: Setting) -> bool:
        value = getattr(optimizer, setting.key)
        return setting.is_telling or bool(value != getattr(usual, setting.key))

    return [
        f"{setting.name} {number(getattr(optimizer, setting.key))}"
        for setting in filter(matters, optimizer.settings)
    ]


def rate_words(experiment: Experiment) -> str:
    """How the learning rate falls: "× 0.5 every 100 steps: now 0.0025"; empty if it does not."""
    told = as_read(experiment.schedule.told)
    return f"{told}: now {number(experiment.learning_rate)}" if told else ""


def besides(experiment: Experiment) -> list[str]:
    """What is on besides the usual, apart from the schedule: "clipped at 1", "L2 0.01"."""
    found = noteworthy(experiment.optimizer)
    if experiment.max_norm:
        found.append(f"clipped at {number(experiment.max_norm)}")
    if experiment.l2_penalty:
        found.append(f"L2 {number(experiment.l2_penalty)}")
    return found


def remembered_words(optimizer: Optimizer) -> str:
    """What an optimizer remembers: "mean slope and mean squared slope"; empty for nothing."""
    return " and ".join(optimizer.remembers)


def steps_words(experiment: Experiment, slopes: Array) -> str:
    """What steps along slopes, shape (P,), are like; empty if they are as gradient descent's."""
    shape = step_shape(experiment, slopes)
    if shape is None:
        return ""
    if shape.alike:
        later = ", then by less and less" if shape.shrinks else ""
        return (
            f"each weight with a slope moves by about {rounded(shape.alike, 3)} at first,"
            f" whatever its slope{later}"
        )
    if shape.growth > _LONGER:
        return f"steps grow up to {rounded(shape.growth, 2)} × as long"
    return ""


def advice_words(advice: RateAdvice, network: Network) -> str:
    """What would come of the present learning rate."""
    present, better = advice.present, advice.better
    rate, steps = number(present.learning_rate), f"within {present.steps} steps"
    if not math.isfinite(present.loss):
        return f"at a rate of {rate} a step would be refused {steps}"
    if present.asleep:
        names = [network.node_name(place) for place in present.asleep]
        who = " and ".join(names) if len(names) <= _MOST_NAMED else f"{len(names)} nodes"
        return f"at a rate of {rate} {who} would fall asleep {steps}"
    losses = (
        f"{number(each.learning_rate)} leads to a loss of {rounded(each.loss, 3)}"
        for each in (present, better)
    )
    return f"{steps}, {' and '.join(losses)}"
