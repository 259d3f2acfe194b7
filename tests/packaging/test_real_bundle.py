"""A real bundle, made and started without Python: `./downhill test -m long -k real_bundle`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from core.lessons.course import COURSE, lessons_in

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "tests" / "core" / "models" / "samples"
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="starts the bundle on Linux"),
]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("else where") / "Down hill"
    subprocess.run([ROOT / "downhill", "bundle", folder], check=True, timeout=1200)
    return folder


def run(bundle: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Start it with neither Python nor anything else on the PATH."""
    environment = {"PATH": "", "HOME": str(bundle.parent), "LANG": "C.UTF-8"}
    return subprocess.run(
        [bundle / "downhill", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )


def test_it_is_small_and_whole(bundle: Path) -> None:
    files = [path for path in bundle.rglob("*") if not path.is_dir()]
    assert sum(path.lstat().st_size for path in files) < 200e6
    assert [path for path in files if not path.exists()] == []  # links that lead nowhere


def test_it_reckons_as_the_program_does(bundle: Path) -> None:
    own = subprocess.run(
        [sys.executable, ROOT / "main.py", "--json", "--steps", "9"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(run(bundle, "--json", "--steps", "9").stdout) == json.loads(own.stdout)


def test_it_has_what_the_program_reads_and_writes(bundle: Path, tmp_path: Path) -> None:
    for lesson in lessons_in(bundle / "_internal" / COURSE.relative_to(ROOT)):
        assert ": all is solved" in run(bundle, "--check-lesson", lesson).stdout
    run(bundle, "--screenshot", tmp_path / "window.png", "--size", "1280x720")
    image = QImage(str(tmp_path / "window.png"))
    assert (image.width(), image.height()) == (1280, 720)
    assert len({image.pixel(x, y) for x in range(0, 1280, 7) for y in range(0, 720, 7)}) > 50
    for ending in ("py", "onnx", "csv", "safetensors", "npz", "svg", "pdf", "png", "gif"):
        run(bundle, "--steps", "3", "--export", tmp_path / f"out.{ending}")
        assert (tmp_path / f"out.{ending}").stat().st_size > 50
    for model in (tmp_path / "out.safetensors", MODELS / "sequential.keras"):
        assert json.loads(run(bundle, model, "--json").stdout)["weights"]
