"""The script for torchrun, as it is written; the long checks run it with two processes."""

import csv
import re
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from core.document.data_edits import set_aside
from core.export.scripts.replay import Replay
from core.export.scripts.torchrun_script import torchrun_script
from core.nn.arrays import Array
from core.nn.losses import SUM_OF_SQUARED_ERRORS
from core.opening.predicting import predicting_rows
from core.opening.starters import BANK, open_starter
from core.slices.work import finish
from tests.core.builders import as_document, sized_experiment, walked
from tests.core.export.scripts.replays import scaled, small, with_everything


def compiled(told: Replay) -> str:
    script = torchrun_script(told)
    compile(script, "script.py", "exec")
    return script


def check(script: str, *lines: str) -> None:
    for line in lines:
        assert f"{line}\n" in script


def test_it_reads_the_rows_from_a_table() -> None:
    script = compiled(Replay(open_starter(BANK).experiment, 100))
    check(
        script,
        "# The inputs, in this order: accounts, children",
        'with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:',
        "x, target = table[:, :2], table[:, 2:]",
    )
    assert "2 inputs and 1 target, all numbers," in script
    assert not re.findall(r"\bnp\b", script)


def read(script: str, rows: Path) -> tuple[Array, Array]:
    """The inputs and targets that the lines of a script read from a table."""
    begin, end = script.index("with open("), script.index("class Network")
    space: dict[str, Any] = {
        "csv": csv,
        "sys": SimpleNamespace(argv=["", str(rows)], exit=sys.exit),
    }
    exec(script[begin:end], space | {"torch": SimpleNamespace(tensor=np.array)}, space)
    return space["x"], space["target"]


def test_it_reads_the_table_of_predictions_but_for_rows_set_aside(tmp_path: Path) -> None:
    document = set_aside(as_document(sized_experiment((3, 2, 2), 20)), 0.3, 1)
    experiment = document.experiment
    (tmp_path / "rows.csv").write_bytes(finish(predicting_rows(document))[0])
    inputs, targets = read(compiled(Replay(experiment, 3)), tmp_path / "rows.csv")
    assert experiment.validation is not None
    assert np.array_equal(inputs, np.column_stack(experiment.dataset.inputs))
    assert np.array_equal(targets, np.column_stack(experiment.dataset.targets))


def test_a_table_with_too_few_columns_is_refused(tmp_path: Path) -> None:
    """The targets would be missing, and all losses be no numbers."""
    (tmp_path / "rows.csv").write_text("accounts,children\n3,2\n", encoding="utf-8")
    script = compiled(Replay(open_starter(BANK).experiment, 100))
    with pytest.raises(SystemExit, match=r"rows\.csv has fewer than 3 columns: 2 inputs and 1"):
        read(script, tmp_path / "rows.csv")


def test_the_processes_share_the_rows() -> None:
    check(
        compiled(Replay(open_starter(BANK).experiment, 100)),
        "    sampler = DistributedSampler(rows, shuffle=False)",
        "if rank == 0 and (len(x) % processes):",
        "    part_loss = loss_of(parallel(part_x), part_target)",
        "    loss = loss_of_all()",
        "    if rank == 0:",
        "dist.destroy_process_group()",
    )


def test_batches_have_the_program_s_order() -> None:
    check(
        compiled(Replay(walked(with_everything("adam"), 7), 10)),
        "    for epoch in itertools.count(2):",
        "        order = np.random.default_rng((0, epoch)).permutation(len(x))",
        "        size = max(1, 2 // processes)",
        "if rank == 0 and (len(x) % processes or 2 % processes):",
        "parts = itertools.islice(parts, 1, None)  # those before",
        "    loss = loss_of_all() + cost_of_weights(model).item()",
    )


def test_a_sum_is_no_mean_over_the_processes() -> None:
    script = compiled(Replay(replace(small(loss=SUM_OF_SQUARED_ERRORS), l2_penalty=0.01), 10))
    whole = "loss_of(parallel(part_x), part_target) * processes + cost_of_weights(model)"
    check(script, f"    part_loss = {whole}")
    assert " / len(x)" not in script


def test_targets_have_their_own_loss() -> None:
    check(
        compiled(Replay(scaled(0), 10)),
        "x = (x - x_offset) / x_factor",
        "    own_loss = loss_of_all(target_factor)",
        "        print(updates, loss, own_loss)",
    )


def test_there_may_be_more_rows_than_a_script_can_hold() -> None:
    script = compiled(Replay(sized_experiment((2, 1), 700_000), 1))
    assert len(script) < 5_000
