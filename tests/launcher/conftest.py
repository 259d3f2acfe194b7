"""Projects with a launcher, to be set up or ready."""

import shutil
from pathlib import Path

import pytest

from tests.launcher.launcher_project import LAUNCHER, TOOLS, Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project that is not set up, on a system with only the plainest tools."""
    project = Project(tmp_path.resolve())
    project.root.mkdir()
    project.tools.mkdir()
    shutil.copy(LAUNCHER, project.root / "downhill")
    (project.root / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    for name in TOOLS.split():
        (project.tools / name).symlink_to(shutil.which(name) or pytest.skip(f"no {name} here"))
    project.add_system()
    return project


@pytest.fixture
def ready(project: Project) -> Project:
    """A project that is set up, with neither uv nor another Python in reach."""
    project.add_environment()
    return project
