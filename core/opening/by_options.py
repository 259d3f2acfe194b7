"""A document from a table or from weights, as the options of the command line ask for it."""

import argparse
from typing import Any

from core.cli.parser import ABOUT_LEARNING, ABOUT_READING
from core.document.document import Document
from core.document.edits import randomise_weights
from core.document.made_inputs import add_made_input, read_formula
from core.files.document_checks import DocumentError
from core.files.file_names import title_of
from core.files.file_reading import FileContent
from core.models.model import Layers, Model, WeightRows
from core.models.reading import read_model
from core.models.recognising import ENDINGS
from core.models.statements import activations_called
from core.nn.activation import Activation
from core.nn.initializers import SUITED
from core.opening.file_kind import FileKind
from core.opening.from_model import document_of_model
from core.opening.from_table import Learning
from core.opening.table_choices import TableChoices
from core.opening.table_file import ReadTable, opening_table
from core.slices.work import Work
from core.tables.problems import SpreadsheetError
from core.tables.sample import Sample

_MOST_LISTED = 8  # activations in an example
Opened = tuple[Document, tuple[str, ...], ReadTable | None]


def opening_by_options(
    content: FileContent, kind: FileKind, options: argparse.Namespace
) -> Work[Opened]:
    """Make a document of a table or of weights; return it with notes to be told, and the table.

    Raises:
        SpreadsheetError: the table, or an input that the options ask for, cannot be.
        DocumentError: there is no network in the file that can be opened, or it leaves open what
            the options do not say.
    """
    if kind is FileKind.TABLE:
        return (yield from _of_table(content, options))
    return _of_weights(content, options)


def _of_table(table: FileContent, options: argparse.Namespace) -> Work[Opened]:
    learning = Learning(**_given(options, ABOUT_LEARNING))
    choices = _given(options, ABOUT_READING)
    if options.sample is not None:
        rows, seed = options.sample
        choices["sample"] = Sample(rows, learning.seed if seed is None else seed)
    targets = [] if options.target is None else [options.target]
    document, notes, read = yield from opening_table(
        table, targets, learning, TableChoices(**choices)
    )
    return _with_made_inputs(document, options.input or []), notes, read


def _of_weights(content: FileContent, options: argparse.Namespace) -> Opened:
    model = read_model(content)
    name = content.path.name
    layers = _layers(model, options.weight_rows, name)
    activations = _activations(model, options.activations, name)
    try:
        document = document_of_model(model, layers, activations, title_of(content.path, ENDINGS))
    except DocumentError as problem:
        raise DocumentError(str(problem), name) from problem
    if options.seed is not None:
        document = randomise_weights(document, SUITED, options.seed)
    return document, model.stated.remarks, None


def _layers(model: Model, rows: str | None, where: str) -> Layers:
    if rows is None and len(model.readings) > 1:
        raise DocumentError(
            "its matrices can be read in two ways: say what a row of each belongs to, with"
            " --weight-rows nodes or --weight-rows inputs",
            where,
        )
    if rows is None:
        return model.layers
    if rows not in model.readings:
        (only,) = model.readings
        raise DocumentError(
            f"rows of its matrices belong to {only}, by names or shapes, not to {rows}", where
        )
    return model.readings[WeightRows(rows)]


def _activations(model: Model, given: str | None, where: str) -> tuple[Activation, ...]:
    count = len(model.layers)
    if given is None:
        if not model.stated.activations:
            usual = [activation.key for activation in model.activations]
            if count > _MOST_LISTED:
                usual[1:-1] = ["…"]
            raise DocumentError(
                f"it does not say which activations its layers have: name {count} with"
                f" --activations, such as --activations {','.join(usual)}",
                where,
            )
        return model.stated.activations
    found = activations_called(given.split(","), "--activations")
    if len(found) != count:
        raise DocumentError(
            f"--activations names {len(found)}, and there are {count} layers", where
        )
    return found


def _with_made_inputs(document: Document, formulas: list[str]) -> Document:
    """The document with an input more for each formula, and a network that was drawn for all."""
    for text in formulas:
        try:
            document = add_made_input(document, read_formula(document, text))
        except ValueError as problem:
            raise SpreadsheetError(f"--input “{text}”: {problem}") from problem
    seed = document.experiment.seed
    return randomise_weights(document, SUITED, seed) if formulas else document


def _given(options: argparse.Namespace, attributes: dict[str, str]) -> dict[str, Any]:
    """The attributes that options set, of those that were given."""
    found = {attribute: getattr(options, option) for option, attribute in attributes.items()}
    return {attribute: value for attribute, value in found.items() if value is not None}
