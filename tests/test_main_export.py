"""What the command line writes to be taken away."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import downhill, numbers
from tests.core.export.onnx_reading import run


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))


def test_a_script_prints_the_losses_of_the_steps_that_were_taken(tmp_path: Path) -> None:
    script = tmp_path / "bank.py"
    assert downhill("--steps", "20", "--export", str(script)).returncode == 0
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True, timeout=60
    )
    found = [float(line.split()[1]) for line in done.stdout.splitlines()]
    assert found == pytest.approx(numbers("--steps", "20")["loss_history"], rel=1e-12)


def test_losses_are_a_table(tmp_path: Path) -> None:
    table = tmp_path / "losses.csv"
    assert downhill("--steps", "2", "--export", str(table)).returncode == 0
    assert rows_of(table) == [
        ["step", "loss"],
        ["0", "121.0"],
        ["1", "19.82742784"],
        ["2", "14.95174319297773"],
    ]


def test_weights_and_slopes_are_tables(tmp_path: Path) -> None:
    table = tmp_path / "weights.csv"
    assert downhill("--export", str(table), "--what", "weights").returncode == 0
    assert rows_of(table)[:3] == [
        ["layer", "from", "to", "weight"],
        ["1", "accounts", "hidden 1", "2.0"],
        ["1", "children", "hidden 1", "1.0"],
    ]
    assert downhill("--export", str(table), "--what", "slopes", "--force").returncode == 0
    assert [row[3] for row in rows_of(table)] == [
        "slope",
        "132.0",
        "88.0",
        "0.0",
        "0.0",
        "176.0",
        "0.0",
    ]


def test_predictions_are_a_table(tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    assert downhill("--export", str(table), "--what", "predictions").returncode == 0
    head, row = rows_of(table)
    assert dict(zip(head, row, strict=True))["prediction"] == "16.0"


def test_nothing_is_replaced_unless_it_is_said(tmp_path: Path) -> None:
    kept = tmp_path / "kept.py"
    kept.write_text("mine")
    done = downhill("--export", kept, "--json")
    assert done.returncode == 1
    assert done.stderr == f"downhill: “{kept}” is there already: --force replaces it\n"
    assert done.stdout == "", "before the steps are taken"
    assert kept.read_text() == "mine"
    assert downhill("--export", kept, "--force").returncode == 0
    assert "import numpy" in kept.read_text()


def test_a_document_is_saved_anew_each_time(tmp_path: Path) -> None:
    kept = tmp_path / "kept.downhill"
    for steps in ("1", "2"):
        assert downhill("--save", kept, "--steps", steps).returncode == 0
    assert '"updates": 2' in kept.read_text()


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (
            ("--export", "{}/a.xyz"),
            1,
            "has to end in one of .py, .ipynb, .onnx, .safetensors, .npz, .csv",
        ),
        (
            ("--export", "{}/a"),
            1,
            "has to end in one of .py, .ipynb, .onnx, .safetensors, .npz, .csv",
        ),
        (("--export", "{}/nowhere/a.py"), 1, "could not be written: No such file"),
        (("--what", "weights"), 2, "--what needs --export"),
        (("--force",), 2, "--force needs --export, --worksheet or --key"),
        (("--export", "{}/a.py", "--screenshot", "{}/a.png"), 2, "do not go together"),
    ],
)
def test_what_cannot_be_written_is_said(
    tmp_path: Path, given: tuple[str, ...], code: int, said: str
) -> None:
    done = downhill(*(word.format(tmp_path) for word in given))
    assert done.returncode == code
    assert said in done.stderr
    assert not list(tmp_path.glob("a*"))


def test_a_model_of_onnx_predicts_16_for_the_bank(tmp_path: Path) -> None:
    model = tmp_path / "bank.onnx"
    assert downhill("--export", str(model)).returncode == 0
    assert run(model.read_bytes(), [[3, 2]]).tolist() == [[16.0]]


@pytest.mark.parametrize("name", ["numpy", "torch", "keras", "csv", "random"])
def test_a_script_is_not_called_as_what_is_imported(tmp_path: Path, name: str) -> None:
    """By itself, or by what it imports."""
    done = downhill("--export", tmp_path / f"{name}.py")
    assert done.returncode == 2
    assert f"{name}.py would be imported in the place of {name}: give it" in done.stderr
    assert not any(tmp_path.iterdir())
