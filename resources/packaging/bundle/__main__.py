"""Makes the bundle with PyInstaller, for the kind of system that it is made on.

`./downhill bundle [FOLDER]` calls it; docs/packaging.md has the steps for Windows.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from resources.packaging.placing import put_in_place

_SPEC = Path(__file__).with_name("downhill.spec")
_APP = "Downhill.app"  # on macOS


def main() -> int:
    """Make it, and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="./downhill bundle",
        description="Make a folder that holds the program and all it needs, Python too."
        " See docs/packaging.md.",
    )
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path("downhill-bundle"),
        help="where to make it; a bundle that is there is replaced (default: %(default)s)",
    )
    folder: Path = parser.parse_args().folder.absolute()
    if folder.exists() and not _is_bundle(folder):
        sys.stderr.write(f"downhill: {folder} is there and is no bundle: choose another name.\n")
        return 1
    try:
        make_bundle(folder)
    except (OSError, subprocess.CalledProcessError) as problem:
        sys.stderr.write(f"downhill: No bundle was made: {problem}\n")
        return 1
    size = sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file())
    sys.stderr.write(f"downhill: {folder} has {size / 1e6:.0f} MB and needs no Python.\n")
    return 0


def make_bundle(folder: Path) -> None:
    """Make the bundle beside its place, and move it there when it is complete."""
    with tempfile.TemporaryDirectory(prefix=".downhill-bundle-", dir=folder.parent) as room:
        made, work = Path(room) / "made", Path(room) / "work"
        places = ["--distpath", str(made), "--workpath", str(work)]
        command = [sys.executable, "-P", "-m", "PyInstaller", "--log-level", "ERROR", *places]
        subprocess.run([*command, str(_SPEC)], check=True)
        if (made / _APP).exists():
            shutil.rmtree(made / "downhill")  # the same once more, without what macOS reads
        else:
            made /= "downhill"
        _strip(made)
        put_in_place(made, folder, Path(room))


def _is_bundle(folder: Path) -> bool:
    programs = [folder / "downhill", folder / "downhill.exe"]
    is_plain = (folder / "_internal").is_dir() and any(map(Path.is_file, programs))
    return is_plain or (folder / _APP).exists()


def _strip(bundle: Path) -> None:
    """Remove what only debuggers read: of a Python that was built by hand, 24 MB.

    Libraries of wheels are left alone: their segments have been moved, and would end up misplaced.
    """
    if sys.platform == "linux" and (strip := shutil.which("strip")):
        inside = bundle / "_internal"
        own = [*inside.glob("libpython*.so*"), *inside.glob("python*/lib-dynload/*.so")]
        subprocess.run([strip, "--strip-debug", *own], check=True)


if __name__ == "__main__":
    sys.exit(main())
