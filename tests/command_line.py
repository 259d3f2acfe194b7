"""What the tests of the command line share."""

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

from main import main

ROOT = Path(__file__).resolve().parent.parent


class Done(NamedTuple):
    """What came of a command line."""

    returncode: int
    stdout: str
    stderr: str


def downhill(*arguments: str | Path) -> Done:
    """Do what a command line that needs no window asks for, without a process of its own."""
    out, trouble = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(trouble):
        try:
            code = main([*map(str, arguments)])
        except SystemExit as end:
            code = int(end.code or 0)
    return Done(code, out.getvalue(), trouble.getvalue())


def started(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start the program, and wait for its end."""
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env=os.environ | environment,
    )


def numbers(*arguments: str | Path) -> dict[str, Any]:
    done = downhill(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found
