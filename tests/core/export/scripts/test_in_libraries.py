"""The scripts of other libraries, run: they print the program's own losses."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from core.export.scripts.keras_script import keras_script
from core.export.scripts.replay import Replay
from core.export.scripts.torch_script import torch_script
from core.export.scripts.torchrun_script import torchrun_script
from core.slices.work import Work, finish
from tests.core.export.libraries import PYTHON, needs
from tests.core.export.scripts.replays import losses, replays, small, with_everything

RUN_ALL = """
import contextlib, io, json, pathlib, runpy, sys

printed = {}
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.py")):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        runpy.run_path(str(path), run_name="__main__")
    printed[path.stem] = [list(map(float, line.split())) for line in out.getvalue().splitlines()]
print(json.dumps(printed))
"""

pytestmark = pytest.mark.long


def check(folder: Path, write: Callable[[Replay], Work[str]]) -> None:
    """Run the scripts of all descents in one process, and compare what they print."""
    every = replays()
    names = list(every)
    for at, name in enumerate(names):
        (folder / f"{at}.py").write_text(finish(write(every[name])), encoding="utf-8")
    done = subprocess.run(
        [PYTHON, "-c", RUN_ALL, str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    printed = json.loads(done.stdout.splitlines()[-1])
    for at, name in enumerate(names):
        expected = losses(every[name])
        # a loss near 0 is the difference of numbers of about 1, which round at 1e-16
        np.testing.assert_allclose(printed[str(at)], expected, 1e-12, 1e-16, err_msg=name)


@pytest.mark.parametrize("backend", ["torch", "tensorflow"])
def test_keras(tmp_path: Path, backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    needs("keras", backend)
    monkeypatch.setenv("KERAS_BACKEND", backend)
    check(tmp_path, keras_script)


def test_pytorch(tmp_path: Path) -> None:
    needs("torch")
    check(tmp_path, torch_script)


@pytest.mark.parametrize("rows", [8, 5])
def test_two_processes_of_torchrun(tmp_path: Path, rows: int) -> None:
    """In batches of 4: all losses where rows divide evenly, else the first one, and it says so."""
    needs("torch")
    experiment = replace(with_everything("adam"), dataset=small(rows=rows).dataset, batch_size=4)
    told = Replay(experiment, 30)
    script, table = tmp_path / "script.py", tmp_path / "rows.csv"
    script.write_text(torchrun_script(told), encoding="utf-8")
    columns = np.column_stack([told.inputs, told.targets])
    np.savetxt(table, columns, fmt="%.17g", delimiter=",", header="a,b,c,d", comments="")
    torchrun = [PYTHON, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"]
    done = subprocess.run(
        [*torchrun, str(script), str(table)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    printed = [list(map(float, line.split())) for line in done.stdout.splitlines()]
    assert ("do not divide evenly" in done.stderr) == (rows == 5)
    same = 1 if rows == 5 else 31
    np.testing.assert_allclose(printed[:same], losses(told)[:same], 1e-12)
    assert len(printed) == 31
