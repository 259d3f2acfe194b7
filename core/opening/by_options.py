"""A document from a table, as the options of the command line ask for it."""

import argparse
from typing import Any

from core.cli.parser import ABOUT_LEARNING, ABOUT_READING
from core.document.document import Document
from core.document.edits import randomise_weights
from core.document.made_inputs import add_made_input, read_formula
from core.files.file_reading import FileContent
from core.nn.initializers import SUITED
from core.opening.from_table import Learning
from core.opening.table_choices import TableChoices
from core.opening.table_file import ReadTable, open_table
from core.tables.problems import SpreadsheetError
from core.tables.sample import Sample


def document_of_table(
    table: FileContent, options: argparse.Namespace
) -> tuple[Document, tuple[str, ...], ReadTable]:
    """Build a network for a table; return it with notes to be told, and the table.

    Raises:
        SpreadsheetError: the table, or an input that the options ask for, cannot be.
    """
    learning = Learning(**_given(options, ABOUT_LEARNING))
    choices = _given(options, ABOUT_READING)
    if options.sample is not None:
        rows, seed = options.sample
        choices["sample"] = Sample(rows, learning.seed if seed is None else seed)
    targets = [] if options.target is None else [options.target]
    document, notes, read = open_table(table, targets, learning, TableChoices(**choices))
    return _with_made_inputs(document, options.input or []), notes, read


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
