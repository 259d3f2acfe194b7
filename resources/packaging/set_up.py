"""Sets Downhill up from a pack, once for each account, and starts it.

A pack is the folder that `./downhill pack` makes: this file lies in it as program/set_up.py, beside
wheels/. Its start scripts look for a Python that answers `set_up.py --suits` with 0, and run this
with it. The pack is only read, so that it may lie on a share that nobody can write to: libraries
and a copy of the program go to an environment in the user's cache, which needs no network, and
all later starts run from there.

Needs the standard library only. Speaks on stderr, so that --json stays clean.
"""

import compileall
import contextlib
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
import tomllib
import venv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

PROGRAM = Path(__file__).absolute().parent
_PART = "part-"
_MONTH = 30 * 24 * 3600


class SetUpError(Exception):
    """Why the environment could not be made, as a sentence."""


def main(given: list[str]) -> int:
    """Start Downhill with these arguments, set up if need be, and return the exit code."""
    if given == ["--suits"]:
        return 0 if suits() else 1
    try:
        environment = environments(sys.platform, os.environ, Path.home()) / name(PROGRAM.parent)
        if not is_ready(environment):
            set_up(PROGRAM.parent, environment)
        with contextlib.suppress(OSError):
            os.utime(environment)  # says when it was last used
        return start(environment, given)
    except KeyboardInterrupt:
        say("\nThe set-up was stopped. The next start begins it anew.")
        return 130
    except OSError as trouble:
        say(f"Downhill could not be set up: {trouble.strerror}: {trouble.filename}")
    except (RuntimeError, SetUpError) as trouble:
        say(f"Downhill could not be set up: {trouble}")
    return 1


def say(sentence: str, end: str = "\n") -> None:
    """Tell the user what goes on."""
    sys.stderr.write(sentence + end)
    sys.stderr.flush()


def suits() -> bool:
    """Whether the libraries are made for the Python that runs this."""
    return (
        (3, 11) <= sys.version_info < (3, 15)
        and sys.implementation.name == "cpython"
        and sys.maxsize > 2**32
        and not sysconfig.get_config_var("Py_GIL_DISABLED")
    )


def environments(system: str, variables: Mapping[str, str], home: Path) -> Path:
    """The folder for environments in the user's cache, on a system that Python calls so."""
    if system == "win32":
        return Path(variables.get("LOCALAPPDATA") or home / "AppData/Local") / "Downhill" / "packs"
    if system == "darwin":
        return home / "Library/Caches/Downhill/packs"
    cache = Path(variables.get("XDG_CACHE_HOME", ""))
    return (cache if cache.is_absolute() else home / ".cache") / "downhill" / "packs"


def name(pack: Path) -> str:
    """What the environment is called: others are of other packs, processors or Pythons.

    Short, for on Windows a whole path may have 259 characters, and those of Qt's files are long.
    """
    if sys.platform == "win32":
        processor = sysconfig.get_platform().removeprefix("win-")
    else:
        processor = os.uname().machine
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return f"{read_label(pack)['id'][:8]}-{processor}-{python}"


def read_label(pack: Path) -> dict[str, Any]:
    """What the pack's maker noted of it."""
    label: dict[str, Any] = json.loads((pack / "pack.json").read_text(encoding="utf-8"))
    return label


def python_in(environment: Path, system: str = sys.platform, console: bool = True) -> Path:
    """The environment's Python; on Windows the one without a console is another program."""
    if system == "win32":
        return environment / "Scripts" / ("python.exe" if console else "pythonw.exe")
    return environment / "bin/python"


def is_ready(environment: Path) -> bool:
    """Whether it is there, and so is the Python that it was made with."""
    return python_in(environment).exists()


def set_up(pack: Path, environment: Path) -> None:
    """Make the environment beside its place, and move it there when it is complete."""
    folder = environment.parent
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / "lock") as alone:
        if is_ready(environment):
            return  # another start has made it
        if alone:
            sweep(folder)
        shutil.rmtree(environment, ignore_errors=True)  # its Python is gone
        for way_to_stop in ("SIGTERM", "SIGHUP"):  # as Ctrl+C does: what was begun is removed
            if hasattr(signal, way_to_stop):
                signal.signal(getattr(signal, way_to_stop), signal.default_int_handler)
        part = Path(tempfile.mkdtemp(prefix=_PART, dir=folder))
        try:
            fill(pack, part)
            move(part, environment)
        finally:
            shutil.rmtree(part, ignore_errors=True)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Let one start in at a time; gives False where the folder knows no locks."""
    with path.open("a", encoding="utf-8") as file:
        waits = False
        while (is_mine := _lock(file)) is False:
            if not waits:
                say("Waiting for another start to finish its set-up")
            waits = True
            time.sleep(0.5)
        yield bool(is_mine)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> bool | None:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: IO[str]) -> bool | None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None  # some network folders know no locks
        return True


def sweep(folder: Path) -> None:
    """Remove what a killed set-up left, and environments that were not started for a month."""
    for found in folder.iterdir():
        is_old = found.stat().st_mtime < time.time() - _MONTH
        if found.is_dir() and (is_old or found.name.startswith(_PART)):
            shutil.rmtree(found, ignore_errors=True)


def fill(pack: Path, environment: Path) -> None:
    """Put libraries and program into an empty environment."""
    say(f"Setting Downhill up in {environment.parent}")
    say("This happens once for each account, and takes about a minute.")
    venv.create(environment, symlinks=sys.platform != "win32")
    say("Unpacking the libraries ", end="")
    unpack_libraries(pack, python_in(environment))
    say("Copying the program")
    if copy(pack / "program", environment / "program") != read_label(pack)["program_bytes"]:
        raise SetUpError(f"{pack} is not as it was made: copy the whole folder again.")
    compileall.compile_dir(environment / "program", quiet=2)
    say("Starting Downhill")


def unpack_libraries(pack: Path, python: Path) -> None:
    """Install what the program depends on, from the pack alone, with the pip that is in it."""
    project = tomllib.loads((pack / "program/pyproject.toml").read_text(encoding="utf-8"))
    wheels = pack / "wheels"
    pip = next(wheels.glob("pip-*.whl"), None)
    if pip is None:
        raise SetUpError(f"there is no pip in {wheels}: copy the whole folder again.")
    options = ["--quiet", "--disable-pip-version-check", "--no-index", "--find-links", str(wheels)]
    variables = {key: own for key, own in plain_variables().items() if not key.startswith("PIP_")}
    with subprocess.Popen(
        [str(python), str(pip / "pip"), "install", *options, *project["project"]["dependencies"]],
        env=variables | {"PIP_CONFIG_FILE": os.devnull},
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            said = _with_dots(process)
        finally:
            process.kill()
    if process.returncode:
        about = " ".join([sys.version.split()[0], "on", platform.system(), platform.machine()])
        glibc = " ".join(platform.libc_ver())
        raise SetUpError(
            f"the libraries of this pack could not be unpacked for Python {about} {glibc}\n{said}"
        )


def _with_dots(process: subprocess.Popen[str]) -> str:
    """Show that something goes on until the process ends; return its complaints."""
    while True:
        try:
            said = process.communicate(timeout=1)[1]
        except subprocess.TimeoutExpired:
            say(".", end="")
        else:
            say("")
            return said.strip()


def copy(source: Path, target: Path) -> int:
    """Copy a folder's files, but not that they may not be written; return their size in bytes."""
    size = 0
    for file in source.rglob("*"):
        if file.is_file():
            there = target / file.relative_to(source)
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, there)
            size += there.stat().st_size
    return size


def move(part: Path, environment: Path) -> None:
    """Rename the folder; a virus scanner may hold new files open for a moment."""
    for _ in range(20):
        try:
            part.rename(environment)
        except OSError:
            if is_ready(environment):
                return  # another start has made it, where there are no locks
            time.sleep(0.5)
        else:
            return
    raise SetUpError(f"{part} could not be renamed.")


def plain_variables() -> dict[str, str]:
    """The user's variables without those that would lead Python elsewhere."""
    return {key: own for key, own in os.environ.items() if not key.startswith("PYTHON")}


def start(environment: Path, arguments: list[str]) -> int:
    """Start the program, and return its exit code where that is known.

    Windows and macOS open a console for a start script: without arguments it need not stay.
    """
    console = bool(arguments) or sys.platform not in ("win32", "darwin")
    python = python_in(environment, console=console)
    command = [str(python), str(environment / "program/main.py"), *arguments]
    variables, no = plain_variables(), subprocess.DEVNULL
    if not console:
        subprocess.Popen(
            command, env=variables, stdin=no, stdout=no, stderr=no, start_new_session=True
        )
        return 0
    if sys.platform != "win32":
        os.execve(python, command, variables)
    return subprocess.call(command, env=variables)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
