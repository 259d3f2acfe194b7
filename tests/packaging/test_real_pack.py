"""A real pack, made with network and started without: `./downhill test -m long -k real_pack`."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from resources.packaging.set_up import environments, name
from resources.packaging.wheels import PYTHONS
from tests.packaging.machines import MACHINES

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="starts the pack on Linux"),
]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pack = tmp_path_factory.mktemp("drive") / "Schül er & 100%"
    subprocess.run([ROOT / "downhill", "pack", pack], check=True, timeout=1200)
    return pack


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("machine", MACHINES)
def test_all_that_a_machine_needs_is_in_it(pack: Path, machine: str, python: str) -> None:
    fitting = MACHINES[machine].tags(python)
    project = tomllib.loads((pack / "program/pyproject.toml").read_text(encoding="utf-8"))
    needed = ["pip", *project["project"]["dependencies"]]
    found: set[Path] = set()
    while needed:
        requirement = Requirement(needed.pop())
        marker = requirement.marker
        if marker and not marker.evaluate({"extra": "", **MACHINES[machine].environment(python)}):
            continue
        (wheel,) = [
            path
            for path in (pack / "wheels").iterdir()
            if parse_wheel_filename(path.name)[0] == canonicalize_name(requirement.name)
            and parse_wheel_filename(path.name)[3] & fitting
        ]
        assert parse_wheel_filename(wheel.name)[1] in requirement.specifier
        if wheel not in found:
            needed += _requirements(wheel)
        found.add(wheel)
    assert len(found) > len(project["project"]["dependencies"]) // 2


def test_paths_are_short_enough_for_windows(pack: Path) -> None:
    longest = max((_names(wheel) for wheel in (pack / "wheels").glob("*win*")), key=_length)
    user = "a.user.with.a.very.long.name"
    cache = environments("win32", {}, Path("C:/Users") / user)
    whole = cache / name(pack).replace("x86_64", "AMD64") / "Lib/site-packages"
    assert _length(longest) > 100
    assert len(str(whole)) + 1 + _length(longest) < 260


def _names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as file:
        return file.namelist()


def _length(names: list[str]) -> int:
    return max(map(len, names))


def _requirements(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as file:
        (about,) = [path for path in file.namelist() if path.endswith(".dist-info/METADATA")]
        return message_from_bytes(file.read(about)).get_all("Requires-Dist") or []


def test_it_starts_without_network(pack: Path, tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    alone = [unshare, "--net"] if unshare and os.geteuid() == 0 else []
    variables = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    for arguments in (["--json"], ["--screenshot", "window.png"], ["--json", "--steps", "1"]):
        result = subprocess.run(
            [*alone, "sh", pack / "start.sh", *arguments],
            cwd=tmp_path,
            env=variables,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        assert ("once for each account" in result.stderr) == (arguments == ["--json"])
    assert json.loads(result.stdout)["step"] == 1
    assert (tmp_path / "window.png").read_bytes().startswith(b"\x89PNG")
    assert not list(pack.rglob("__pycache__"))
