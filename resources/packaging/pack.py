"""Makes the folder for a shared drive: `./downhill pack [FOLDER]`."""

import argparse
import hashlib
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from resources.packaging.placing import put_in_place
from resources.packaging.wheels import PYTHONS, SYSTEMS, Fetcher, FetchError

_PROJECT = Path(__file__).resolve().parents[2]
_HERE = Path(__file__).resolve().parent
_PROGRAM = ("main.py", "pyproject.toml", "LICENSE", "README.md", "core", "gui", "resources", "docs")
_LABEL = "pack.json"
_PROGRAM_NAME = "Downhill"


class PackError(Exception):
    """Why there is no pack, as a sentence."""


def main(given: list[str] | None = None) -> int:
    """Make the pack that is asked for, and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="./downhill pack",
        description="Make a folder for a shared drive, from which Downhill starts without network"
        " on Windows, macOS and Linux. See docs/classroom.md.",
    )
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path("downhill-pack"),
        help="where to make it; a pack that is there is replaced (default: %(default)s)",
    )
    folder: Path = parser.parse_args(given).folder.resolve()
    try:
        make_pack(folder)
    except (FetchError, OSError, PackError) as trouble:
        _say(f"{trouble}\nNo pack was made.")
        return 1
    except KeyboardInterrupt:
        _say("No pack was made.")
        return 130
    _say(f"{folder}\n{summary(folder)}")
    return 0


def _say(sentence: str) -> None:
    sys.stderr.write(f"downhill: {sentence}\n")


def make_pack(folder: Path) -> None:
    """Make the pack beside its place, and move it there when it is complete."""
    _check_place(folder)
    with tempfile.TemporaryDirectory(
        prefix=".downhill-pack-", dir=folder.parent, ignore_cleanup_errors=True
    ) as room:
        part = Path(room) / "pack"
        _copy_program(part)
        fetcher = Fetcher(os.environ["UV"], _PROJECT / "pyproject.toml", Path(room) / "versions")
        fetcher.fetch_all(part / "wheels", _say)
        (part / _LABEL).write_bytes(_label(part))
        put_in_place(part, folder, Path(room))


def _check_place(folder: Path) -> None:
    """Refuse to replace anything but a pack as it was made."""
    if not folder.parent.is_dir():
        raise PackError(f"There is no folder {folder.parent}.")
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    label = folder / _LABEL
    if not label.is_file() or _PROGRAM_NAME.encode() not in label.read_bytes():
        raise PackError(f"{folder} is not a pack: give the name of a new folder.")
    if content_id(folder).encode() not in label.read_bytes():
        raise PackError(
            f"{folder} is a pack, but files in it were added, changed or removed since it was made:"
            " keep what is yours elsewhere and remove it, or give another name."
        )


def _label(pack: Path) -> bytes:
    """What a pack's set-up has to know: a name for its content, and when the program is whole."""
    size = sum(path.stat().st_size for path in (pack / "program").rglob("*") if path.is_file())
    label = {"pack": _PROGRAM_NAME, "id": content_id(pack), "program_bytes": size}
    return json.dumps(label).encode()


def _copy_program(pack: Path) -> None:
    program = pack / "program"
    shutil.copytree(_HERE / "share", pack)
    program.mkdir()
    ignored = shutil.ignore_patterns("__pycache__", "packaging", ".*")
    for name in _PROGRAM:
        if (_PROJECT / name).is_dir():
            shutil.copytree(_PROJECT / name, program / name, ignore=ignored)
        else:
            shutil.copy(_PROJECT / name, program / name)
    shutil.copy(_HERE / "set_up.py", program)


def content_id(pack: Path) -> str:
    """A hash of all names and contents: the same for equal packs, on any machine."""
    digest = hashlib.sha256()
    for path in sorted(pack.rglob("*"), key=lambda path: path.relative_to(pack).as_posix()):
        name = path.relative_to(pack).as_posix()
        if path.is_file() and name != _LABEL:
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
            digest.update(f"{name}\n{content}\n".encode())
    return digest.hexdigest()


def summary(pack: Path) -> str:
    """What is in a pack, in a few lines."""
    wheels = sorted((pack / "wheels").glob("*.whl"))
    libraries = sorted({" ".join(wheel.name.split("-")[:2]) for wheel in wheels})
    size = sum(path.stat().st_size for path in pack.rglob("*"))
    return (
        f"  {round(size / 1e6)} MB, to be copied as a whole to a folder that students can read\n"
        f"  for {', '.join(system.name for system in SYSTEMS)}, each with Python"
        f" {PYTHONS[0]} to {PYTHONS[-1]}\n"
        f"  {len(wheels)} wheels of {', '.join(libraries)}\n"
        "  start.cmd on Windows, start.command on macOS, sh start.sh on Linux"
    )


if __name__ == "__main__":
    sys.exit(main())
