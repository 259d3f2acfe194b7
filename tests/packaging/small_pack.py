"""A pack with a program of a few lines, one library, and a stand-in for pip."""

import json
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from resources.packaging import set_up
from tests.launcher.launcher_project import write_script

PACKAGING = Path(set_up.__file__).parent

# Says how it was started.
_MAIN = """
import json, os, sys
import tiny
print(json.dumps({"argv": sys.argv, "prefix": sys.prefix, "cwd": os.getcwd(), "tiny": tiny.NAME,
                  "python": [key for key in os.environ if key.startswith("PYTHON")]}))
"""

# Unpacks the library; complains if there is a file "broken", and waits for one "slow" to go.
_PIP = """
import os, pathlib, sys, time, zipfile
wheels = pathlib.Path(sys.argv[sys.argv.index("--find-links") + 1])
assert sys.argv[-2:] == ["tiny>=1", "other; python_version < '3.12'"], sys.argv
assert [key for key in os.environ if key.startswith("PIP_")] == ["PIP_CONFIG_FILE"]
site = [path for path in sys.path if path.endswith("site-packages")][0]
zipfile.ZipFile(next(wheels.glob("tiny-*.whl"))).extractall(site)
if (wheels / "broken").exists():
    sys.exit("nothing fits")
end = time.monotonic() + 30
while (wheels / "slow").exists() and time.monotonic() < end:
    time.sleep(0.02)
"""


def make_small_pack(folder: Path, identity: str = "abcdef0123456789") -> Path:
    """A whole pack in a new folder."""
    shutil.copytree(PACKAGING / "share", folder)
    program, wheels = folder / "program", folder / "wheels"
    program.mkdir()
    wheels.mkdir()
    shutil.copy(PACKAGING / "set_up.py", program)
    (program / "main.py").write_text(_MAIN, encoding="utf-8")
    dependencies = ["tiny>=1", "other; python_version < '3.12'"]
    project = f"[project]\ndependencies = {json.dumps(dependencies)}\n"
    (program / "pyproject.toml").write_text(project, encoding="utf-8")
    _zip(wheels / "pip-26.0-py3-none-any.whl", "pip/__main__.py", _PIP)
    _zip(wheels / "tiny-1.0-py3-none-any.whl", "tiny.py", "NAME = 'tiny'\n")
    size = sum(path.stat().st_size for path in program.iterdir())
    label = json.dumps({"id": identity, "program_bytes": size})
    (folder / "pack.json").write_text(label, encoding="utf-8")
    return folder


def _zip(path: Path, name: str, text: str) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(name, text)


def start(
    pack: Path, home: Path, *arguments: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    """What a student's start of the pack gives, on Linux."""
    tools = home.parent / "tools"
    if not tools.exists():
        tools.mkdir()
        for tool in ("cat", "dirname", "readlink", "sh", "uname"):
            (tools / tool).symlink_to(shutil.which(tool) or pytest.skip(f"no {tool} here"))
        write_script(tools / "python3", f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
    return subprocess.run(
        ["sh", pack / "start.sh", *arguments],
        cwd=home,
        env={"HOME": str(home), "PATH": str(tools), **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def started(pack: Path, home: Path, *arguments: str, **variables: str) -> dict[str, Any]:
    """What the program was started with; nothing else may be on standard output."""
    result = start(pack, home, *arguments, **variables)
    assert result.returncode == 0, result.stderr
    said: dict[str, Any] = json.loads(result.stdout)
    return said
