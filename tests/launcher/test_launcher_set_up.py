"""The launcher's set-up of its environment."""

import json
import os
import subprocess

import pytest

from tests.launcher.launcher_project import Project

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the launcher is a POSIX shell script")


def test_the_first_start_makes_the_environment(project: Project) -> None:
    project.add_python_and_uv()
    project.started("file", "--json")
    assert (project.venv / "pyproject.toml").read_text(encoding="utf-8") == "[project]\n"
    assert not (project.venv / "has-tools").exists()
    assert sorted(p.name for p in project.root.glob(".venv*")) == [".venv"]


def test_development_tools_come_with_testing_and_stay(project: Project) -> None:
    project.add_python_and_uv()
    project.started()
    assert "--group" not in project.uv_log.read_text(encoding="utf-8")
    project.started("test")
    assert "pyproject.toml:dev" in project.uv_log.read_text(encoding="utf-8")
    project.uv_log.unlink()
    project.started()
    project.started("test")
    assert not project.uv_log.exists()
    (project.root / "pyproject.toml").write_text("[changed]\n", encoding="utf-8")
    project.started()
    assert "pyproject.toml:dev" in project.uv_log.read_text(encoding="utf-8")


def test_uv_is_told_what_pip_is_told_and_nothing_misleading(project: Project) -> None:
    project.add_python_and_uv()
    certificates = project.home / "certificates.pem"
    certificates.touch()
    project.variables.update(
        PIP_INDEX_URL="https://mirror.example/simple",
        PIP_CERT=str(certificates),
        UV_PROJECT_ENVIRONMENT="/nowhere",
        UV_SYSTEM_PYTHON="1",
    )
    environment = project.started()["env"]
    lines = project.uv_log.read_text(encoding="utf-8").splitlines()
    assert "UV_DEFAULT_INDEX=https://mirror.example/simple" in lines
    assert f"SSL_CERT_FILE={certificates}" in lines
    assert "UV_PYTHON_DOWNLOADS=never" in lines
    assert not [x for x in lines if x.startswith(("UV_PROJECT_ENVIRONMENT=", "UV_SYSTEM_PYTHON="))]
    assert "UV_DEFAULT_INDEX" not in environment


@pytest.mark.parametrize("home", ["", "/dev/null"])
def test_a_home_that_cannot_be_written_is_not_needed(project: Project, home: str) -> None:
    project.add_python_and_uv()
    project.variables["HOME"] = home
    project.started()
    lines = project.uv_log.read_text(encoding="utf-8").splitlines()
    assert f"UV_CACHE_DIR={project.root / '.uv/cache'}" in lines


def test_a_failing_set_up_leaves_no_environment(project: Project) -> None:
    project.add_python_and_uv()
    project.uv_is_broken.touch()
    result = project.run()
    assert result.returncode == 1
    assert result.stdout == ""
    assert "downhill: The environment could not be made." in result.stderr
    assert not project.venv.exists()
    project.uv_is_broken.unlink()
    project.started()


@pytest.mark.parametrize("arguments", [["x"], ["test", "x"]])
def test_an_outdated_environment_is_better_than_none(ready: Project, arguments: list[str]) -> None:
    ready.add_python_and_uv()
    ready.uv_is_broken.touch()
    (ready.root / "pyproject.toml").write_text("[changed]\n", encoding="utf-8")
    result = ready.run(*arguments)
    assert result.returncode == 0
    assert json.loads(result.stdout)["argv"][-1] == "x"
    assert "Starting with the environment that was made earlier." in result.stderr
    ready.uv_is_broken.unlink()
    ready.started()
    assert (ready.venv / "pyproject.toml").read_text(encoding="utf-8") == "[changed]\n"


def test_two_starts_at_once_make_one_environment(project: Project) -> None:
    project.add_python_and_uv()
    project.variables["UV_SECONDS"] = "0.5"
    starts = [
        subprocess.Popen(
            [project.root / "downhill"],
            env=project.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(3)
    ]
    for start in starts:
        output, _ = start.communicate(timeout=60)
        assert json.loads(output)["argv"] == [str(project.root / "main.py")]
    assert project.uv_log.read_text(encoding="utf-8").count("pip install") == 1
