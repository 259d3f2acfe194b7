"""What `./downhill pack` makes, and what it refuses, with a stand-in for uv."""

import io
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr
from pathlib import Path
from typing import NamedTuple

import pytest

from resources.packaging.pack import main
from resources.packaging.wheels import PYTHONS, SYSTEMS, System
from tests.packaging.machines import MACHINES
from tests.packaging.stand_in_uv import StandInUv

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the launcher is a shell script")


class Made(NamedTuple):
    """A pack alone in its folder, what was said, and the uv it was made with."""

    pack: Path
    said: str
    uv: StandInUv

    @property
    def label(self) -> str:
        return (self.pack / "pack.json").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("packs")
    uv = StandInUv(folder / "tools")
    pack = folder / "a drive/Downhill"
    pack.parent.mkdir()
    with pytest.MonkeyPatch.context() as patch, redirect_stderr(io.StringIO()) as said:
        patch.setenv("UV", str(uv.path))
        assert main([str(pack)]) == 0
        yield Made(pack, said.getvalue(), uv)


def test_a_pack_has_program_lessons_docs_and_wheels(made: Made) -> None:
    names = {"Read me.txt", "pack.json", "program", "start.cmd", "start.command", "start.sh"}
    assert {path.name for path in made.pack.iterdir()} == names | {"wheels"}
    assert (made.pack / "start.command").stat().st_mode & 0o111
    for name in ("main.py", "set_up.py", "pyproject.toml", "resources/lessons", "docs/lessons.md"):
        assert (made.pack / "program" / name).exists()
    unwanted = ("__pycache__", "packaging")
    assert not [path for path in made.pack.rglob("*") if path.name in unwanted]
    assert "17 wheels of pip 26.0, tiny 1.0" in made.said
    assert "Windows x64, macOS arm64, macOS x64, Linux x64, each with Python 3.11 to" in made.said


def test_libraries_are_asked_for_every_system_and_python(made: Made) -> None:
    calls = made.uv.calls()[:32]
    resolved, fetched = calls[::2], calls[1::2]
    targets = [(python, system) for python in PYTHONS for system in SYSTEMS]
    assert len(targets) == 16
    found = [
        call.options("--python-version") + call.options("--python-platform") for call in resolved
    ]
    assert found == [(python, system.uv_platform) for python, system in targets]
    found = [call.options("--python-version") + call.options("--platform") for call in fetched]
    assert found == [(python, *system.tags) for python, system in targets]
    # The project's own list, and pip; versions that were found once are offered again.
    assert {(Path(call.arguments[-2]).name, call.arguments[-1]) for call in resolved} == {
        ("pyproject.toml", "-")
    }
    assert [call.known for call in resolved] == ["", *["pip"] * 15]
    assert {call.known for call in fetched} == {"pip"}


def test_a_pack_is_replaced_by_a_whole_one_or_not_at_all(
    made: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    label = made.label
    made.uv.fails.touch()
    assert main([str(made.pack)]) == 1
    said = capsys.readouterr().err
    assert "The libraries for Windows x64, Python 3.11 could not be fetched:\nno network" in said
    made.uv.fails.unlink()
    assert main([str(made.pack)]) == 0
    # Equal content has an equal name: students need no other set-up.
    assert made.label == label
    assert [path.name for path in made.pack.parent.iterdir()] == ["Downhill"]


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.name)
def test_no_tag_is_asked_for_that_the_oldest_machine_cannot_run(system: System) -> None:
    assert set(system.tags) <= set(MACHINES[system.name].platforms)


def test_what_is_not_a_pack_as_it_was_made_is_left_alone(
    made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = len(made.uv.calls())
    for name in ("mine", "pack.json"):
        (tmp_path / name).write_text("[]", encoding="utf-8")
        assert main([str(tmp_path)]) == 1
        assert "is not a pack: give the name of a new folder." in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} == {"mine", "pack.json"}

    assert main([str(tmp_path / "no folder/pack")]) == 1
    assert f"There is no folder {tmp_path / 'no folder'}." in capsys.readouterr().err

    own = made.pack / "program/resources/lessons/own.downhill-lesson"
    own.write_text("# Mine\n", encoding="utf-8")
    assert main([str(made.pack)]) == 1
    assert "files in it were added, changed or removed" in capsys.readouterr().err
    own.unlink()
    assert len(made.uv.calls()) == asked
