"""The long use says what each part came to; a tiny one, without a window."""

import pytest

from tests.endurance.__main__ import main
from tests.endurance.hostile import FUZZERS
from tests.endurance.summary import Outcome, summary


def test_each_kind_of_hostile_files_has_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--part", *FUZZERS, "--scale", "0.0001"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:5] for line in lines] == [
        [kind, "2", "files,", "0", "faults,"] for kind in FUZZERS
    ]


def test_what_went_wrong_is_told_and_is_how_it_ends(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(count: int, seed: int) -> None:
        raise ValueError(f"{count} of {seed}")

    monkeypatch.setitem(FUZZERS, "weights", fails)
    assert main(["--part", "weights", "--scale", "0.0001"]) == 1
    said = capsys.readouterr().out
    assert "1 faults" in said
    assert "ValueError: 2 of 1000" in said


def test_memory_is_told_at_the_start_and_the_end_of_the_flat_part() -> None:
    outcome = Outcome("run", 1234567, "updates", 3600.2, (), (210.4, 212.6))
    assert summary([outcome]) == (
        "run         1,234,567 updates, 0 faults, 3,600 s,"
        " 210 MB at the start of the flat part, 213 MB at its end\n"
    )
