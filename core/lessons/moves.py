"""Moves: what is done in a lesson, written as text, and done here to a document.

set children → hidden 2 = 0        change a weight or a bias
set learning rate = 0.1
set batch = 2 · set batch = all    how many rows a step learns from
scale inputs · scale inputs minmax
step · step 20                     take updates
run until loss < 1                 take updates until a condition holds
click hidden 1 · click accounts → hidden 1
answer 52 · answer rises
"""

import re
from collections.abc import Callable

from msgspec.structs import replace

from core.data.batches import ALL_ROWS
from core.data.scaling import Scale
from core.document.data_edits import scale_inputs, set_batch_size
from core.document.document import Document
from core.explanation.quantities import Quantities
from core.lessons.effort import LOOK, STEP, spend
from core.lessons.names import UnknownNameError, node_named, parameter_named
from core.lessons.setup import number_of
from core.lessons.tasks.conditions import condition_of
from core.nn.network import NodePlace
from core.nn.network_edits import set_parameters
from core.text.numbers import grouped
from core.training.descent import Descent, Refusal
from core.training.evaluation import evaluate

MOST_STEPS = 10_000
_SCALES = {"": Scale.STANDARD} | {scale.value: scale for scale in Scale}
_MOVE = re.compile(r"(?P<verb>set|scale|step|run|click|answer)\b\s*(?P<rest>.*)", re.DOTALL)


class Board:
    """A lesson that is played without a window.

    Attributes:
        start: the document that the page began with.
        steps: how many updates were taken since.
        answer: what was answered last, as text.
        parameters: the weights that are selected.
        nodes: the nodes that are selected.
    """

    def __init__(self, start: Document) -> None:
        spend(LOOK, start.experiment)
        self.start = self.document = start
        self.evaluation = evaluate(start.experiment)
        self.steps = 0
        self.answer = ""
        self.parameters: tuple[int, ...] = ()
        self.nodes: tuple[NodePlace, ...] = ()

    @property
    def numbers(self) -> Quantities:
        """The numbers of now."""
        return Quantities(self.document.experiment, self.evaluation)

    def play(self, move: str) -> None:
        """Do what a move says.

        Raises:
            ValueError: it is no move, or cannot be done here.
        """
        found = _MOVE.fullmatch(move.strip())
        if found is None:
            verbs = "set, scale, step, run, click or answer"
            raise ValueError(f"“{move}” is no move: it has to begin with {verbs}")
        _MOVES[found["verb"]](self, found["rest"].strip())

    def set(self, said: str) -> None:
        """Change a weight, a bias, the learning rate or the batches."""
        name, equals, number = said.rpartition("=")
        if not equals:
            raise ValueError(f"“set {said}”: write “set NAME = NUMBER”")
        self._reach(_set(self.document, name.strip(), number.strip()))

    def scale(self, said: str) -> None:
        """Scale the inputs."""
        what, _, how = said.partition(" ")
        if what != "inputs" or how not in _SCALES:
            raise ValueError(
                f"“scale {said}”: write “scale inputs”, with “minmax” or “none” or not"
            )
        self._reach(scale_inputs(self.document, _SCALES[how]))

    def step(self, said: str) -> None:
        """Take updates."""
        count = _whole("step", said) if said else 1
        spend(STEP, self.document.experiment, count)
        self._descend(lambda descent: descent.run(count))

    def run(self, said: str) -> None:
        """Take updates until a condition holds."""
        network = self.document.experiment.network
        condition = condition_of(said.removeprefix("until").strip(), network)

        def until(descent: Descent) -> Refusal | None:
            refusal, left = None, MOST_STEPS
            while refusal is None and left and not condition.holds(_numbers(descent)):
                spend(LOOK, descent.experiment)
                refusal, left = descent.run(1), left - 1
            return refusal

        self._descend(until)
        if not condition.holds(self.numbers):
            raise ValueError(f"“run {said}”: not so after {grouped(MOST_STEPS)} steps")

    def click(self, said: str) -> None:
        """Select a node, a weight or a bias."""
        network = self.document.experiment.network
        try:
            self.parameters, self.nodes = (parameter_named(said, network),), ()
        except UnknownNameError:
            self.parameters, self.nodes = (), (node_named(said, network),)

    def say(self, said: str) -> None:
        """Answer."""
        self.answer = said

    def _descend(self, take: Callable[[Descent], Refusal | None]) -> None:
        before = self.document.experiment
        descent = Descent(before)
        refusal = take(descent)
        self.steps += descent.experiment.updates - before.updates
        self._reach(self.document.with_experiment(descent.experiment))
        if refusal is not None:
            raise ValueError(refusal.message)

    def _reach(self, document: Document) -> None:
        spend(LOOK, document.experiment)
        self.document, self.evaluation = document, evaluate(document.experiment)


def _set(document: Document, name: str, number: str) -> Document:
    if name == "batch":
        return set_batch_size(document, ALL_ROWS if number == "all" else _whole(name, number))
    experiment, value = document.experiment, number_of(number)
    if name == "learning rate":
        return document.with_experiment(experiment.at_rate(value))
    network = experiment.network
    changed = set_parameters(network, [parameter_named(name, network)], value)
    return document.with_experiment(replace(experiment, network=changed))


def _numbers(descent: Descent) -> Quantities:
    return Quantities(descent.experiment, descent.evaluate())


def _whole(what: str, said: str) -> int:
    if not (said.isascii() and said.isdecimal()) or not 1 <= int(said[:9]) <= MOST_STEPS:
        raise ValueError(f"“{what} {said}”: expected a count from 1 to {grouped(MOST_STEPS)}")
    return int(said)


_MOVES = {
    "set": Board.set,
    "scale": Board.scale,
    "step": Board.step,
    "run": Board.run,
    "click": Board.click,
    "answer": Board.say,
}
