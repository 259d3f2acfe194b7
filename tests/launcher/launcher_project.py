"""What the tests of the launcher share."""

import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from msgspec import Struct, field

LAUNCHER = Path(__file__).parents[2] / "downhill"


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


class Project(Struct):
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
