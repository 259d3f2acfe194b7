"""A descent as a Jupyter notebook: the script of NumPy in cells, with one update line by line."""

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from core.explanation.walking.walkthrough import Phase
from core.export.line import Line
from core.export.scripts.given import batch_lines, counted_lines, last_update, writing_data
from core.export.scripts.numpy_parts import (
    data_names,
    function_lines,
    loop_lines,
    loss_function_lines,
    start_lines,
)
from core.export.scripts.replay import Replay
from core.export.scripts.whole_script import import_lines
from core.export.stepping import memory_names
from core.export.vectorised import parameter_arrays, vectorised
from core.slices.work import Work

Cell = dict[str, Any]
_PHASES = {
    Phase.FORWARD: "From the inputs to the predictions, layer by layer. Rows lie along the first"
    " axis, nodes along the second.",
    Phase.ERROR: "How far the predictions are from the targets, and the loss: the one number that"
    " is made smaller.",
    Phase.SLOPES: "Backwards from the loss to every weight, by the chain rule.",
    Phase.STEP: "From the slopes to the new weights.",
}


def notebook(replay: Replay) -> Work[str]:
    """The notebook as JSON, of nbformat 4.5. Run, it prints what the script of NumPy prints."""
    lines = vectorised(replay.experiment)
    cells = [
        _text("title", *_title(replay)),
        _text("about-data", "## Data"),
        _code("data", (yield from writing_data(replay, *data_names(replay)))),
        _text("about-start", "## The start", "", "A row of weights for each node."),
        _code("start", [*start_lines(replay), "", f"start = {_state(replay)}"]),
        *_functions(replay, lines),
        *_one_update(replay, lines),
        _text("about-loop", f"## {_updates(replay)}", "", "They begin at the start again."),
        _code(
            "loop",
            [
                f"{_state(replay)} = start",
                "losses = []",
                *loop_lines(replay, lines, ["losses.append(loss)"]),
            ],
        ),
        _text("about-plot", "## The loss", "", "A plot of it, if Matplotlib is installed."),
        _code("plot", _plot(replay)),
    ]
    computing = [cell for cell in cells if cell["cell_type"] == "code" and cell["id"] != "data"]
    lines_of_code = (line for cell in computing for line in cell["source"])
    cells.insert(1, _code("imports", import_lines(lines_of_code)))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    whole = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _title(replay: Replay) -> list[str]:
    return [
        f"# A neural network and {_updates(replay)} of its weights",
        "",
        "In NumPy: the data, the start, one update line by line, and then all of them.",
    ]


def _updates(replay: Replay) -> str:
    return "one update" if replay.steps == 1 else f"{replay.steps} updates"


def _state(replay: Replay) -> str:
    """All that an update changes, as a tuple of names."""
    experiment = replay.experiment
    names = list(parameter_arrays(experiment.network, experiment.network.parameters))
    kept = [each for name in names for each in memory_names(experiment.optimizer, name)]
    every = [*names, *kept]
    return ", ".join(every) + ("," if len(every) == 1 else "")


def _functions(replay: Replay, lines: Sequence[Line]) -> list[Cell]:
    functions = [*function_lines(replay), *loss_function_lines(replay, lines)]
    if not functions:
        return []
    text = "The activations with their slopes, and the loss of all rows."
    if not replay.has_batches:
        text = "The activations, each with its slope."
    elif not function_lines(replay):
        text = "The loss of all rows."
    return [_text("about-functions", "## Functions", "", text), _code("functions", functions)]


def _one_update(replay: Replay, lines: Sequence[Line]) -> list[Cell]:
    """A cell for each phase; it shows what was found last."""
    begin = [f"updates = {replay.experiment.updates}"]
    if replay.has_batches:
        begin += [*batch_lines(replay), "x, target = every_x[rows], every_target[rows]"]
    cells = [
        _text("about-update", "## One update, line by line"),
        _code("update", begin),
    ]
    for phase, group in groupby(lines, lambda line: line.phase):
        key = phase.value.lower()
        found = list(group)
        before = counted_lines(replay) if phase is Phase.STEP else []
        cells.append(_text(f"about-{key}", f"### {phase.value}", "", _PHASES[phase]))
        cells.append(_code(key, [*before, *(line.text for line in found), found[-1].name]))
    return cells


def _plot(replay: Replay) -> list[str]:
    first = replay.experiment.updates
    return [
        "try:",
        "    import matplotlib.pyplot as plt",
        "except ImportError:",
        '    print("Matplotlib is not installed.")',
        "else:",
        f"    plt.plot(range({first}, {last_update(replay) + 1}), losses)",
        '    plt.xlabel("updates")',
        '    plt.ylabel("loss")',
        "    plt.show()",
    ]


def _text(key: str, *lines: str) -> Cell:
    return {"cell_type": "markdown", "id": key, "metadata": {}, "source": _source(lines)}


def _code(key: str, lines: Sequence[str]) -> Cell:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": key,
        "metadata": {},
        "outputs": [],
        "source": _source(lines),
    }


def _source(lines: Sequence[str]) -> list[str]:
    """The lines as nbformat has them: each but the last with its end."""
    *before, last = "\n".join(lines).strip("\n").split("\n")
    return [*(f"{line}\n" for line in before), last]
