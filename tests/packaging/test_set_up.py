"""The set-up on a student's machine, with a stand-in for pip."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from resources.packaging.set_up import environments, name, python_in
from tests.packaging.small_pack import make_small_pack, start, started

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="starts the pack with start.sh on Linux"
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "a home"
    home.mkdir()
    return home


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return make_small_pack(tmp_path / "Schül er & 100% (share)")


def _environments(home: Path) -> list[Path]:
    return sorted(path for path in (home / ".cache/downhill/packs").iterdir() if path.is_dir())


def _files(folder: Path) -> list[tuple[Path, int]]:
    return sorted((path, path.stat().st_mtime_ns) for path in folder.rglob("*"))


def test_the_first_start_sets_up_and_later_ones_go_straight(home: Path, pack: Path) -> None:
    for folder in (pack, pack / "program", pack / "wheels"):
        folder.chmod(0o555)
    before = _files(pack)
    misleading = {"PYTHONPATH": "/nowhere", "PYTHONHOME": "/nowhere", "PIP_TARGET": "/nowhere"}
    first = start(pack, home, "a b", "--json", "it's", **misleading)
    assert "once for each account" in first.stderr
    assert first.returncode == 0, first.stderr
    later = start(pack, home, "a b", "--json", "it's", **misleading)
    assert later.stderr == ""
    assert later.stdout == first.stdout
    (environment,) = _environments(home)
    said = started(pack, home, "a b", "--json", "it's")
    assert said["argv"] == [str(environment / "program/main.py"), "a b", "--json", "it's"]
    assert (said["prefix"], said["cwd"]) == (str(environment), str(home))
    assert (said["tiny"], said["python"]) == ("tiny", [])
    assert list((environment / "program/__pycache__").glob("main.*.pyc"))
    assert _files(pack) == before


def test_another_pack_makes_another_environment_and_old_ones_go(home: Path, pack: Path) -> None:
    started(pack, home)
    month_old = home / ".cache/downhill/packs/12345678-x86_64-3.12"
    month_old.mkdir()
    os.utime(month_old, (0, 0))
    other = make_small_pack(pack.parent / "other", identity="fedcba9876543210")
    prefix = started(other, home)["prefix"]
    assert [path.name for path in _environments(home)] == sorted([name(pack), name(other)])
    assert prefix.endswith(name(other))


def test_a_failing_set_up_says_why_and_leaves_nothing(home: Path, pack: Path) -> None:
    (pack / "wheels/broken").touch()
    result = start(pack, home)
    assert (result.returncode, result.stdout) == (1, "")
    assert "could not be unpacked for Python 3." in result.stderr
    assert "nothing fits" in result.stderr
    assert _environments(home) == []


def test_a_pack_that_was_copied_in_part_says_so(home: Path, pack: Path) -> None:
    (pack / "program/main.py").write_text("print(", encoding="utf-8")
    cut_short = start(pack, home)
    next((pack / "wheels").glob("pip-*")).unlink()
    for result in (cut_short, start(pack, home)):
        assert result.returncode == 1
        assert "copy the whole folder again" in result.stderr
    assert _environments(home) == []


def test_a_cache_that_cannot_be_made_is_named(home: Path, pack: Path) -> None:
    (home / ".cache").touch()
    result = start(pack, home)
    assert result.returncode == 1
    assert "Downhill could not be set up: " in result.stderr
    assert str(home / ".cache") in result.stderr


@pytest.mark.parametrize(("by", "left"), [(signal.SIGTERM, []), (signal.SIGKILL, ["part-"])])
def test_what_a_stopped_set_up_made_is_removed(
    home: Path, pack: Path, by: signal.Signals, left: list[str]
) -> None:
    killed = _start_that_waits(home, pack)
    killed.send_signal(by)
    killed.wait(timeout=60)
    assert [path.name[:5] for path in _environments(home)] == left
    (pack / "wheels/slow").unlink()
    killed.communicate(timeout=60)  # a pip that outlived it
    started(pack, home)
    assert [path.name for path in _environments(home)] == [name(pack)]


def test_an_environment_whose_python_is_gone_is_made_anew(home: Path, pack: Path) -> None:
    broken = home / ".cache/downhill/packs" / name(pack) / "bin"
    broken.mkdir(parents=True)
    (broken / "python").symlink_to("/nowhere/python3")
    assert started(pack, home)["prefix"] == str(broken.parent)


def test_two_starts_at_once_make_one_environment(home: Path, pack: Path) -> None:
    first = _start_that_waits(home, pack)
    second = _popen(home, pack)
    assert second.stderr is not None
    assert second.stderr.readline() == "Waiting for another start to finish its set-up\n"
    (pack / "wheels/slow").unlink()
    (said, steps), (same, nothing) = first.communicate(timeout=60), second.communicate(timeout=60)
    assert said == same != ""
    assert "once for each account" in steps
    assert nothing == ""
    assert [path.name for path in _environments(home)] == [name(pack)]


def _start_that_waits(home: Path, pack: Path) -> subprocess.Popen[str]:
    """A set-up that has unpacked the library and goes on when wheels/slow is removed."""
    (pack / "wheels/slow").touch()
    process = _popen(home, pack)
    deadline = time.monotonic() + 30
    while not list(home.rglob("tiny.py")) and time.monotonic() < deadline:
        time.sleep(0.02)
    return process


def _popen(home: Path, pack: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, pack / "program/set_up.py"],
        env={"HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    ("system", "variables", "folder"),
    [
        ("linux", {}, "/home/kim/.cache/downhill/packs"),
        ("linux", {"XDG_CACHE_HOME": "/scratch"}, "/scratch/downhill/packs"),
        ("linux", {"XDG_CACHE_HOME": "not/absolute"}, "/home/kim/.cache/downhill/packs"),
        ("darwin", {"XDG_CACHE_HOME": "/x"}, "/home/kim/Library/Caches/Downhill/packs"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/Downhill/packs"),
        ("win32", {}, "/home/kim/AppData/Local/Downhill/packs"),
    ],
)
def test_environments_lie_in_the_users_cache(
    system: str, variables: dict[str, str], folder: str
) -> None:
    assert environments(system, variables, Path("/home/kim")) == Path(folder)


def test_an_environment_has_its_python_where_the_system_puts_it() -> None:
    found = [python_in(Path("e"), "win32", console=console) for console in (True, False)]
    assert found == [Path("e/Scripts/python.exe"), Path("e/Scripts/pythonw.exe")]
    assert python_in(Path("e"), "darwin", console=False) == Path("e/bin/python")
