"""The pictures and animations that the command line writes."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image, ImageSequence
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from core.cli.pictured import Pictured
from tests.command_line import Done, downhill
from tests.sweeps import a_few

OF_CHOSEN = {
    Pictured.HISTORIES: "shows the numbers that were selected for it",
    Pictured.NODE: "shows a node that was selected",
    Pictured.RACE: "shows a race that was run",
}


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    return qapp


def words(path: Path) -> str:
    return "".join(ET.fromstring(path.read_bytes()).itertext())


def test_the_drawing_is_written_after_the_steps(tmp_path: Path) -> None:
    out = tmp_path / "a.svg"
    assert downhill("--steps", "1", "--export", out).returncode == 0
    assert "0.68" in words(out)


def test_the_plot_of_the_loss_has_all_steps_and_the_size(tmp_path: Path) -> None:
    out = tmp_path / "a.png"
    asked = ("--what", "loss", "--size", "640x480", "--transparent", "--export", out)
    assert downhill("--steps", "5", *asked).returncode == 0
    image = QImage(str(out))
    assert (image.width(), image.height()) == (640, 480)
    assert image.pixelColor(1, 1).alpha() == 0


@pytest.mark.parametrize("name", a_few(Pictured))
def test_every_picture_has_a_name_or_a_reason(tmp_path: Path, name: Pictured) -> None:
    done = picture_of(name, out := tmp_path / "a.svg")
    why = OF_CHOSEN.get(name)
    assert (done.returncode == 0) is (why is None)
    assert out.exists() is (why is None)
    if why is not None:
        assert why in done.stderr
        assert "there are drawing, loss, layers, one-weight, two-weights, surface" in done.stderr


def picture_of(name: Pictured, out: Path) -> Done:
    return downhill("--what", name.value, "--export", out)


def test_an_animation_has_a_frame_for_every_so_many_steps(tmp_path: Path) -> None:
    out = tmp_path / "a.gif"
    asked = ("--size", "320x240", "--every", "2", "--fps", "5", "--export", out)
    assert downhill("--steps", "5", *asked).returncode == 0
    with Image.open(out) as read:
        assert read.size == (320, 240)
        shown = [frame.info["duration"] for frame in ImageSequence.Iterator(read)]
    assert shown == [200, 200, 200, 1200]


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (("--export", "{}/kept.svg"), 1, "is there already: --force replaces it"),
        (("--export", "{}/kept.gif"), 1, "is there already: --force replaces it"),
        (("--export", "{}/no/a.svg"), 1, "could not be written: No such file"),
        (("--export", "{}/a.svg", "--what", "weights"), 2, "is not for a file that ends in .svg"),
        (("--export", "{}/a.csv", "--what", "drawing"), 2, "is not for a file that ends in .csv"),
        (("--export", "{}/a.svg", "--what", "nothing"), 2, "'two-weights', 'surface'"),
        (("--export", "{}/a.csv", "--transparent"), 2, "--transparent is for pictures"),
        (("--export", "{}/a.gif", "--transparent"), 2, "--transparent is for pictures"),
        (
            ("--export", "{}/a.svg", "--what", "window", "--transparent"),
            2,
            "--transparent is for pictures of the drawing and plots",
        ),
        (("--export", "{}/a.svg", "--json"), 2, "--json and a picture do not go together"),
        (("--export", "{}/a.svg", "--fps", "5"), 2, "--fps is for animations"),
        (("--export", "{}/a.gif", "--every", "0"), 2, "0 is not a whole number from 1 on"),
        (("--every", "2"), 2, "--every needs --export"),
    ],
)
def test_what_cannot_be_written_is_said(
    tmp_path: Path, given: tuple[str, ...], code: int, said: str
) -> None:
    kept = [tmp_path / "kept.svg", tmp_path / "kept.gif"]
    for path in kept:
        path.write_text("mine")
    done = downhill(*(word.format(tmp_path) for word in given))
    assert done.returncode == code
    assert said in done.stderr
    assert [path.read_text() for path in kept] == ["mine", "mine"]
    assert not list(tmp_path.glob("a*"))
