"""A stand-in for uv that resolves and downloads without network, quickly."""

import shlex
from pathlib import Path
from typing import NamedTuple

from tests.launcher.launcher_project import write_script

# Notes what it was asked, and writes what uv would have written: a file of versions, or two wheels,
# of which one is for all systems and Pythons.
_UV = r"""#!/bin/sh
{ printf '%s\037' "$@"; } >>LOG
kind=$1 platform=
while [ $# -gt 0 ]; do
    case $1 in
        --python-version) python=$2 ;;
        --output-file | --requirement) versions=$2 ;;
        --dest) wheels=$2 ;;
        --platform) [ -n "$platform" ] || platform=$2 ;;
    esac
    shift
done
if [ -e "$versions" ]; then printf '%s\n' "$(cat "$versions")" >>LOG; else echo >>LOG; fi
if [ "$kind" = pip ]; then
    cat >"$versions" # what it was given
else
    mkdir -p "$wheels"
    echo tiny >"$wheels/tiny-1.0-cp$python-cp$python-$platform.whl"
    echo pip >"$wheels/pip-26.0-py3-none-any.whl"
fi
[ ! -e FAILS ] || [ "$python" != 3.11 ] || { echo "no network" >&2; exit 1; }
"""


class Call(NamedTuple):
    """What uv was asked for, and the versions that were known then."""

    arguments: list[str]
    known: str

    def options(self, name: str) -> tuple[str, ...]:
        """All values of an option, in their order."""
        following = zip(self.arguments, self.arguments[1:], strict=False)
        return tuple(value for word, value in following if word == name)


class StandInUv:
    """An executable, and what it was asked so far."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.path, self.fails, self._log = folder / "uv", folder / "fails", folder / "log"
        script = _UV.replace("LOG", shlex.quote(str(self._log)))
        write_script(self.path, script.replace("FAILS", shlex.quote(str(self.fails))))

    def calls(self) -> list[Call]:
        lines = self._log.read_text(encoding="utf-8").splitlines()
        return [Call(words[:-1], words[-1]) for words in (line.split("\037") for line in lines)]
