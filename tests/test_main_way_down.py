"""The command line's way down: optimizers and their settings, schedule, clipping and penalty."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from core.files.document_file import read_document, write_document
from core.training.descent import Descent
from core.training.rules.optimizers import OPTIMIZERS, Adam, Momentum
from core.training.rules.schedules import SCHEDULES, StepDecay
from main import main
from tests.core.builders import as_document, bank, sized_experiment

TABLE = "x,y\n1,2\n2,3\n3,5\n4,4\n"


@pytest.fixture(params=["a table", "a document"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "a table":
        path = tmp_path / "some.csv"
        path.write_text(TABLE, encoding="utf-8")
    else:
        path = tmp_path / "some.downhill"
        write_document(path, as_document(sized_experiment((2, 3, 1), 5)))
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, Any]:
    assert main([*map(str, arguments), "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_every_setting_of_an_optimizer_is_an_option(
    file: Path, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = {setting.key: 0.375 for setting in OPTIMIZERS[key].settings}
    options = [f"--{name.replace('_', '-')}=0.375" for name in settings]
    asked = ["--optimizer", key.replace("_", "-"), "--learning-rate", "0.25", *options]
    assert run(capsys, file, *asked)["optimizer"] == {
        "key": key,
        "learning_rate": 0.25,
        "settings": settings,
    }


@pytest.mark.parametrize("key", SCHEDULES)
def test_every_setting_of_a_schedule_is_an_option(
    file: Path, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    values = {"factor": 0.25, "every": 2.0}
    settings = {setting.key: values[setting.key] for setting in SCHEDULES[key].settings}
    options = [f"--schedule-{name}={value:g}" for name, value in settings.items()]
    asked = ["--schedule", key, *options, "--learning-rate", "0.01", "--steps", "2"]
    found = run(capsys, file, *asked)
    factor = {"constant": 1, "step": 0.25, "exponential": 0.25**2}[key]
    assert found["schedule"] == {
        "key": key,
        "learning_rate": 0.01 * factor,
        "settings": settings,
    }


def test_slopes_are_clipped_and_weights_cost(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    free = run(capsys, file)
    found = run(capsys, file, "--max-norm", "0.5", "--l2-penalty", "0.125")
    squares = sum(weight**2 for layer in found["weights"] for row in layer for weight in row)
    assert (found["max_norm"], found["l2_penalty"]) == (0.5, 0.125)
    assert found["penalty"] == pytest.approx(0.0625 * squares)
    assert found["loss"] == pytest.approx(free["loss"] + found["penalty"])
    assert (free["max_norm"], free["l2_penalty"], free["penalty"]) == (0, 0, 0)


def test_a_document_runs_on_with_another_optimizer_that_remembers_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "some.downhill"
    descent = Descent(bank().with_optimizer(Momentum(0.0005)))
    descent.run(7)
    write_document(path, as_document(descent.experiment))
    found = run(capsys, path, "--optimizer", "adam", "--steps", "100")

    other = Descent(replace(descent.experiment, optimizer=Adam(0.0005), memory=np.empty(0)))
    other.run(100)
    assert found["step"] == 107
    assert found["loss"] == other.loss


def test_what_is_not_said_of_a_document_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, saved = tmp_path / "some.downhill", tmp_path / "again.downhill"
    begun = replace(bank().with_optimizer(Momentum(0.0005, 0.5)), schedule=StepDecay(0.25, 3.0))
    descent = Descent(begun)
    descent.run(7)
    write_document(path, as_document(descent.experiment))
    found = run(capsys, path, "--learning-rate", "0.001", "--schedule-every", "4", "--save", saved)
    assert found["optimizer"]["settings"] == {"momentum": 0.5}
    assert found["schedule"]["settings"] == {"factor": 0.25, "every": 4}
    memory = read_document(saved).experiment.memory
    assert memory.tolist() == descent.experiment.memory.tolist()
    assert memory.any()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("--momentum=0.5", "--momentum is for momentum, nesterov, not for gradient-descent"),
        ("--optimizer=adam --rho=0.5", "--rho is for rmsprop, not for adam"),
        ("--optimizer=momentum --momentum=1", "momentum has to be at least 0 and below 1, not 1"),
        ("--optimizer=adam --epsilon=0", "ε has to be above 0, not 0"),
        ("--schedule-factor=0.5", "--schedule-factor is for step, exponential, not for constant"),
        (
            "--schedule=step --schedule-every=1.5",
            "number of steps has to be a whole number, at least 1",
        ),
        ("--max-norm=-1", "largest norm has to be at least 0, not −1"),
        ("--l2-penalty=inf", "L2 penalty has to be at least 0"),
        ("--momentum=much", "“much” is not a number"),
        ("--optimizer=best", "“best” is not one of gd"),
    ],
)
def test_a_setting_that_cannot_be_is_named(
    file: Path, asked: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([str(file), *asked.split(), "--json"])
    assert ended.value.code == 2
    assert told in capsys.readouterr().err
