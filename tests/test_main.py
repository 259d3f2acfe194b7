"""The command line, from the outside."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

import core
from core.files.document_file import write_document
from core.opening.starters import open_starter
from core.training.experiment import Experiment
from core.training.optimizers import GradientDescent

ROOT = Path(__file__).resolve().parent.parent


def downhill(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env=os.environ | environment,
    )


def numbers(*arguments: str | Path) -> dict[str, Any]:
    done = downhill(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def save_with_rate(path: Path, starter: str, rate: float) -> None:
    document = open_starter(starter)
    old = document.experiment
    experiment = Experiment(old.network, old.dataset, old.loss, GradientDescent(rate), old.seed)
    write_document(path, document.with_experiment(experiment))


def test_without_a_file_it_is_the_bank_network() -> None:
    found = numbers()
    assert found["step"] == 0
    assert found["inputs"] == [[3, 2]]
    assert found["targets"] == [5]
    assert found["predictions"] == [16]
    assert found["errors"] == [11]
    assert found["loss"] == 121
    assert found["loss_history"] == [121]
    assert found["weights"] == [[[2, 1], [0, 0]], [[2, 2]]]
    assert found["biases"] == [None, None]
    assert found["slopes"] == [[[132, 88], [0, 0]], [[176, 0]]]
    assert found["bias_slopes"] == [None, None]
    assert found["stopped"] is None


def test_twenty_updates_give_the_courses_loss_history() -> None:
    path = core_example("no_hidden_layer")
    history = numbers(path, "--steps", "20")["loss_history"]
    assert history[0] == 49
    assert history[1:4] == pytest.approx([25.4016, 13.16818944, 6.826389405696002], abs=1e-12)
    assert history[20] == pytest.approx(9.627110070005501e-05, abs=1e-12)
    assert len(history) == 21


def core_example(name: str) -> Path:
    return ROOT / "resources" / "examples" / f"{name}.downhill"


def test_a_refused_step_gives_exit_code_3_and_the_last_good_state(tmp_path: Path) -> None:
    path = tmp_path / "steep.downhill"
    save_with_rate(path, "no_hidden_layer", 1e300)
    done = downhill(path, "--steps", "5", "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 3
    assert found["step"] == 0
    assert found["loss_history"] == [49]
    assert "learning rate of 1e+300" in found["stopped"]


def test_a_seed_begins_with_random_weights_that_come_again() -> None:
    first, second, other = (
        numbers("--seed", "7")["weights"],
        numbers("--seed", "7")["weights"],
        numbers("--seed", "8")["weights"],
    )
    assert first == second
    assert first != other


def test_numbers_need_no_qt() -> None:
    code = (
        "import sys; sys.argv = ['main.py', '--json', '--steps', '2']\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "import main; main.main()\n"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'pyqtgraph'))]\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_a_file_that_is_no_document_is_named_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "broken.downhill"
    path.write_text('{"version": 99}', encoding="utf-8")
    done = downhill(path, "--json")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "broken.downhill" in done.stderr
    assert "newer" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--steps", "-1"),
        ("--steps", "two"),
        ("--size", "0x5"),
        ("--size", "big"),
        ("--seed", "-3"),
        ("--json", "--screenshot", "a.png"),
        ("--theme", "pink"),
        ("a", "b"),
    ],
)
def test_wrong_arguments_are_refused(arguments: tuple[str, ...]) -> None:
    done = downhill(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_version() -> None:
    assert downhill("--version").stdout == f"Downhill {core.VERSION}\n"
    assert f'version = "{core.VERSION}"' in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 is Linux's")
def test_without_a_display_it_says_so() -> None:
    done = downhill(DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert done.returncode == 2
    assert "no display" in done.stderr
    assert "--screenshot" in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 is Linux's")
def test_a_display_that_does_not_answer_is_named() -> None:
    done = downhill(DISPLAY=":4711", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert done.returncode == 2
    assert ":4711 does not answer" in done.stderr


@pytest.mark.parametrize("scale", ["1", "2"])
def test_a_picture_has_exactly_the_size_asked_for(tmp_path: Path, scale: str) -> None:
    path = tmp_path / "window.png"
    done = downhill(
        "--screenshot", path, "--size", "1282x724", "--steps", "3", QT_SCALE_FACTOR=scale
    )
    assert done.returncode == 0, done.stderr
    image = QImage(str(path))
    assert (image.width(), image.height()) == (1282, 724)
    assert len({image.pixel(x, y) for x in range(0, 1282, 7) for y in range(0, 724, 7)}) > 20


def test_a_picture_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    path = tmp_path / "no" / "where.png"
    done = downhill("--screenshot", path)
    assert done.returncode == 1
    assert "where.png" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_numbers_that_cannot_be_written_are_said_in_one_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, str(Path(core.__file__).parent.parent / "main.py"), "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("downhill: the numbers could not be written")
    assert len(done.stderr.splitlines()) == 1


# Tables

TABLE = "x,colour,y\n" + "\n".join(
    f"{at / 10},{'red' if at % 3 else 'blue'},{at}" for at in range(40)
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_table_is_learnt_and_saved_without_a_window(table: Path, tmp_path: Path) -> None:
    saved = tmp_path / "learnt.downhill"
    options = ("--target", "y", "--hidden", "5,4", "--batch", "8", "--epochs", "3", "--seed", "2")
    scales = ("--scale", "minmax", "--scale-target", "standard", "--validation", "0.25")
    found = numbers(table, *options, *scales, "--learning-rate", "0.05", "--save", saved)
    assert found["step"] == 3 * 4
    assert len(found["weights"][0]) == 5
    assert found["validation_loss"] > 0
    assert [column["name"] for column in found["columns"]] == ["x", "colour", "y"]
    assert found["columns"][1]["nodes"] == ["colour = blue", "colour = red"]
    again = numbers(saved)
    assert again["loss"] == found["loss"]
    assert again["columns"] == found["columns"]
    assert again["step"] == 12


def test_classes_have_their_accuracy(table: Path) -> None:
    found = numbers(table, "--target", "2", "--loss", "cross-entropy", "--epochs", "2")
    right = [
        max(range(2), key=predicted.__getitem__) == max(range(2), key=actual.__getitem__)
        for predicted, actual in zip(found["predictions"], found["targets"], strict=True)
    ]
    assert found["accuracy"] == sum(right) / len(right)
    assert found["best_accuracy"] == max(epoch["accuracy"] for epoch in found["epochs"])
    assert found["epochs"][-1]["accuracy"] == found["accuracy"]


def test_a_table_without_a_header_is_learnt_by_number(tmp_path: Path) -> None:
    path = tmp_path / "bare.csv"
    path.write_text("1;2,5\n2;3,5\n3;4,5\n", encoding="utf-8")
    found = numbers(path, "--target", "2", "--scale", "none")
    assert found["inputs"] == [[1], [2], [3]]
    assert found["targets"] == [2.5, 3.5, 4.5]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--target", "z"), 1, "rows.csv: there is no column “z”"),
        (("--hidden", "x"), 2, "not a list of sizes"),
        (("--loss", "mean"), 2, "mse, half-mse"),
        (("--batch", "0"), 2, "one row or more"),
        (("--validation", "1"), 2, "not a part"),
        (("--learning-rate", "0"), 2, "above 0"),
        (("--target", "x", "--loss", "log-loss"), 1, "between 0 and 1"),
    ],
)
def test_what_a_table_cannot_do_is_said(
    table: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = downhill(table, *arguments, "--json")
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_options_of_tables_are_refused_for_documents() -> None:
    done = downhill("--hidden", "3", "--json")
    assert done.returncode == 2
    assert "--hidden is for tables" in done.stderr


def test_a_table_that_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    done = downhill(path, "--json")
    assert done.returncode == 1
    assert "picture.csv: this is a picture" in done.stderr


def test_the_content_of_a_file_says_what_it_is(table: Path) -> None:
    rows = table.rename(table.with_name("rows.downhill"))
    assert numbers(rows, "--target", "y")["columns"][0]["name"] == "x"
    document = table.with_name("bank.txt")
    write_document(document, open_starter("bank"))
    assert numbers(document)["loss"] == 121


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("name", ["pipe.csv", "pipe.downhill", "empty.downhill", "empty.csv"])
def test_what_is_no_file_is_named_at_once(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if path.stem == "pipe":
        os.mkfifo(path)
    else:
        path.touch()
    done = downhill(path, "--json")
    assert done.returncode == 1
    assert done.stderr.startswith(f"downhill: {name}: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--save", "copy.csv"), "ends in .downhill"),
        (("--save", ""), "ends in .downhill"),
        (("--save", "a.downhill", "--screenshot", "a.png"), "do not go together"),
        (("--target", ""), "there is no column"),
        (("--target", "9" * 5000), "there is no column"),
        (("--hidden", "99999,99999"), "the most is 250,000"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_learnt(
    options: tuple[str, ...], reason: str, table: Path
) -> None:
    before = table.read_bytes()
    done = downhill(table, "--epochs", "9", *options)
    assert done.returncode in (1, 2)
    assert reason in done.stderr
    assert "Traceback" not in done.stderr
    assert table.read_bytes() == before


def test_numbers_are_printed_even_if_the_document_cannot_be_saved(table: Path) -> None:
    done = downhill(table, "--json", "--save", table.parent / "nowhere" / "x.downhill")
    assert done.returncode == 1
    assert "could not be written" in done.stderr
    assert json.loads(done.stdout)["step"] == 0
