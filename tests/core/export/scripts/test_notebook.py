"""The notebook, its cells run one after another: it prints the program's own losses."""

import contextlib
import io
import json
import re
import sys
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from core.export.scripts.notebook import notebook
from core.export.scripts.replay import Replay
from core.nn.activations import GELU
from core.opening.starters import BANK, open_starter
from core.slices.work import finish
from core.training.rules.optimizers import OPTIMIZERS
from tests.core.builders import walked
from tests.core.export.scripts.replays import losses, replay, scaled, small, with_everything


def cells(told: Replay, kind: str = "code") -> dict[str, str]:
    """The texts of the cells of a kind, by their ids."""
    every = json.loads(finish(notebook(told)))["cells"]
    return {cell["id"]: "".join(cell["source"]) for cell in every if cell["cell_type"] == kind}


def run(told: Replay) -> tuple[str, dict[str, Any]]:
    """What the cells print, and the names they leave."""
    space: dict[str, Any] = {}
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        for key, text in cells(told).items():
            exec(compile(text, key, "exec"), space)
    return out.getvalue(), space


@pytest.fixture(autouse=True)
def _no_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)


def check(told: Replay) -> None:
    *found, last = run(told)[0].splitlines()
    assert last == "Matplotlib is not installed."
    printed = [[float(word) for word in line.split()] for line in found]
    np.testing.assert_allclose(printed, losses(told), 1e-12, 1e-20)


def test_a_starter() -> None:
    check(replay(open_starter(BANK).experiment))


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_the_whole_way_down_from_halfway(key: str) -> None:
    """One update is tried before the loop, which begins at the start all the same."""
    check(Replay(walked(with_everything(key), 7), 20))


@pytest.mark.parametrize("size", [0, 2])
def test_both_losses_of_scaled_targets(size: int) -> None:
    check(Replay(scaled(size), 20))


def test_what_a_cell_needs_is_imported_before() -> None:
    check(Replay(small(GELU), 3))


def test_it_is_a_notebook() -> None:
    whole = json.loads(finish(notebook(Replay(open_starter(BANK).experiment, 3))))
    assert (whole["nbformat"], whole["nbformat_minor"]) == (4, 5)
    assert whole["metadata"]["kernelspec"]["name"] == "python3"
    keys = [cell["id"] for cell in whole["cells"]]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch("[a-zA-Z0-9_-]{1,64}", key) for key in keys)
    for cell in whole["cells"]:
        common = {"cell_type", "id", "metadata", "source"}
        code = {"execution_count", "outputs"} if cell["cell_type"] == "code" else set()
        assert set(cell) == common | code
        assert all(line.endswith("\n") for line in cell["source"][:-1])


def test_one_update_stands_line_by_line() -> None:
    found = cells(Replay(open_starter(BANK).experiment, 3))
    assert found["forward"].splitlines() == [
        "z1 = x @ w1.T",
        "a1 = relu(z1)",
        "z2 = a1 @ w2.T",
        "a2 = z2",
        "a2",
    ]
    assert found["error"].endswith("loss = share.mean()\nloss")
    assert found["step"].startswith("rate = 0.01\n")


def test_the_loss_is_plotted_where_it_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[Any, ...]] = []
    plots = ModuleType("matplotlib.pyplot")
    for name in ("plot", "xlabel", "ylabel", "show"):
        monkeypatch.setattr(plots, name, lambda *given: drawn.append(given), raising=False)
    whole = ModuleType("matplotlib")
    monkeypatch.setattr(whole, "pyplot", plots, raising=False)
    monkeypatch.setitem(sys.modules, "matplotlib", whole)
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", plots)
    told = Replay(walked(open_starter(BANK).experiment, 2), 3)
    _, space = run(told)
    assert drawn == [(range(2, 6), space["losses"]), ("updates",), ("loss",), ()]
    assert space["losses"] == pytest.approx([line[1] for line in losses(told)], rel=1e-12)
