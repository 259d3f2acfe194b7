"""Changes to the way down, each one undo with a name: optimizer, schedule, clipping, penalty."""

from msgspec.structs import replace

from core.nn.arrays import EMPTY
from core.nn.quantity import QuantityKind
from core.training.experiment import L2_PENALTY, MAX_NORM, Experiment
from core.training.rules.optimizer import Optimizer
from core.training.rules.setting import Setting
from gui.formatting.sentences import as_read
from gui.formatting.way_down_words import remembered_words, steps_words
from gui.session.messages import change
from gui.session.session import Session
from gui.session.visibility import visibility_of


def set_optimizer(session: Session, rule: type[Optimizer]) -> None:
    """Choose the optimizer with its usual settings; the learning rate stays."""
    experiment = session.document.experiment
    if type(experiment.optimizer) is not rule:
        chosen = rule(experiment.optimizer.learning_rate)
        set_way_down(session, experiment.with_optimizer(chosen))


def set_way_down(session: Session, experiment: Experiment) -> None:
    """Go on with another way down; the same again is no change."""
    changes = _changes(session.document.experiment, experiment)
    if changes:
        name = changes[0] if len(changes) == 1 else "Change the way down"
        if session.apply(name, session.document.with_experiment(experiment)):
            _tell_of_steps(session)


def _tell_of_steps(session: Session) -> None:
    """Say besides what steps are like now, so far as that gives nothing away."""
    experiment = session.document.experiment
    visibility = visibility_of(experiment.network, session.focus)
    words = steps_words(experiment, session.evaluation.gradient)
    if words and visibility.shows_kind(QuantityKind.NEW_WEIGHT):
        session.tell(session.message.and_that(words))


def can_forget(session: Session) -> bool:
    """Whether the optimizer remembers anything."""
    return bool(session.document.experiment.memory.any())


def forget(session: Session) -> None:
    """Let the optimizer remember nothing, as at its first step."""
    document = session.document
    begun = replace(document.experiment, memory=EMPTY)
    session.apply(forget_title(session), document.with_experiment(begun))


def forget_title(session: Session) -> str:
    """What forgetting is called: "Forget the velocity"."""
    remembered = remembered_words(session.document.experiment.optimizer)
    return f"Forget the {remembered or 'steps before'}"


def _changes(before: Experiment, after: Experiment) -> list[str]:
    """The name of each change from one way down to another."""
    old, new = before.optimizer, after.optimizer
    found = []
    if type(old) is not type(new):
        found.append(f"Optimizer: {new.name}")
    else:
        found += [named for each in new.settings if (named := _changed(each, old, new))]
    if before.schedule != after.schedule:
        found.append(f"Schedule: {as_read(after.schedule.told) or after.schedule.name}")
    return found + [
        named for each in (MAX_NORM, L2_PENALTY) if (named := _changed(each, before, after))
    ]


def _changed(setting: Setting, old: object, new: object) -> str:
    before, after = (float(getattr(each, setting.key)) for each in (old, new))
    name = f"{setting.name[0].upper()}{setting.name[1:]}"
    return "" if before == after else change(name, before, after)
