"""What goes into the bundle, and what is left out of it."""

from collections.abc import Callable, Iterable
from pathlib import Path, PurePath

Entry = tuple[str, str, str]
"""Of a file: its path in the bundle, where it comes from, and what it is, as PyInstaller says."""

LEFT_OUT = (
    # Modules of Qt and of Python that are imported if they are there, and not used.
    "PySide6.QtDBus",
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtTest",
    "numpy.f2py",
    "pyqtgraph.opengl",
    "_hashlib",
    "_ssl",
    "ssl",
    "sqlite3",
    "tkinter",
    # Pictures that are neither read nor written, and text in them.
    "PIL._avif",
    "PIL._imagingcms",
    "PIL._imagingft",
    "PIL._imagingtk",
    # Tools of development that may be in the same environment.
    "hypothesis",
    "mypy",
    "pip",
    "pygments",
    "pytest",
    "setuptools",
)
_PLUGINS = {
    "iconengines": ("qsvgicon",),
    "imageformats": ("qsvg",),
    "platforminputcontexts": (
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    ),
    "platforms": ("qcocoa", "qoffscreen", "qwayland", "qwindows", "qxcb"),
    "platformthemes": ("qxdgdesktopportal",),
    "styles": ("qmacstyle", "qmodernwindowsstyle"),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-shell-integration": ("xdg-shell",),
}


def data(root: Path) -> list[tuple[str, str]]:
    """The files that the program reads, each with its folder in the bundle.

    There they lie as in the project, for the code looks for them from where it lies itself.
    """
    of_packaging = root / "resources" / "packaging"
    read = [
        *(path for path in (root / "resources").rglob("*") if of_packaging not in path.parents),
        *(of_packaging / "icons").iterdir(),
        *(root / "docs").glob("*.md"),
        *(root / "docs" / "guide").iterdir(),
    ]
    return [(str(path), str(path.parent.relative_to(root))) for path in read if path.is_file()]


def is_wanted(entry: Entry) -> bool:
    """Whether a file is of use: no translation of Qt is, and few of its plugins."""
    *folders, name = PurePath(entry[0]).parts
    if "translations" in folders:
        return False
    if "plugins" not in folders:
        return True
    return PurePath(name).stem.removeprefix("lib") in _PLUGINS.get(folders[-1], ())


def needed(binaries: Iterable[Entry], imports: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Leave out the plugins that are not wanted, and then the libraries that nothing needs.

    Args:
        binaries: Python's own library, extensions, plugins and libraries.
        imports: the names of the libraries that a file needs.
    """
    wanted = [entry for entry in binaries if is_wanted(entry)]
    libraries = {_name(entry): entry for entry in wanted if _is_library(entry)}
    new = [entry for entry in wanted if not _is_library(entry)]
    found: set[str] = set()
    while new:
        names = {name for _, source, _ in new for name in imports(source)} - found
        found |= names
        new = [libraries[name] for name in names if name in libraries]
    return [entry for entry in wanted if not _is_library(entry) or _name(entry) in found]


def linked(data: Iterable[Entry], binaries: Iterable[Entry]) -> list[Entry]:
    """Leave out data that is not wanted, and links to libraries that are not there."""
    paths = {path for path, _, _ in binaries}
    return [
        entry for entry in data if is_wanted(entry) and (entry[2] != "SYMLINK" or entry[1] in paths)
    ]


def _name(entry: Entry) -> str:
    return PurePath(entry[0]).name


def _is_library(entry: Entry) -> bool:
    path, _, kind = entry
    is_python = _name(entry).lower().startswith(("libpython", "python3"))
    return kind == "BINARY" and "plugins" not in PurePath(path).parts and not is_python
