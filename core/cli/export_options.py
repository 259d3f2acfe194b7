"""The options that write what can be taken away."""

import argparse
from pathlib import Path

from core.cli.arguments import count_from_one
from core.cli.pictured import Pictured
from core.text.module_names import why_not_called

_TABLES = ("losses", "weights", "slopes", "predictions")
_STILLS, ANIMATIONS = (".svg", ".pdf", ".png"), (".gif", ".apng")


def is_figure(path: Path) -> bool:
    """Whether a picture is asked for, still or not, by the ending."""
    return path.suffix.lower() in _STILLS or is_animation(path)


def is_animation(path: Path) -> bool:
    """Whether an animation is asked for."""
    return path.suffix.lower() in ANIMATIONS


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
        " the network as other programs run it; .safetensors, .npz, its weights, which open here"
        " again; .csv, a table of results; .svg, .pdf, .png, a picture of the drawing, a plot or"
        " the window; .gif, .apng, an animation of the steps",
    )
    add(
        "--framework",
        choices=("numpy", "pytorch", "keras", "torchrun"),
        help="of a script (numpy); torchrun spreads it over processes, and reads rows from a table",
    )
    names = dict.fromkeys((*_TABLES, *map(str, Pictured)))
    add("--what", choices=tuple(names), help="of a table (losses), or of a picture (drawing)")
    add("--transparent", action="store_true", help="leave out the ground of a picture")
    add(
        "--every",
        type=count_from_one,
        metavar="N",
        help="of an animation: a frame every N steps (as many as make 60 frames at the most)",
    )
    add("--fps", type=count_from_one, metavar="N", help="of an animation: frames a second (10)")


def check_export_options(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Refuse options that do not go together."""
    if options.export is None:
        for name in ("framework", "what", "transparent", "every", "fps"):
            if getattr(options, name):
                parser.error(f"--{name} needs --export")
    elif options.screenshot is not None:
        parser.error("--export and --screenshot do not go together")
    else:
        if why := why_not_called(options.export):
            parser.error(why)
        _check_kind(parser, options)


def _check_kind(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Refuse what only another kind of file has."""
    pictured, moves = is_figure(options.export), is_animation(options.export)
    if options.what and options.what not in (tuple(Pictured) if pictured else _TABLES):
        parser.error(
            f"--what {options.what} is not for a file that ends in {options.export.suffix}"
        )
    if options.transparent and (moves or not pictured or options.what == Pictured.WINDOW):
        parser.error("--transparent is for pictures of the drawing and plots that do not move")
    for name in ("every", "fps"):
        if getattr(options, name) and not moves:
            parser.error(f"--{name} is for animations")
    for name in ("json", "save", "until_loss", "until_flat"):
        if pictured and getattr(options, name):
            parser.error(f"--{name.replace('_', '-')} and a picture do not go together")
