import re
import sys
from pathlib import Path

import pytest

from gui.shell import start_checks
from gui.shell.start_checks import ALWAYS, FOR_X11, problem

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux")


def test_a_missing_library_is_named_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(start_checks, "missing_libraries", lambda _: ["libxcb-cursor.so.0"])
    sentence = problem(with_display=True, environment={"DISPLAY": ":0"})
    assert sentence is not None
    assert "libxcb-cursor.so.0" in sentence
    assert "sudo apt-get install libxcb-cursor0" in sentence


def test_a_library_that_cannot_be_loaded_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "libbroken.so"
    broken.write_bytes(b"no library")
    monkeypatch.setattr(start_checks, "_qt_files", lambda _: [broken])
    assert start_checks.missing_libraries(x11=True) == [str(broken)]


def test_a_picture_needs_no_display() -> None:
    assert problem(with_display=False, environment={}) is None


def test_no_display_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start_checks, "missing_libraries", lambda _: [])
    sentence = problem(with_display=True, environment={})
    assert sentence is not None
    assert sentence.startswith("There is no display")


def test_another_platform_plugin_is_left_to_qt() -> None:
    assert problem(with_display=True, environment={"QT_QPA_PLATFORM": "offscreen"}) is None


def test_the_launcher_installs_the_same_packages() -> None:
    launcher = (Path(__file__).parents[3] / "downhill").read_text()
    installed = re.search(r"check_libraries\(\) \{\s+set -- ((?:.*\\\n)*.*)", launcher)
    assert installed is not None
    assert set(re.findall(r"lib[\w.-]+", installed[1])) == {*ALWAYS.values(), *FOR_X11.values()}
