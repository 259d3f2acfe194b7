"""A descent as a script of NumPy: every line of an update, as `vectorised` writes it."""

from core.export.scripts.given import writing_data
from core.export.scripts.numpy_parts import (
    data_names,
    function_lines,
    loop_lines,
    loss_function_lines,
    start_lines,
)
from core.export.scripts.replay import Replay
from core.export.scripts.whole_script import whole_script
from core.export.vectorised import vectorised
from core.slices.work import Work


def numpy_script(replay: Replay) -> Work[str]:
    """The script. Run, it prints the loss before each update and after the last.

    Where targets are scaled, the loss in their own units stands beside it.
    """
    lines, functions = vectorised(replay.experiment), function_lines(replay)
    body = [
        *(yield from writing_data(replay, *data_names(replay))),
        "",
        *start_lines(replay),
        *(["", "", *functions] if functions else [""]),
        *loss_function_lines(replay, lines),
        *loop_lines(replay, lines),
    ]
    return whole_script(_TITLE.format(steps=replay.steps), body)


_TITLE = """A neural network and {steps} updates of its weights, in NumPy.

It prints the loss before each update, and after the last."""
