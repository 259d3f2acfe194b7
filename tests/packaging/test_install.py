"""Installing for one user, in a data folder that the test gives."""

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer

from resources.packaging.draw_icons import png
from resources.packaging.icons import DRAWINGS, pictures
from resources.packaging.install import install, main, uninstall

COMMAND = ["/bin/sh", "/opt/Down hill/downhill"]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="for desktops that follow XDG")


@pytest.fixture(autouse=True)
def no_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desktop without the tools that make its indexes anew."""
    monkeypatch.setenv("PATH", "")


@pytest.fixture
def as_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run as one of the machine's users, on Linux."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(sys, "platform", "linux")


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


def test_twice_is_once_and_removing_leaves_what_was_there(tmp_path: Path) -> None:
    others = tmp_path / "applications" / "other.desktop"
    others.parent.mkdir()
    others.write_text("[Desktop Entry]\n", encoding="utf-8")
    before = tree(tmp_path)
    install(tmp_path, ["/bin/sh", "/where it was/downhill"])
    install(tmp_path, COMMAND)
    once = tree(tmp_path)
    install(tmp_path, COMMAND)
    assert tree(tmp_path) == once
    assert b"/opt/Down hill/downhill" in once["applications/downhill.desktop"]
    assert uninstall(tmp_path)
    assert tree(tmp_path) == before
    assert not uninstall(tmp_path)


def test_every_name_has_an_icon_in_every_size(tmp_path: Path) -> None:
    install(tmp_path, COMMAND)
    icons = tmp_path / "icons" / "hicolor"
    for name in (
        "apps/downhill",
        "mimetypes/application-x-downhill",
        "mimetypes/text-x-downhill-lesson",
    ):
        assert (icons / "scalable" / f"{name}.svg").read_bytes().startswith(b"<svg")
        for size in (16, 24, 32, 48, 64, 128, 256):
            image = QImage(str(icons / f"{size}x{size}" / f"{name}.png"))
            assert (image.width(), image.height()) == (size, size)
            assert image.pixelColor(0, 0).alpha() == 0  # round corners, and nothing behind them


@pytest.mark.parametrize("name", ["downhill", "document", "lesson"])
def test_the_pictures_are_of_the_drawing(name: str, qapp: object) -> None:
    drawn = QImage.fromData(png(QSvgRenderer(str(DRAWINGS[name])), 48))
    kept = QImage.fromData(pictures(name)[48])
    for x in range(0, 48, 5):
        for y in range(0, 48, 5):
            one, other = drawn.pixelColor(x, y), kept.pixelColor(x, y)
            assert abs(one.green() - other.green()) < 40
            assert abs(one.alpha() - other.alpha()) < 40


@pytest.mark.usefixtures("as_user")
def test_the_users_data_folder_is_found_by_the_xdg_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for named, folder in (
        (str(tmp_path / "my data"), tmp_path / "my data"),
        ("", tmp_path / ".local/share"),
        ("relative", tmp_path / ".local/share"),  # which the specification has ignored
    ):
        monkeypatch.setenv("XDG_DATA_HOME", named)
        assert main("install", COMMAND) == 0
        assert (folder / "applications" / "downhill.desktop").exists()
        assert main("uninstall", COMMAND) == 0
        assert not list(folder.rglob("*downhill*"))
    assert main("uninstall", COMMAND) == 0
    assert "Downhill was not installed; nothing was removed." in capsys.readouterr().err


def test_root_is_refused(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    for what in ("install", "uninstall"):
        assert main(what, COMMAND) == 1
        assert "run it as that user, not as root" in capsys.readouterr().err
    assert not own_home.exists()


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_other_systems_are_told_where_to_look(
    system: str, own_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert main("install", COMMAND) == 1
    assert "docs/packaging.md" in capsys.readouterr().err
    assert not own_home.exists()


@pytest.mark.usefixtures("as_user")
def test_what_cannot_be_installed_is_said_and_leaves_nothing(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main("install", ["/50%/downhill"]) == 1
    assert "/50%/downhill" in capsys.readouterr().err
    assert not own_home.exists()
    own_home.write_text("a file where a folder should be", encoding="utf-8")
    assert main("install", COMMAND) == 1
    assert "This did not work" in capsys.readouterr().err
