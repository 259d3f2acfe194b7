"""Puts Downhill into the menu of this user's desktop, with its file types, and takes it out again.

Nothing outside of the user's own data folder is touched. `./downhill install` and `./downhill
uninstall` call it.
"""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from core.files.atomic_write import write_file
from resources.packaging.desktop_entry import CommandError, entry, icon_name, mime_package
from resources.packaging.file_types import FILE_TYPES
from resources.packaging.icons import DRAWINGS, pictures

_UPDATES = (("update-mime-database", "mime"), ("update-desktop-database", "applications"))
_ELSEWHERE = (
    "This is for the desktops of Linux. On macOS and Windows, bundle the program, and have the"
    " system know the bundle: docs/packaging.md tells how."
)


def data_folder(environment: Mapping[str, str]) -> Path:
    """Where the user's menus, icons and types of files are, by the XDG Base Directory rules."""
    named = environment.get("XDG_DATA_HOME", "")
    return Path(named) if named.startswith("/") else Path.home() / ".local" / "share"


def files(command: list[str]) -> dict[Path, bytes]:
    """All that is installed: what each file holds, by its path within the data folder.

    Raises:
        CommandError: no desktop entry can name this command.
    """
    found = {
        Path("applications/downhill.desktop"): entry(command).encode(),
        Path("mime/packages/downhill.xml"): mime_package().encode(),
    }
    names = {f"mimetypes/{icon_name(each.mime)}": each.icon for each in FILE_TYPES}
    for name, drawing in {"apps/downhill": "downhill", **names}.items():
        found[_icon("scalable", f"{name}.svg")] = DRAWINGS[drawing].read_bytes()
        for size, picture in pictures(drawing).items():
            found[_icon(f"{size}x{size}", f"{name}.png")] = picture
    return found


def _icon(size: str, name: str) -> Path:
    return Path("icons/hicolor", size, name)


def install(data: Path, command: list[str]) -> None:
    """Install the program for one user; once more is the same as once.

    Raises:
        CommandError: no desktop entry can name this command; nothing is installed.
        OSError: a file could not be written.
    """
    for name, content in files(command).items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        write_file(data / name, content)
    _tell_desktop(data)


def uninstall(data: Path) -> bool:
    """Remove what `install` wrote, and the folders that are empty then; False if nothing was there.

    Raises:
        OSError: a file could not be removed.
    """
    present = [name for name in files(["downhill"]) if (data / name).exists()]
    for name in present:
        (data / name).unlink()
    if present:
        _tell_desktop(data)
    folders = {folder for name in present for folder in name.parents}
    for folder in sorted(folders, key=lambda each: len(each.parts), reverse=True):
        with contextlib.suppress(OSError):  # something else is in it
            (data / folder).rmdir()
    return bool(present)


def _tell_desktop(data: Path) -> None:
    """Have the desktop's indexes made anew, where it has any; others look at the files."""
    with contextlib.suppress(OSError):
        os.utime(data / "icons" / "hicolor")
    for tool, folder in _UPDATES:
        if (found := shutil.which(tool)) and (data / folder).is_dir():
            subprocess.run([found, str(data / folder)], check=False, capture_output=True)


def main(what: str, command: list[str]) -> int:
    """Do what was asked for, and say so; return the exit code."""
    try:
        sentence, code = _done(what, command)
    except (CommandError, OSError) as problem:
        sentence, code = f"This did not work: {problem}.", 1
    sys.stderr.write(f"downhill: {sentence}\n")
    return code


def _done(what: str, command: list[str]) -> tuple[str, int]:
    if sys.platform in ("darwin", "win32"):
        return _ELSEWHERE, 1
    if os.geteuid() == 0:
        return f"{what} is for each user's own desktop: run it as that user, not as root.", 1
    data = data_folder(os.environ)
    if what == "install":
        install(data, command)
        return "Downhill is in your menu now, and opens documents and lessons by double-click.", 0
    if uninstall(data):
        return "Downhill is out of your menu again. Your documents and settings are untouched.", 0
    return "Downhill was not installed; nothing was removed.", 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="downhill")
    parser.add_argument("what", choices=("install", "uninstall"))
    launcher = Path(__file__).resolve().parents[2] / "downhill"
    sys.exit(main(parser.parse_args().what, ["/bin/sh", str(launcher)]))
