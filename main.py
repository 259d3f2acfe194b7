"""Downhill's command line: open the window, or work without one."""

import argparse
import sys
from pathlib import Path
from typing import Any

import msgspec

from core import VERSION
from core.cli import arguments
from core.cli.report import about_columns, descend_and_report
from core.data.scaling import Scale
from core.document.document import Document
from core.document.edits import randomise_weights
from core.files.document_file import SUFFIX, DocumentError, document_in, write_document
from core.files.file_names import has_ending
from core.files.file_reading import FileContent, FileReadError, Stamp, read_file
from core.nn.activations import ACTIVATIONS
from core.nn.initializers import SUITED
from core.nn.losses import LOSSES
from core.opening.from_table import Learning
from core.opening.starters import BANK, open_starter
from core.opening.table_file import is_table, open_table
from core.tables.problems import SpreadsheetError
from core.training.optimizers import OPTIMIZERS, GradientDescent

_USAGE_ERROR = 2
_STEP_REFUSED = 3
_ABOUT_TABLES = {  # options, and the attributes of `Learning` that they set
    "hidden": "hidden",
    "activation": "activation",
    "loss": "loss",
    "optimizer": "optimizer",
    "learning_rate": "learning_rate",
    "batch": "batch_size",
    "validation": "validation",
    "scale": "input_scale",
    "scale_target": "target_scale",
    "seed": "seed",
}


def main(given: list[str] | None = None) -> int:
    """Do what the command line asks for, and return the exit code."""
    parser = _parser()
    options = parser.parse_args(given)
    if options.save is not None and options.screenshot is not None:
        parser.error("--save and --screenshot do not go together")
    if options.save is not None and not has_ending(options.save, [SUFFIX]):
        parser.error(f"--save needs a name that ends in {SUFFIX}, not “{options.save}”")
    try:
        document, file = _opened(parser, options)
    except (FileReadError, DocumentError, SpreadsheetError) as problem:
        sys.stderr.write(f"downhill: {problem}\n")
        return 1
    if options.json or options.save:
        return _run_without_window(document, options)
    return _open_window(document, file, options)


def _parser() -> argparse.ArgumentParser:
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
        help="the document to open (the bank network), or a table such as DATA.csv",
    )
    parser.add_argument(
        "--steps", type=arguments.count, default=0, metavar="N", help="take N updates first (0)"
    )
    parser.add_argument(
        "--epochs", type=arguments.count, metavar="N", help="take as many updates as N epochs have"
    )
    without = parser.add_mutually_exclusive_group()
    without.add_argument(
        "--json",
        action="store_true",
        help="no window: print all numbers as one JSON object. Where targets are scaled, losses"
        " and errors are, too; its own_units then has loss, typical_miss (root of the mean squared"
        " error), targets, predictions and errors in the units of the file, and validation_loss"
        " and validation_typical_miss if rows are set aside",
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
    _add_table_options(parser)
    parser.add_argument("--version", action="version", version=f"Downhill {VERSION}")
    return parser


def _add_table_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("tables", "what is learnt from a table, and how")
    add = group.add_argument
    add(
        "--target",
        metavar="COLUMN[,COLUMN]",
        help="what is predicted, by name or by number from 1 (a likely name, or the last)",
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
    add(
        "--optimizer",
        type=arguments.choice({"gd": GradientDescent, **OPTIMIZERS}),
        metavar="NAME",
        help=f"the way down: {', '.join(OPTIMIZERS)}, gd for short (gd)".replace("_", "-"),
    )
    add("--learning-rate", type=arguments.learning_rate, metavar="R", help="above 0 (0.01)")
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


def _opened(
    parser: argparse.ArgumentParser, options: argparse.Namespace
) -> tuple[Document, Stamp | None]:
    """Return the document that is asked for, and the file that Save saves: never a table."""
    content = None if options.file is None else read_file(options.file)
    if content is not None and is_table(content):
        return _document_of_table(content, options), None
    for option in (*_ABOUT_TABLES, "target"):
        if option != "seed" and getattr(options, option) is not None:
            parser.error(f"--{option.replace('_', '-')} is for tables such as DATA.csv")
    if content is None:
        return _seeded(open_starter(BANK), options), None
    return _seeded(document_in(content), options), content.stamp


def _seeded(document: Document, options: argparse.Namespace) -> Document:
    if options.seed is None:
        return document
    return randomise_weights(document, SUITED, options.seed)


def _document_of_table(table: FileContent, options: argparse.Namespace) -> Document:
    """Build a network for a table, as the options ask for."""
    wanted = {
        attribute: getattr(options, option)
        for option, attribute in _ABOUT_TABLES.items()
        if getattr(options, option) is not None
    }
    targets = [] if options.target is None else options.target.split(",")
    document, notes = open_table(table, targets, Learning(**wanted))
    sys.stderr.writelines(f"downhill: {note}\n" for note in notes)
    return document


def _steps(document: Document, options: argparse.Namespace) -> int:
    """How many updates are asked for, in all."""
    epochs: int = options.epochs or 0
    steps: int = options.steps
    return steps + epochs * document.experiment.turn.batches


def _run_without_window(document: Document, options: argparse.Namespace) -> int:
    """Take the steps asked for; print the numbers, save the document, or both."""
    report, reached = descend_and_report(document.experiment, _steps(document, options))
    if document.columns:
        report["columns"] = about_columns(document)
    trouble = ""
    if options.save is not None:
        trouble = _save(document.with_experiment(reached), options.save)
        if trouble:
            sys.stderr.write(f"downhill: {trouble}\n")
    printed = _print_numbers(report) if options.json else 0
    done = _STEP_REFUSED if report["stopped"] else 0
    return printed or (1 if trouble else done)


def _save(document: Document, path: Path) -> str:
    """Write the document; return why that did not work, or nothing."""
    try:
        write_document(path, document)
    except OSError as trouble:
        return f"“{path}” could not be written: {trouble.strerror}"
    except DocumentError as problem:
        return f"“{path}” was not written: {problem}"
    return ""


def _print_numbers(report: dict[str, Any]) -> int:
    try:
        sys.stdout.write(msgspec.json.encode(report).decode() + "\n")
        sys.stdout.flush()
    except OSError as trouble:
        sys.stderr.write(f"downhill: the numbers could not be written: {trouble.strerror}\n")
        _forget_output()
        return 1
    return 0


def _forget_output() -> None:
    """Let Python find nothing that it would try to write once more when it ends."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_window(document: Document, file: Stamp | None, options: argparse.Namespace) -> int:
    """Start Qt. Only imported here, because numbers alone should not wait for it."""
    from gui.shell.start_checks import problem

    trouble = problem(with_display=options.screenshot is None)
    if trouble:
        sys.stderr.write(f"downhill: {trouble}\n")
        return _USAGE_ERROR
    if options.screenshot is not None:
        return _save_picture(document, file, options)
    from gui import app
    from gui.style.theme import ThemeChoice

    theme = ThemeChoice(options.theme) if options.theme else None
    return app.run(document, file, _steps(document, options), theme)


def _save_picture(document: Document, file: Stamp | None, options: argparse.Namespace) -> int:
    import os

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from gui import app
    from gui.style.theme import ThemeChoice

    theme = ThemeChoice(options.theme) if options.theme else None
    steps = _steps(document, options)
    image = app.picture(document, file, steps, theme, options.size)
    trouble = app.save_png(image, options.screenshot)
    if trouble:
        sys.stderr.write(f"downhill: “{options.screenshot}” could not be written: {trouble}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
