"""The way down in words: the settings of the optimizer, schedule, clipping and penalty."""

from core.training.experiment import Experiment
from core.training.optimizer import Optimizer
from core.training.setting import Setting
from gui.formatting.numbers import number


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
    return formula


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
    told = experiment.schedule.told
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
