"""What two experiments differ in, found by comparing their values."""

from collections.abc import Iterator

import numpy as np
from msgspec import Struct

from core.data.batches import ALL_ROWS, batch_text
from core.data.dataset import Dataset
from core.nn.equality import equal
from core.nn.network import Network
from core.text.numbers import counted, grouped
from core.training.experiment import L2_PENALTY, MAX_NORM, Experiment
from core.training.rules.setting import Setting

_MOST_NAMED = 3  # weights that differ are named one by one up to so many


class Difference(Struct, frozen=True):
    """One thing that is another.

    Attributes:
        what: its name: "learning rate"; empty where the values speak for themselves.
        before: what it is in the first experiment, a number or a word; None where there is none.
        after: what it is in the second one.
    """

    what: str
    before: float | str | None
    after: float | str


def differences(one: Experiment, other: Experiment) -> tuple[Difference, ...]:
    """What has to be changed in an experiment to have another one; memory and counts aside.

    The network comes first, then the data, then the way down.
    """
    if one is other:
        return ()
    found = (*_of_networks(one.network, other.network), *_of_data(one, other))
    return (*found, *_of_ways_down(one, other))


def _of_networks(one: Network, other: Network) -> Iterator[Difference]:
    sizes, others = (
        (net.sizes, tuple(layer.biased for layer in net.layers)) for net in (one, other)
    )
    if sizes != others:
        before, after = ("-".join(map(str, network.sizes)) for network in (one, other))
        if before != after:
            yield Difference("", before, after)
        else:
            yield Difference("", None, "other biases")
    for layer, (old, new) in enumerate(zip(one.layers, other.layers, strict=False), 1):
        if old.activation is not new.activation:
            place = f"layer {layer}" if layer < len(other.layers) else "prediction"
            yield Difference(place, old.activation.name, new.activation.name)
    if sizes == others:
        yield from _of_parameters(one, other)
        yield from _of_locks(one, other)


def _of_parameters(one: Network, other: Network) -> Iterator[Difference]:
    before, after = one.parameters, other.parameters
    changed = np.flatnonzero(before != after).tolist()
    if len(changed) <= _MOST_NAMED:
        for index in changed:
            name = other.parameter_name(other.place(index))
            yield Difference(name, float(before[index]), float(after[index]))
    elif len(changed) > other.parameters.size / 2:
        yield Difference("", None, "other weights")
    else:
        yield Difference("", None, f"{len(changed)} other weights")


def _of_locks(one: Network, other: Network) -> Iterator[Difference]:
    before, after = float(one.locked.sum()), float(other.locked.sum())
    if before != after:
        yield Difference("locked weights", before, after)
    elif not np.array_equal(one.locked, other.locked):
        yield Difference("", None, "other locked weights")


def _of_data(one: Experiment, other: Experiment) -> Iterator[Difference]:
    rows, others = _rows(one), _rows(other)
    if rows != others:
        yield Difference("", rows, others)
    elif not _same_rows(one.dataset, other.dataset):
        yield Difference("", None, "other data")
    for what, before, after in (
        ("inputs", one.dataset.input_scaling, other.dataset.input_scaling),
        ("targets", one.dataset.target_scaling, other.dataset.target_scaling),
    ):
        if before.scale is not after.scale:
            yield Difference(f"scaling of {what}", before.scale.value, after.scale.value)


def _rows(experiment: Experiment) -> str:
    count, validation = experiment.dataset.rows, experiment.validation
    rows = counted(count, "row")
    return rows if validation is None else f"{rows}, {grouped(validation.rows)} set aside"


def _same_rows(one: Dataset, other: Dataset) -> bool:
    columns, others = ((*dataset.own_inputs, *dataset.own_targets) for dataset in (one, other))
    return one is other or equal(columns, others)


def _of_ways_down(one: Experiment, other: Experiment) -> Iterator[Difference]:
    old, new = one.optimizer, other.optimizer
    pairs: list[tuple[str, float | str, float | str]] = [
        ("", one.loss.name, other.loss.name),
        ("", old.name, new.name),
        ("rate", old.learning_rate, new.learning_rate),
        ("rate", _schedule(one), _schedule(other)),
        *(_values(setting, one, other) for setting in (MAX_NORM, L2_PENALTY)),
        ("slopes from", batch_text(one.batch_size), batch_text(other.batch_size)),
    ]
    if type(old) is type(new):
        pairs += [_values(setting, old, new) for setting in new.settings]
    if other.batch_size != ALL_ROWS:
        pairs.append(("order of the rows", float(one.seed), float(other.seed)))
    for what, before, after in pairs:
        if before != after:
            yield Difference(what, before, after)


def _values(setting: Setting, one: object, other: object) -> tuple[str, float, float]:
    before, after = (float(getattr(rule, setting.key)) for rule in (one, other))
    return setting.name, before, after


def _schedule(experiment: Experiment) -> str:
    return experiment.schedule.told or experiment.schedule.name.lower()
