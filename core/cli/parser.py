"""The options of the command line, each with its help."""

import argparse
from pathlib import Path

from core import VERSION
from core.cli import arguments
from core.cli.export_options import add_export_options
from core.cli.model_options import ABOUT_MODELS, add_model_options
from core.cli.other_windows import FROM_DESKTOP
from core.cli.paper_options import add_paper_options
from core.cli.way_down import add_way_down_options
from core.columns.coding import Missing
from core.data.scaling import Scale
from core.nn.activations import ACTIVATIONS
from core.nn.losses import LOSSES
from core.slices.work import WorkError

_YES_NO = {"yes": True, "no": False}
MISSING = {
    "skip": Missing.SKIP_ROW,
    "mean": Missing.MEAN,
    "median": Missing.MEDIAN,
    "category": Missing.CATEGORY,
}
_DECIMALS = {mark: mark for mark in ".,"}
ABOUT_LEARNING = {  # options for tables, and the attributes of `Learning` that they set
    "hidden": "hidden",
    "activation": "activation",
    "loss": "loss",
    "batch": "batch_size",
    "validation": "validation",
    "scale": "input_scale",
    "scale_target": "target_scale",
    "seed": "seed",
}
ABOUT_READING = {  # those of `TableChoices`
    "header": "header",
    "delimiter": "delimiter",
    "decimal": "decimal",
    "skip": "skip",
    "sheet": "sheet",
    "without": "without",
    "missing": "missing",
    "odd": "odd_is_missing",
    "classes": "classes",
    "sample": "sample",
}


class UsageError(WorkError):
    """Options that do not go with what the file holds; the message is for people."""


def build_parser() -> argparse.ArgumentParser:
    """The parser of the command line, with all of its help."""
    parser = argparse.ArgumentParser(
        prog="downhill",
        description="A neural network you can take apart, one gradient-descent step at a time.",
        epilog="Exit codes: 0 done; 1 the file cannot be used; 2 wrong arguments, or no display;"
        " 3 a step was refused because its result would not be a finite number.",
    )
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        type=Path,
        help="the document to open (the bank network), a table such as DATA.csv, weights such as"
        " MODEL.safetensors, or a lesson",
    )
    parser.add_argument(
        "--steps", type=arguments.count, default=0, metavar="N", help="take N updates first (0)"
    )
    parser.add_argument(
        "--epochs", type=arguments.count, metavar="N", help="take as many updates as N epochs have"
    )
    parser.add_argument(
        "--until-loss",
        type=arguments.bound,
        metavar="X",
        help="take no more of these updates than until the loss is below X (--json, --save)",
    )
    parser.add_argument(
        "--until-flat",
        type=arguments.bound,
        metavar="X",
        help="or until the norm of the slopes, √(Σ slope²), is below X",
    )
    parser.add_argument(
        "--check-lesson",
        type=Path,
        metavar="LESSON",
        help="play a lesson to its end, and say what is wrong with it, line by line",
    )
    parser.add_argument(
        "--gather",
        type=Path,
        metavar="FOLDER",
        help="check again what a class handed in, and write a row for each task of each student;"
        " lessons are looked for in FOLDER, in the course, and in FILE, a lesson or a folder",
    )
    parser.add_argument(
        "--out", type=Path, metavar="CSV", help="of --gather: write it to a file (standard output)"
    )
    without = parser.add_mutually_exclusive_group()
    without.add_argument(
        "--json",
        action="store_true",
        help="no window: print all numbers as one JSON object. Where targets are scaled, losses"
        " and errors are, too; its own_units then has loss, typical_miss (root of the mean squared"
        " error), targets, predictions and errors in the units of the file, and validation_loss"
        " and validation_typical_miss if rows are set aside. guess_to_beat is what always guessing"
        " the same would give, ended what the run ended by (steps, loss, flat or refused), and made"
        " the formula of each input that is made of others. Of a table, table tells how it and its"
        " columns were read, and columns how those that are used became numbers",
    )
    without.add_argument(
        "--screenshot", type=Path, metavar="PNG", help="no window: save a picture of it"
    )
    parser.add_argument(
        "--save", type=Path, metavar="FILE", help="no window: save the document that is reached"
    )
    parser.add_argument(
        "--size",
        type=arguments.picture_size,
        default=(1440, 900),
        metavar="WxH",
        help="of the picture (1440x900)",
    )
    parser.add_argument("--theme", choices=("light", "dark"), help="(as the system)")
    parser.add_argument(
        "--seed",
        type=arguments.count,
        metavar="N",
        help="begin with random weights drawn from this seed, not with the file's",
    )
    add_export_options(parser)
    add_model_options(parser)
    _add_reading_options(parser)
    _add_learning_options(parser)
    add_way_down_options(parser)
    add_paper_options(parser)
    parser.add_argument(
        "--force",
        action="store_true",
        help="replace files that are there (--export, --worksheet, --key)",
    )
    parser.add_argument(
        FROM_DESKTOP,
        action="store_true",
        help="say in a window, too, why a file cannot be opened: for a start without a terminal",
    )
    parser.add_argument("--version", action="version", version=f"Downhill {VERSION}")
    return parser


def _add_reading_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("tables", "how a table is read; what is not said is guessed")
    add = group.add_argument
    yes_no = arguments.choice(_YES_NO)
    add("--header", type=yes_no, metavar="yes|no", help="whether the first row has the names")
    add(
        "--delimiter",
        type=arguments.delimiter,
        metavar="C",
        help="between two cells: a sign, or comma, semicolon, tab, bar or space (any white space)",
    )
    add(
        "--decimal",
        type=arguments.choice(_DECIMALS),
        metavar=".|,",
        help="the decimal mark of all columns",
    )
    add(
        "--skip",
        type=arguments.count,
        metavar="N",
        help="leave out N lines at the top: a title, comments",
    )
    add("--sheet", metavar="NAME|N", help="of a workbook, by name or by number from 1")
    add(
        "--without",
        action="append",
        metavar="COLUMN[,COLUMN]",
        help="do not use these columns, by name or by number from 1; may be given several times",
    )
    add(
        "--missing",
        type=arguments.choice(MISSING),
        metavar="|".join(MISSING),
        help="where a cell of an input is missing: skip the row, or fill in the mean or the median,"
        " or make it a category of its own, but skip rows where a number or a date is missing"
        " (skip)",
    )
    add(
        "--odd",
        type=arguments.choice({"refuse": False, "missing": True}),
        metavar="refuse|missing",
        help="refuse cells that say something else than the others of their column, such as a word"
        " among numbers, or take them as missing (refuse)",
    )
    add(
        "--sample",
        type=arguments.sample,
        metavar="N[,SEED]",
        help="take N of the rows, drawn by this seed or else by that of --seed (all rows)",
    )


def _add_learning_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("learning", "what is learnt from a table, and how")
    add = group.add_argument
    add(
        "--target",
        metavar="COLUMN[,COLUMN]",
        help="what is predicted, by name or by number from 1 (a likely name, or the last)",
    )
    add(
        "--input",
        action="append",
        metavar="FORMULA",
        help='one more input, made of those there are: "x^2", "x·y", "sin(x)"; names that are'
        " not one word in `backticks`; may be given several times",
    )
    add(
        "--classes",
        nargs="?",
        const=True,
        type=arguments.choice(_YES_NO),
        metavar="yes|no",
        help="learn what is predicted as classes, or, no, as a number (words and few whole numbers"
        " are classes)",
    )
    add(
        "--hidden",
        type=arguments.layer_sizes,
        metavar="50,32",
        help="nodes of each hidden layer, 0 for none (8)",
    )
    add(
        "--activation",
        type=arguments.choice(ACTIVATIONS),
        metavar="NAME",
        help=f"of hidden layers: {', '.join(ACTIVATIONS)} (relu)".replace("_", "-"),
    )
    add(
        "--loss",
        type=arguments.choice(LOSSES),
        metavar="NAME",
        help=f"{', '.join(LOSSES)} (mse; for classes cross-entropy)".replace("_", "-"),
    )
    add("--batch", type=arguments.batch_size, metavar="all|N", help="rows of a step (all)")
    add("--validation", type=arguments.part, metavar="F", help="part of the rows set aside (0)")
    scales = {scale.value: scale for scale in Scale}
    kinds = "none|standard|minmax"
    of_inputs, of_targets = arguments.choice(scales), arguments.choice({"auto": None, **scales})
    add("--scale", type=of_inputs, metavar=kinds, help="of inputs (standard)")
    add(
        "--scale-target",
        type=of_targets,
        metavar=f"auto|{kinds}",
        help="of targets (auto: standard for numbers that spread far from 1, else none)",
    )


def check_kind_options(options: argparse.Namespace, kind: str) -> None:
    """Accept options that are about the kind of file that is opened.

    Args:
        options: those that are given.
        kind: "TABLE", "WEIGHTS" or another.

    Raises:
        UsageError: one is about another kind.
    """
    of_tables = [*ABOUT_LEARNING, *ABOUT_READING, "target", "input"]
    of_tables.remove("seed")
    for names, own, what in (
        (of_tables, "TABLE", "tables such as DATA.csv"),
        (ABOUT_MODELS, "WEIGHTS", "weights such as MODEL.safetensors"),
    ):
        for name in names:
            if kind != own and getattr(options, name) is not None:
                raise UsageError(f"--{name.replace('_', '-')} is for {what}")
