"""What is chosen for the bundle, without making one."""

import plistlib
import re
from pathlib import Path

import core
from core.files.document_file import SUFFIX
from core.lessons.course import COURSE
from core.lessons.course import SUFFIX as LESSON_SUFFIX
from core.opening.starters import EXAMPLES
from gui.dialogs.guide.sections import GUIDE
from resources.packaging.bundle.contents import LEFT_OUT, data, linked, needed
from resources.packaging.bundle.info_plist import info_plist
from resources.packaging.bundle.start import give_back_library_path

ROOT = Path(core.__file__).parents[1]
BUNDLE = ROOT / "resources" / "packaging" / "bundle"


def test_every_file_that_the_program_reads_lies_where_the_code_looks() -> None:
    found = {Path(folder, Path(file).name): Path(file) for file, folder in data(ROOT)}
    for path, file in found.items():
        assert file == ROOT / path
    folders = [COURSE, COURSE / "examples", EXAMPLES, GUIDE.parent / "guide"]
    folders += [ROOT / "resources" / "icons", ROOT / "resources" / "fonts"]
    for file in [GUIDE, *(file for folder in folders for file in folder.iterdir())]:
        assert file.is_dir() or file.relative_to(ROOT) in found


def test_no_module_that_is_left_out_is_imported() -> None:
    names = "|".join(re.escape(name.removeprefix("PySide6.")) for name in LEFT_OUT)
    imported = re.compile(rf"^\s*(?:from|import) (?:PySide6\.|PySide6 import .*\b)?(?:{names})\b")
    for file in [*(ROOT / "core").rglob("*.py"), *(ROOT / "gui").rglob("*.py")]:
        lines = file.read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if imported.match(line)] == [], file


def test_libraries_that_only_unwanted_plugins_need_are_left_out() -> None:
    plugins = "PySide6/Qt/plugins"
    binaries = [
        ("libpython3.13.so.1.0", "libpython", "BINARY"),
        ("PySide6/QtGui.abi3.so", "gui", "EXTENSION"),
        (f"{plugins}/platforms/libqxcb.so", "xcb", "BINARY"),
        (f"{plugins}/platformthemes/libqgtk3.so", "gtk", "BINARY"),
        ("libxcb-cursor.so.0", "cursor", "BINARY"),
        ("libxcb-util.so.1", "util", "BINARY"),
        ("libgtk-3.so.0", "libgtk", "BINARY"),
        ("libpango-1.0.so.0", "pango", "BINARY"),
    ]
    imports = {"xcb": ["libxcb-cursor.so.0", "libc.so.6"], "cursor": ["libxcb-util.so.1"]}
    imports |= {"gtk": ["libgtk-3.so.0"], "libgtk": ["libpango-1.0.so.0"]}
    kept = needed(binaries, lambda file: imports.get(file, []))
    assert [source for _, source, _ in kept] == ["libpython", "gui", "xcb", "cursor", "util"]
    links = [
        ("libxcb-cursor.so.0", "libxcb-cursor.so.0", "SYMLINK"),
        ("libgtk-3.so.0", "libgtk-3.so.0", "SYMLINK"),
        ("PySide6/Qt/translations/qt_de.qm", "qt_de.qm", "DATA"),
        ("resources/icons/run.svg", "run.svg", "DATA"),
    ]
    assert linked(links, kept) == [links[0], links[3]]


def test_programs_started_from_a_bundle_find_their_own_libraries() -> None:
    for given, left in (
        ({"LD_LIBRARY_PATH": "/bundle"}, {}),
        (
            {"LD_LIBRARY_PATH": "/bundle:/a", "LD_LIBRARY_PATH_ORIG": "/a"},
            {"LD_LIBRARY_PATH": "/a"},
        ),
        ({"HOME": "/home/a"}, {"HOME": "/home/a"}),
    ):
        give_back_library_path(given)
        assert given == left


def test_macos_and_windows_are_told_of_the_same_types() -> None:
    plist = plistlib.loads(plistlib.dumps(info_plist()))
    declared = {each["UTTypeIdentifier"]: each for each in plist["UTExportedTypeDeclarations"]}
    opened = [
        name for each in plist["CFBundleDocumentTypes"] for name in each["LSItemContentTypes"]
    ]
    endings = [
        f".{ending}"
        for name in opened
        for ending in declared[name]["UTTypeTagSpecification"]["public.filename-extension"]
    ]
    assert endings == [SUFFIX, LESSON_SUFFIX]
    for each in plist["CFBundleDocumentTypes"]:
        assert (ROOT / "resources" / "packaging" / "icons" / each["CFBundleTypeIconFile"]).exists()
    script = (BUNDLE / "downhill.iss").read_text(encoding="utf-8")
    for ending in endings:
        assert rf'"Software\Classes\{ending}"' in script
    for icon in re.findall(r"\{app\}\\_internal\\([^\"]*\.ico)", script):
        assert (ROOT / icon.replace("\\", "/")).exists()
    assert f"AppVersion={core.VERSION}" in script
