"""The pictures that the command line writes."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.command_line import ROOT


def written(*given: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "main.py", *given]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_drawing_is_written_after_the_steps(tmp_path: Path) -> None:
    out = tmp_path / "a.svg"
    assert written("--steps", "1", "--export", str(out)).returncode == 0
    assert "0.68" in "".join(ET.fromstring(out.read_bytes()).itertext())


def test_the_plot_of_the_loss_has_all_steps_and_the_size(tmp_path: Path) -> None:
    out = tmp_path / "a.png"
    asked = ("--what", "loss", "--size", "640x480", "--transparent", "--export", str(out))
    assert written("--steps", "5", *asked).returncode == 0
    image = QImage(str(out))
    assert (image.width(), image.height()) == (640, 480)
    assert image.pixelColor(1, 1).alpha() == 0


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (("--export", "{}/kept.svg"), 1, "is there already: --force overwrites it"),
        (("--export", "{}/no/a.svg"), 1, "could not be written: No such file"),
        (("--export", "{}/a.svg", "--what", "weights"), 2, "is not for a file that ends in .svg"),
        (("--export", "{}/a.csv", "--what", "drawing"), 2, "is not for a file that ends in .csv"),
        (("--export", "{}/a.csv", "--transparent"), 2, "--transparent is for pictures"),
        (("--export", "{}/a.svg", "--json"), 2, "--json and a picture do not go together"),
    ],
)
def test_what_cannot_be_written_is_said(
    tmp_path: Path, given: tuple[str, ...], code: int, said: str
) -> None:
    (kept := tmp_path / "kept.svg").write_text("mine")
    done = written(*(word.format(tmp_path) for word in given))
    assert done.returncode == code
    assert said in done.stderr
    assert kept.read_text() == "mine"
    assert not list(tmp_path.glob("a*"))
