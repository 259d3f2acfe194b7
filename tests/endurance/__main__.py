"""Long use: random events, an hour of Run, starts and quits, and hostile files.

    .venv/bin/python -m tests.endurance [--part NAME …] [--scale 0.01]

A scale of 1 is 20 × 10,000 events, an hour of Run, 100 starts and 100,000 files, and takes a night;
memory is read from Linux, and judged from when the history of the run is full. Ends with 1 if
anything went wrong.
"""

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.endurance import window
from tests.endurance.hostile import FUZZERS, hostile
from tests.endurance.summary import Outcome, summary

PARTS: dict[str, Callable[[float], Outcome]] = {
    "events": window.events,
    "run": window.run,
    "starts": window.starts,
    **{kind: partial(hostile, kind) for kind in FUZZERS},
}


def main(words: list[str] | None = None) -> int:
    """Do the parts that are named, print what each came to, and return 1 if any went wrong."""
    parser = argparse.ArgumentParser(prog="tests.endurance")
    parser.add_argument("--part", nargs="+", choices=[*PARTS], default=[*PARTS])
    parser.add_argument("--scale", type=float, default=1.0, help="of all counts, and of the hour")
    given = parser.parse_args(words)
    outcomes: list[Outcome] = []
    for part in given.part:
        outcomes.append(PARTS[part](given.scale))
        sys.stdout.write(summary(outcomes[-1:]))
        sys.stdout.flush()
    return int(any(outcome.faults for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
