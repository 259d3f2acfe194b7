"""What is made takes the place of what was made before, and of nothing else."""

import subprocess
from pathlib import Path

import pytest

from resources.packaging.bundle import __main__ as bundling
from resources.packaging.placing import put_in_place


def test_what_was_there_stays_where_nothing_new_can_come(tmp_path: Path) -> None:
    folder, room = tmp_path / "bundle", tmp_path / "room"
    room.mkdir()
    folder.mkdir()
    (folder / "kept").touch()

    with pytest.raises(FileNotFoundError):
        put_in_place(room / "never made", folder, room)
    assert (folder / "kept").exists()

    (room / "made").mkdir()
    put_in_place(room / "made", folder, room)
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_no_bundle_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a bundle is made")

    monkeypatch.setattr(subprocess, "run", never)
    own = tmp_path / "project"
    (own / "_internal").mkdir(parents=True)
    (own / "work.txt").touch()
    monkeypatch.setattr("sys.argv", ["bundle", str(own)])

    assert bundling.main() == 1
    assert f"{own} is there and is no bundle" in capsys.readouterr().err
    assert (own / "work.txt").exists()
