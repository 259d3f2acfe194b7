"""Checks of what has to be there before Qt starts, for Qt would only abort. No Qt in here."""

import ctypes
import importlib.util
import os
import sys
from collections.abc import Mapping
from pathlib import Path

# Shared libraries that Qt's wheels leave to the system, and the Debian packages that bring them.
ALWAYS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
FOR_X11 = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
_NO_DISPLAY = (
    "There is no display to open a window on{}. Start Downhill from a desktop, or use --json"
    " (numbers) or --screenshot PNG (a picture), which need none."
)


def problem(with_display: bool, environment: Mapping[str, str] = os.environ) -> str | None:
    """Say why Qt could not start, as a sentence with what to do; None if it can.

    Args:
        with_display: whether a window is to be opened, not only a picture made.
        environment: the variables that tell which display there is.
    """
    if not sys.platform.startswith("linux"):
        return None
    x11 = with_display and (environment.get("QT_QPA_PLATFORM") or "xcb").startswith("xcb")
    missing = missing_libraries(x11)
    if missing:
        return _missing_sentence(missing)
    return _display_problem(environment) if x11 else None


def missing_libraries(x11: bool) -> list[str]:
    """The shared libraries that Qt needs and this system lacks.

    Qt's own files tell whether one is missing, but only the first: then all usual ones are tried.
    """
    lacking = {name for file in _qt_files(x11) if (name := _lacking(file))}
    if lacking:
        usual = ALWAYS | FOR_X11 if x11 else ALWAYS
        lacking.update(name for name in usual if _lacking(Path(name)))
    return sorted(lacking)


def _qt_files(x11: bool) -> list[Path]:
    found = importlib.util.find_spec("PySide6")
    folders = found.submodule_search_locations if found else None
    qt = Path(next(iter(folders))) / "Qt" if folders else Path("/")
    files = [qt / "lib" / "libQt6Gui.so.6"]
    if x11:
        files.append(qt / "plugins" / "platforms" / "libqxcb.so")
    return [file for file in files if file.exists()]


def _lacking(file: Path) -> str | None:
    """Name the library that cannot be loaded, be it this one or one that it needs."""
    try:
        ctypes.CDLL(str(file))
    except OSError as reason:
        return str(reason).partition(":")[0]
    return None


def _missing_sentence(missing: list[str]) -> str:
    known = ALWAYS | FOR_X11
    packages = sorted({known[name] for name in missing if name in known})
    sentence = f"Qt needs libraries that are not installed: {', '.join(missing)}."
    if packages:
        sentence += (
            f"\nOn Debian or Ubuntu: sudo apt-get install {' '.join(packages)}"
            "\nElsewhere: install the packages that bring these files."
        )
    return sentence


def _display_problem(environment: Mapping[str, str]) -> str | None:
    if environment.get("WAYLAND_DISPLAY"):
        return None
    display = environment.get("DISPLAY")
    if not display:
        return _NO_DISPLAY.format("")
    return None if _answers(display) else _NO_DISPLAY.format(f": {display} does not answer")


def _answers(display: str) -> bool:
    """Whether an X server answers; Qt would abort where none does."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed
