"""The scripts that find a Python for the set-up, with stand-ins for Pythons."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from resources.packaging.set_up import suits
from resources.packaging.wheels import PYTHONS
from tests.launcher.launcher_project import write_script
from tests.packaging.small_pack import PACKAGING

SHARE = PACKAGING / "share"
needs_sh = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell script")

# A Python that suits, and says so when it is chosen.
_GOOD = '#!/bin/sh\n[ "$3" = --suits ] || printf "%s\\n" "${0##*/}" "$@"\n'


class Machine:
    """Folders for tools and the pack, and an operating system by name."""

    def __init__(self, folder: Path, system: str = "Linux") -> None:
        self.tools, self.pack = folder / "tools", folder / "a pack"
        self.tools.mkdir()
        shutil.copytree(SHARE, self.pack)
        for tool in ("cat", "dirname", "readlink", "sh"):
            (self.tools / tool).symlink_to(shutil.which(tool) or pytest.skip(f"no {tool} here"))
        self.add("uname", f"#!/bin/sh\necho {system}\n")

    def add(self, name: str, script: str) -> None:
        write_script(self.tools / name, script)

    def start(self, script: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", script, *arguments],
            env={"PATH": str(self.tools)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


@needs_sh
def test_start_sh_takes_the_first_python_that_suits(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.add("python3.13", "#!/bin/sh\nexit 127\n")
    machine.add("python3.12", "#!/bin/sh\nexit 1\n")
    machine.add("python3", _GOOD)
    (tmp_path / "link").symlink_to("a pack/start.sh")
    said = ["python3", "-I", str(machine.pack / "program/set_up.py"), "a b", "--json", "*"]
    for script in (machine.pack / "start.sh", tmp_path / "link", machine.pack / "start.command"):
        result = machine.start(script, "a b", "--json", "*")
        assert (result.returncode, result.stdout.splitlines()) == (0, said)


@needs_sh
def test_without_python_start_sh_says_what_to_install(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    result = machine.start(machine.pack / "start.sh", "--json")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("Downhill needs Python 3.11, 3.12, 3.13 or 3.14 (64-bit)")
    assert "sudo apt-get install python3" in result.stderr


@needs_sh
@pytest.mark.skipif(not Path("/usr/bin/python3").exists(), reason="no Python of the system")
def test_start_sh_leaves_the_python_of_macos_alone(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "Darwin")
    (machine.tools / "python3").symlink_to("/usr/bin/python3")
    result = machine.start(machine.pack / "start.sh", "--suits")
    assert result.returncode == 1
    shutil.copy(PACKAGING / "set_up.py", machine.pack)
    machine.add("python", _GOOD)
    assert machine.start(machine.pack / "start.sh", "x").stdout.startswith("python\n")


def test_start_cmd_is_written_for_windows() -> None:
    script = (SHARE / "start.cmd").read_bytes()
    assert script.count(b"\n") == script.count(b"\r\n") > 10
    text = script.decode("ascii")
    # A path of the share may have spaces, & and brackets: it only stands between quotes.
    paths = re.findall(r"%~dp0|%SET_UP%", text)
    assert len(paths) == len(re.findall(r'"[^"\n]*(?:%~dp0|%SET_UP%)[^"\n]*"', text)) == 3
    assert "setlocal DisableDelayedExpansion" in text
    assert "pause" in text


@pytest.mark.parametrize("name", ["start.cmd", "start.sh", "Read me.txt"])
def test_all_that_names_pythons_names_those_that_have_wheels(name: str) -> None:
    text = (SHARE / name).read_text(encoding="utf-8")
    assert sorted(set(re.findall(r"3\.1\d", text))) == list(PYTHONS)


def test_only_pythons_that_have_wheels_suit(monkeypatch: pytest.MonkeyPatch) -> None:
    def says(version: str) -> bool:
        major, minor = version.split(".")
        monkeypatch.setattr(sys, "version_info", (int(major), int(minor), 1))
        return suits()

    assert [version for version in ("3.10", *PYTHONS, "3.15") if says(version)] == list(PYTHONS)
    monkeypatch.setattr(sys, "maxsize", 2**31 - 1)
    assert not says("3.13")
