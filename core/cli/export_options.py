"""The options that write what can be taken away."""

import argparse
from pathlib import Path

_TABLES = ("losses", "weights", "slopes", "predictions")
_PICTURES = ("drawing", "loss", "window")
FIGURES = (".svg", ".pdf", ".png")


def is_figure(path: Path) -> bool:
    """Whether a picture is asked for, by the ending."""
    return path.suffix.lower() in FIGURES


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
        " the network as other programs run it; .csv, a table of results; .svg, .pdf, .png, a"
        " picture of the drawing, the loss or the window",
    )
    add(
        "--framework",
        choices=("numpy", "pytorch", "keras", "torchrun"),
        help="of a script (numpy); torchrun spreads it over processes, and reads rows from a table",
    )
    add("--what", choices=(*_TABLES, *_PICTURES), help="(losses; drawing)")
    add("--transparent", action="store_true", help="leave out the ground of a picture")


def check_export_options(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Refuse options that do not go together."""
    if options.export is None:
        for name in ("framework", "what", "force", "transparent"):
            if getattr(options, name):
                parser.error(f"--{name} needs --export")
    elif options.screenshot is not None:
        parser.error("--export and --screenshot do not go together")
    else:
        _check_kind(parser, options)


def _check_kind(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Refuse what only another kind of file has."""
    pictured = is_figure(options.export)
    if options.what and options.what not in (_PICTURES if pictured else _TABLES):
        parser.error(
            f"--what {options.what} is not for a file that ends in {options.export.suffix}"
        )
    if options.transparent and not pictured:
        parser.error("--transparent is for pictures")
    for name in ("json", "save", "until_loss", "until_flat"):
        if pictured and getattr(options, name):
            parser.error(f"--{name.replace('_', '-')} and a picture do not go together")
