"""Options that say how to go downhill: optimizer, schedule, clipping, penalty, and their settings.

The options of settings are made of the entries: a setting of any optimizer is an option.
"""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from msgspec.structs import replace

from core.cli import arguments
from core.training.experiment import L2_PENALTY, MAX_NORM, Experiment
from core.training.rules.optimizer import Optimizer
from core.training.rules.optimizers import OPTIMIZERS, GradientDescent
from core.training.rules.schedules import SCHEDULES, Schedule
from core.training.rules.setting import Setting

_OF_SCHEDULES = "schedule_"  # before the name of a schedule's setting
_Rule = TypeVar("_Rule", Optimizer, Schedule)
_Entries = Mapping[str, type[Optimizer]] | Mapping[str, type[Schedule]]


def add_way_down_options(parser: argparse.ArgumentParser) -> None:
    """Add a group of options for tables and documents alike."""
    group = parser.add_argument_group(
        "way down", "of tables and documents; what is not said of a document stays as it is"
    )
    add = group.add_argument
    add(
        "--optimizer",
        type=arguments.choice({"gd": GradientDescent, **OPTIMIZERS}),
        metavar="NAME",
        help=f"{', '.join(OPTIMIZERS)}, gd for short (gd)".replace("_", "-"),
    )
    add("--learning-rate", type=arguments.learning_rate, metavar="R", help="above 0 (0.01)")
    for option, text in _setting_options(OPTIMIZERS, ""):
        add(option, type=arguments.number, metavar="X", help=text)
    add(
        "--schedule",
        type=arguments.choice(SCHEDULES),
        metavar="NAME",
        help=f"how the learning rate falls: {', '.join(SCHEDULES)} (constant)",
    )
    for option, text in _setting_options(SCHEDULES, _OF_SCHEDULES):
        add(option, type=arguments.number, metavar="X", help=text)
    for setting in (MAX_NORM, L2_PENALTY):
        add(_option(setting.key), type=arguments.number, metavar="X", help=_help(setting, "0"))


def _setting_options(entries: _Entries, prefix: str) -> Iterator[tuple[str, str]]:
    """An option for each setting of the entries, and its help."""
    for key, setting in _settings(entries).items():
        rules = _that_have(key, entries)
        usual = dict.fromkeys(f"{getattr(rule(), key):g}" for rule in rules)
        yield _option(prefix + key), _help(setting, " or ".join(usual), f"of {_names(rules)}: ")


def _settings(entries: _Entries) -> dict[str, Setting]:
    return {setting.key: setting for each in entries.values() for setting in each.settings}


def _that_have(key: str, entries: _Entries) -> list[type[Optimizer] | type[Schedule]]:
    return [each for each in entries.values() if key in {one.key for one in each.settings}]


def _names(rules: Iterable[type[Optimizer] | type[Schedule]]) -> str:
    return ", ".join(rule.key for rule in rules).replace("_", "-")


def _help(setting: Setting, usual: str, whose: str = "") -> str:
    return f"{whose}{setting.tip[0].lower()}{setting.tip[1:]} ({usual})"


def _option(key: str) -> str:
    return f"--{key.replace('_', '-')}"


def with_way_down(experiment: Experiment, options: argparse.Namespace) -> Experiment:
    """Return the experiment with what the options say of the way down.

    Raises:
        ValueError: the rule does not have a setting that is given, or it is out of range; the
            message is for people.
    """
    optimizer, schedule = experiment.optimizer, experiment.schedule
    if options.optimizer not in (None, type(optimizer)):
        optimizer = options.optimizer(optimizer.learning_rate)
    if options.schedule not in (None, type(schedule)):
        schedule = options.schedule()
    optimizer = _set(optimizer, OPTIMIZERS, "", options)
    schedule = _set(schedule, SCHEDULES, _OF_SCHEDULES, options)
    if options.learning_rate is not None:
        optimizer = replace(optimizer, learning_rate=options.learning_rate)
    besides = _given(options, {setting.key: setting.key for setting in (MAX_NORM, L2_PENALTY)})
    return replace(experiment.with_optimizer(optimizer), schedule=schedule, **besides)


def _set(rule: _Rule, entries: _Entries, prefix: str, options: argparse.Namespace) -> _Rule:
    """The rule with the settings that are given."""
    given = _given(options, {key: prefix + key for key in _settings(entries)})
    for key in given:
        rules = _that_have(key, entries)
        if type(rule) not in rules:
            whose, own = _names(rules), _names([type(rule)])
            raise ValueError(f"{_option(prefix + key)} is for {whose}, not for {own}")
    return replace(rule, **given)


def _given(options: argparse.Namespace, names: dict[str, str]) -> dict[str, Any]:
    """What was given of these options, by the names of attributes."""
    found = {attribute: getattr(options, option) for attribute, option in names.items()}
    return {attribute: value for attribute, value in found.items() if value is not None}
