"""The long use says what each part came to; a tiny one, without a window."""

import pytest

from tests.endurance.__main__ import main
from tests.endurance.hostile import FUZZERS
from tests.endurance.memory import Reading, Watch
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


def test_memory_is_judged_from_when_the_history_is_full() -> None:
    """It grows until then as it may, and 50 MB after it are too much."""
    watch = Watch()
    before = [(10, 100.0), (40, 180.0), (64, 240.0), (33, 239.0)]
    for seconds, (history, memory) in enumerate(before):
        assert watch.faults == (
            "the history was never full, so memory could not be judged: run longer",
        )
        watch.take(Reading(float(seconds), 1000 * seconds, history, memory))
    for history, memory in ((64, 289.0), (34, 250.0)):
        watch.take(Reading(9.0, 9000, history, memory))
        assert watch.faults == ()
    assert watch.flat is not None
    outcome = Outcome("run", 1234567, "updates", 3600.2, watch.faults, watch.flat)
    assert summary([outcome]) == (
        "run         1,234,567 updates, 0 faults, 3,600 s; history full after 3,000 updates"
        " and 3 s, with 239 MB, and at most 289 MB since\n"
    )
    watch.take(Reading(10.0, 10_000, 35, 290.0))
    assert watch.faults == ("memory grew by 51 MB after the history was full",)
