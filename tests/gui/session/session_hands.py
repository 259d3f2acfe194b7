"""What the tests of the session share."""

from msgspec.structs import replace

from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from gui.session.session import Session


def parameters(session: Session) -> list[float]:
    return [float(value) for value in session.document.experiment.network.parameters]


def with_rate(experiment: Experiment, rate: float) -> Experiment:
    return replace(experiment, optimizer=GradientDescent(rate))


def set_rate(session: Session, rate: float) -> None:
    document = session.document
    session.apply("Rate", document.with_experiment(with_rate(document.experiment, rate)))
