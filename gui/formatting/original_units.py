"""Errors in the targets' own units as text, where the network sees scaled targets."""

from core.nn.network import NodePlace
from core.training.evaluation import Evaluation
from core.training.experiment import Experiment
from core.training.original_units import own_figures
from gui.formatting.numbers import rounded

_DIGITS = 4
_MOST = 3  # predictions whose misses are told


def own_words(experiment: Experiment, evaluation: Evaluation) -> list[str]:
    """The loss in own units, if there is one, and the typical miss; empty if nothing is scaled.

    "23.1 in own units²", "typically off by 4.8".
    """
    figures = own_figures(experiment, evaluation)
    if figures is None:
        return []
    own = own_loss_words(experiment, figures.loss)
    found = [own] if own else []
    misses = [rounded(miss, _DIGITS) for miss in figures.misses]
    if len(misses) > 1:
        network = experiment.network
        last = len(network.layers) - 1
        misses = [
            f"{miss} ({network.node_name(NodePlace(last, at))})" for at, miss in enumerate(misses)
        ]
    more = ", …" if len(misses) > _MOST else ""
    return [*found, f"typically off by {', '.join(misses[:_MOST])}{more}"]


def own_loss_words(experiment: Experiment, loss: float) -> str:
    """A loss that is in own units; empty where more than a factor lies between the two."""
    power = experiment.loss.power
    if not power or len(experiment.dataset.targets) > 1:
        return ""
    return f"{rounded(loss, _DIGITS)} in own units{'²' if power == 2 else ''}"


def scaled_word(experiment: Experiment) -> str:
    """What errors and losses are called that are not in own units: "scaled ", or nothing."""
    return "scaled " if experiment.dataset.target_scaling.is_on else ""
