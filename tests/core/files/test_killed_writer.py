"""What a writer leaves that is killed, and what is swept away."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.files.atomic_write import sweep_leftovers, write_file

ROOT = Path(__file__).resolve().parents[3]
WRITER = """
import sys
from pathlib import Path
from core.files.atomic_write import write_file
contents = [letter * 2_000_000 for letter in (b"a", b"b")]
write_file(Path(sys.argv[1]), contents[0])
print("ready", flush=True)
while True:
    for content in contents:
        write_file(Path(sys.argv[1]), content)
"""
SLOW_WRITER = """
import sys, time
from pathlib import Path
from core.files.atomic_write import write_pieces
def pieces():
    yield b"a" * 100
    print("half", flush=True)
    time.sleep(60)
write_pieces(Path(sys.argv[1]), pieces())
"""


def test_only_leftovers_of_its_own_are_swept(tmp_path: Path) -> None:
    swept = tmp_path / ".downhill-0123456789abcdef.tmp"
    kept = [
        tmp_path / ".downhill-0123456789ABCDEF.tmp2",
        tmp_path / ".downhill-notes.tmp",
        tmp_path / "other.tmp",
    ]
    for path in (swept, *kept):
        path.write_bytes(b"half of")
    just_made = tmp_path / ".downhill-0123456789abcdee.tmp"
    just_made.touch()  # a writer may be about to lock it
    folder = tmp_path / ".downhill-00000000000000ff.tmp"
    folder.mkdir()
    write_file(tmp_path / "file", b"new")
    assert sorted(tmp_path.iterdir()) == sorted([*kept, just_made, folder, tmp_path / "file"])
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(just_made, (two_days_ago, two_days_ago))
    sweep_leftovers(tmp_path)
    assert not just_made.exists()


def test_leftovers_go_once_their_writer_is_killed_and_not_before(tmp_path: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", SLOW_WRITER, str(tmp_path / "slow")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    with writer:
        assert writer.stdout is not None
        assert writer.stdout.readline().strip() == b"half"
        write_file(tmp_path / "file", b"new")
        assert len(list(tmp_path.glob(".downhill-*.tmp"))) == 1
        writer.kill()
    write_file(tmp_path / "file", b"newer")
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]


@pytest.mark.parametrize("delay", [0.0, 0.003, 0.011, 0.02, 0.037])
def test_a_killed_writer_leaves_a_whole_file(tmp_path: Path, delay: float) -> None:
    path = tmp_path / "file"
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE
    )
    with writer:
        assert writer.stdout is not None
        assert writer.stdout.readline().strip() == b"ready"
        time.sleep(delay)
        writer.kill()
    data = path.read_bytes()
    assert len(data) == 2_000_000
    assert data.count(data[:1]) == len(data)
