"""The launcher `downhill`, with stand-ins for Python, uv and the system's tools."""

import os
from pathlib import Path

import pytest

from tests.launcher.launcher_project import Project

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the launcher is a POSIX shell script")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["bank.downhill", "--steps", "20"],
        ["--", "-x", "--"],
        ["a b", "", "*", "$HOME", "`id`", "it's", "two\nlines", "\\n", "−½"],
        ["./test"],
        ["--json", "test"],
    ],
)
def test_arguments_reach_the_program_untouched(ready: Project, arguments: list[str]) -> None:
    start = ready.started(*arguments)
    assert start["argv"] == [str(ready.root / "main.py"), *arguments]


def test_the_program_starts_where_the_user_is(ready: Project) -> None:
    elsewhere = ready.home / "else where"
    elsewhere.mkdir()
    start = ready.started(cwd=elsewhere)
    assert start["cwd"] == str(elsewhere)


def test_a_relative_path_to_the_launcher_is_taken_from_the_users_folder(ready: Project) -> None:
    (ready.home / "decoy/the project").mkdir(parents=True)
    ready.variables["CDPATH"] = str(ready.home / "decoy")
    start = ready.started(launcher=Path("the project/downhill"))
    assert start["argv"] == [str(ready.root / "main.py")]


def test_links_to_the_launcher_are_followed(ready: Project) -> None:
    inner = ready.home / "links/inner ones"
    inner.mkdir(parents=True)
    (ready.home / "links/first").symlink_to("../the project/downhill")
    (inner / "second").symlink_to("../first")
    (ready.home / "third").symlink_to(inner / "second")
    for launcher in (inner / "second", ready.home / "third"):
        start = ready.started(launcher=launcher)
        assert start["argv"] == [str(ready.root / "main.py")]


def test_variables_that_mislead_python_are_dropped(ready: Project) -> None:
    misleading = ("VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH", "PYTHONSAFEPATH")
    ready.variables.update(dict.fromkeys(misleading, "/nowhere"), QT_SCALE_FACTOR="2")
    environment = ready.started()["env"]
    assert not environment.keys() & set(misleading)
    assert environment["QT_SCALE_FACTOR"] == "2"


def test_test_runs_pytest_in_the_project(ready: Project) -> None:
    start = ready.started("test", "-k", "a b", "--", "test")
    assert start["argv"] == ["-m", "pytest", "-k", "a b", "--", "test"]
    assert start["cwd"] == str(ready.root)


@pytest.mark.parametrize("what", ["install", "uninstall"])
def test_installing_is_called_by_its_word(ready: Project, what: str) -> None:
    start = ready.started(what, "odd one")
    assert start["argv"] == ["-m", "resources.packaging.install", what, "odd one"]
    assert start["cwd"] == str(ready.root)
    assert ready.started(f"./{what}")["argv"][-1] == f"./{what}"  # a file of that name


def test_a_start_that_is_set_up_writes_nothing(ready: Project) -> None:
    before = sorted(ready.root.rglob("*"))
    result = ready.run()
    assert result.stderr == ""
    assert sorted(ready.root.rglob("*")) == before


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(None, id="missing"),
        pytest.param("#!/bin/sh\nexit 127\n", id="broken"),
        pytest.param("#!/bin/sh\nexit 1\n", id="too old"),
    ],
)
def test_without_python_it_says_what_to_install(project: Project, script: str | None) -> None:
    if script:
        project.add_tool("python3", script)
    result = project.run("--json")
    assert result.returncode == 1
    assert result.stdout == ""
    assert "found none: please install one" in result.stderr
    assert "apt-get install python3" in result.stderr


@pytest.mark.parametrize("system", ["glibc 2.31", "musl"])
def test_a_system_too_old_for_qt_is_named(project: Project, system: str) -> None:
    project.add_system(glibc=system)
    project.add_python_and_uv()
    result = project.run()
    assert result.returncode == 1
    expected = f"Downhill needs Qt, which needs glibc 2.34 or newer; this system has {system}."
    assert result.stderr == f"downhill: {expected}\n"


def test_a_missing_library_is_named_with_the_command_that_installs_it(ready: Project) -> None:
    ready.add_missing_library()
    for arguments in (["x"], ["test"], ["x"]):
        result = ready.run(*arguments)
        assert result.returncode == 1
        assert result.stdout == ""
        assert "libEGL.so.1" in result.stderr
        assert "sudo apt-get install libglib2.0-0 " in result.stderr
    assert not ready.apt_log.exists()


def test_json_needs_no_library_of_qt(ready: Project) -> None:
    ready.add_missing_library()
    assert ready.started("--json")["argv"][-1] == "--json"


def test_root_gets_a_missing_library_installed_once(ready: Project) -> None:
    ready.add_missing_library()
    ready.add_system(user="0")
    ready.started()
    ready.started()
    calls = ready.apt_log.read_text(encoding="utf-8").splitlines()
    assert [call.split()[0] for call in calls] == ["update", "install"]
    assert " libegl1 " in calls[1]


def test_a_bundle_is_made_with_tools_that_are_apart(ready: Project) -> None:
    ready.add_python_and_uv()
    wanted = ready.root / "resources/packaging/bundle/requirements.txt"
    wanted.parent.mkdir(parents=True)
    for pins in ("pyinstaller==1", "pyinstaller==1", "pyinstaller==2"):
        wanted.write_text(pins, encoding="utf-8")
        start = ready.started("bundle", "a b")
        assert start["argv"] == ["-P", "-m", "resources.packaging.bundle", "a b"]
        assert start["cwd"] == str(ready.home)
        tools = ready.root / ".uv/bundler"
        assert start["env"]["PYTHONPATH"] == f"{ready.root}:{tools}"
        assert (tools / "requirements.txt").read_text(encoding="utf-8") == pins
    fetched = ready.uv_log.read_text(encoding="utf-8").count("pip install")
    assert fetched == 2  # once, and once more after a change
    assert ready.started("--json", "bundle")["argv"][-1] == "bundle"
    ready.uv_is_broken.touch()
    wanted.write_text("pyinstaller==3", encoding="utf-8")
    result = ready.run("bundle")
    assert result.returncode == 1
    assert "could not be fetched" in result.stderr


def test_pack_is_made_where_the_user_is_with_uv_at_hand(ready: Project) -> None:
    ready.add_python_and_uv()
    ready.add_missing_library()
    start = ready.started("pack", "a b")
    assert start["argv"] == ["-P", "-m", "resources.packaging.pack", "a b"]
    assert start["cwd"] == str(ready.home)
    assert start["env"]["UV"] == str(ready.tools / "uv")
    assert start["env"]["PYTHONPATH"] == str(ready.root)
    (ready.venv / "has-libraries").touch()
    for arguments in (["--json", "pack"], ["test", "pack"]):
        assert ready.started(*arguments)["argv"][0] != "-P"
