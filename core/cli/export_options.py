"""The options that write what can be taken away."""

import argparse
from pathlib import Path


def add_export_options(parser: argparse.ArgumentParser) -> None:
    """Add what is to be written."""
    group = parser.add_argument_group("export", "what can be taken away, without a window")
    add = group.add_argument
    add(
        "--export",
        type=Path,
        metavar="OUT",
        help="write a file after the steps, by its ending: .py, a script that retells the descent"
        " from its very start and prints the same losses; .ipynb, a notebook that does so; .onnx,"
        " the network as other programs run it; .csv, a table of results",
    )
    add(
        "--framework",
        choices=("numpy", "pytorch", "keras", "torchrun"),
        help="of a script (numpy); torchrun spreads it over processes, and reads rows from a table",
    )
    add("--what", choices=("losses", "weights", "slopes", "predictions"), help="(losses)")


def check_export_options(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Refuse options that do not go together."""
    if options.export is None:
        for name in ("framework", "what", "force"):
            if getattr(options, name):
                parser.error(f"--{name} needs --export")
    elif options.screenshot is not None:
        parser.error("--export and --screenshot do not go together")
