"""The launcher `downhill`, with stand-ins for Python, uv and the system's tools."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the launcher is a POSIX shell script")

LAUNCHER = Path(__file__).parents[1] / "downhill"
TOOLS = "cat cp dirname env mkdir mv readlink rm sed sh sleep sort tr"

# Stands for the environment's Python: says how it was started. `-c` asks whether it works at all.
PYTHON = """#!/bin/sh
[ "$1" != -c ] || exit 0
exec {python} -I -c 'import json, os, sys
print(json.dumps({{"argv": sys.argv[1:], "cwd": os.getcwd(), "env": dict(os.environ)}}))' "$@"
"""

# Stands for uv: `uv venv ... FOLDER` makes an environment, `uv pip install` fills it or fails.
UV = """#!/bin/sh
case "$*" in *--help) exit 0 ;; esac
{{ printf '%s\\n' "$*"; env; }} >>{log}
case "$*" in
    venv*) for folder; do :; done; mkdir -p "$folder/bin" && cp {python} "$folder/bin/python" ;;
    "pip install"*) echo "uv speaks"; sleep "${{UV_SECONDS:-0}}"; [ ! -e {broken} ] ;;
esac
"""


@dataclass
class Project:
    """A folder with the launcher in it, and a PATH that holds what a test puts there."""

    home: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        return self.home / "the project"

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def tools(self) -> Path:
        return self.home / "tools"

    @property
    def uv_log(self) -> Path:
        return self.home / "uv.log"

    @property
    def apt_log(self) -> Path:
        return self.home / "apt.log"

    @property
    def uv_is_broken(self) -> Path:
        return self.home / "uv is broken"

    def environment(self) -> dict[str, str]:
        return {"PATH": str(self.tools), "HOME": str(self.home), **self.variables}

    def run(
        self, *arguments: str, cwd: Path | None = None, launcher: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [launcher or self.root / "downhill", *arguments],
            cwd=cwd or self.home,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def started(
        self, *arguments: str, cwd: Path | None = None, launcher: Path | None = None
    ) -> dict[str, Any]:
        """What Python was started with; nothing else may be on standard output."""
        result = self.run(*arguments, cwd=cwd, launcher=launcher)
        assert result.returncode == 0, result.stderr
        start: dict[str, Any] = json.loads(result.stdout)
        return start

    def add_tool(self, name: str, script: str) -> None:
        write_script(self.tools / name, script)

    def add_system(self, user: str = "1000", glibc: str = "glibc 2.41") -> None:
        self.add_tool("id", f"#!/bin/sh\necho {user}\n")
        self.add_tool("getconf", f"#!/bin/sh\necho {glibc}\n")
        self.add_tool("uname", "#!/bin/sh\n[ $1 = -m ] && echo x86_64 || echo Linux\n")

    def add_python_and_uv(self) -> None:
        self.add_tool("python3", f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
        template = self.home / "python"
        write_script(template, PYTHON.format(python=shlex.quote(sys.executable)))
        paths = {"log": self.uv_log, "broken": self.uv_is_broken, "python": template}
        self.add_tool("uv", UV.format(**{key: shlex.quote(str(p)) for key, p in paths.items()}))

    def add_environment(self) -> None:
        (self.venv / "bin").mkdir(parents=True)
        write_script(self.venv / "bin/python", PYTHON.format(python=shlex.quote(sys.executable)))
        shutil.copy(self.root / "pyproject.toml", self.venv / "pyproject.toml")
        (self.venv / "has-tools").touch()
        (self.venv / "has-libraries").touch()

    def add_missing_library(self) -> None:
        """Make ldd miss libEGL until apt-get has been called."""
        (self.venv / "has-libraries").unlink()
        (self.venv / "lib/python3.12/site-packages/PySide6/Qt").mkdir(parents=True)
        log = shlex.quote(str(self.apt_log))
        line = r"printf '\tlibEGL.so.1 => not found\n'"
        self.add_tool("ldd", f"#!/bin/sh\n[ -e {log} ] || {line}\n")
        self.add_tool("apt-get", f'#!/bin/sh\necho "apt speaks"\nprintf "%s\\n" "$*" >>{log}\n')


def write_script(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


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


def test_a_start_that_is_set_up_writes_nothing(ready: Project) -> None:
    before = sorted(ready.root.rglob("*"))
    result = ready.run()
    assert result.stderr == ""
    assert sorted(ready.root.rglob("*")) == before


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
