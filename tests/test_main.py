"""The command line, from the outside."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

import core
from core.files.document_file import write_document
from core.lessons.course import COURSE, lessons_in
from core.opening.starters import open_starter
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from main import main
from tests.command_line import ROOT, downhill, numbers, started


def save_with_rate(path: Path, starter: str, rate: float) -> None:
    document = open_starter(starter)
    old = document.experiment
    experiment = Experiment(old.network, old.dataset, old.loss, GradientDescent(rate), old.seed)
    write_document(path, document.with_experiment(experiment))


def test_without_a_file_it_is_the_bank_network() -> None:
    done = started("--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
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
    assert "learning rate of 1e300" in found["stopped"]


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
    done = started(DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert done.returncode == 2
    assert "no display" in done.stderr
    assert "--screenshot" in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 is Linux's")
def test_a_display_that_does_not_answer_is_named() -> None:
    done = started(DISPLAY=":4711", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert done.returncode == 2
    assert ":4711 does not answer" in done.stderr


def test_a_picture_has_exactly_the_size_asked_for_on_a_screen_of_any_scale(
    tmp_path: Path, qapp: QApplication
) -> None:
    path = tmp_path / "window.png"
    asked = "--screenshot", path, "--size", "1282x724", "--steps", "3"
    on_large_pixels = started(*asked, QT_SCALE_FACTOR="2")
    assert on_large_pixels.returncode == 0, on_large_pixels.stderr
    check_picture(path)
    path.unlink()
    here = downhill(*asked)
    assert here.returncode == 0, here.stderr
    check_picture(path)


def check_picture(path: Path) -> None:
    image = QImage(str(path))
    assert (image.width(), image.height()) == (1282, 724)
    assert len({image.pixel(x, y) for x in range(0, 1282, 7) for y in range(0, 724, 7)}) > 20


def test_a_picture_that_cannot_be_written_is_named(tmp_path: Path, qapp: QApplication) -> None:
    path = tmp_path / "no" / "where.png"
    done = downhill("--screenshot", path)
    assert done.returncode == 1
    assert "where.png" in done.stderr
    assert "Traceback" not in done.stderr


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


def test_a_lesson_is_opened_in_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []

    def run(*_: object, lesson: object, **__: object) -> int:
        opened.append(lesson)
        return 0

    monkeypatch.setattr("gui.app.run", run)
    monkeypatch.setattr("gui.shell.start_checks.problem", lambda with_display: None)
    lesson = lessons_in(COURSE)[0]
    assert main([str(lesson)]) == 0
    assert opened == [lesson]


def test_a_lesson_prints_no_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([str(lessons_in(COURSE)[0]), "--json"])
    assert "a lesson is only opened in the window" in capsys.readouterr().err
