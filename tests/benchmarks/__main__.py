"""All benchmarks, or those that are named.

    .venv/bin/python -m tests.benchmarks [NAME …]

Each has figures that are ratios to something timed in turns with them; absolute times belong to one
machine. Nothing else should be running: where a contender against itself is not within 0.97
to 1.03, the machine was too busy, and the figures mean little.
"""

import argparse
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks import click, growth, hill, hill_window, race, run, scrub, start, updates

BENCHMARKS = {
    "updates": updates,
    "hill": hill,
    "hill_window": hill_window,
    "click": click,
    "run": run,
    "race": race,
    "scrub": scrub,
    "start": start,
    "growth": growth,
}


def main() -> None:
    """Print what each benchmark finds."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    names = parser.parse_args().names or [*BENCHMARKS]
    unknown = ", ".join(name for name in names if name not in BENCHMARKS)
    if unknown:
        parser.error(f"there is no {unknown}")
    for name in names:
        module = BENCHMARKS[name]
        sys.stdout.write(f"\n{name}: {(module.__doc__ or '').splitlines()[0]}\n")
        module.main()


if __name__ == "__main__":
    main()
