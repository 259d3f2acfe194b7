"""How inputs are made of others, of the formulas in a file; and whether the rows say the same."""

from collections.abc import Sequence

import numpy as np

from core.data.dataset import Dataset
from core.data.recipe import Recipe
from core.files.document_checks import DocumentError, check_count, shortened
from core.formulas.formula import Formula
from core.formulas.parser import parse
from core.formulas.problems import FormulaError
from core.nn.network import Network

_NEAR = 1e-6  # another processor's sines and roots may differ in the last digits


def recipe_of(formulas: Sequence[str], network: Network, where: str) -> Recipe:
    """Return the recipe that these formulas are, one an input, or none where all are given.

    Raises:
        DocumentError: there is not one for each input, or one cannot be read.
    """
    if not formulas:
        return Recipe()
    check_count(formulas, network.sizes[0], "formula", "input", where)
    names = network.input_names
    read = [_formula(text, names, f"{where}[{at}]") for at, text in enumerate(formulas)]
    try:
        return Recipe(tuple(read))
    except ValueError as problem:
        raise DocumentError(str(problem), where) from problem


def check_made(recipe: Recipe, rows: Dataset, network: Network, where: str) -> None:
    """Accept rows in which the inputs that are made are what their formulas give.

    Raises:
        DocumentError: one is not; it names the first.
    """
    if not recipe.formulas:
        return
    for place, made in enumerate(recipe.renewed(rows.own_inputs)):
        stands = rows.own_inputs[place]
        with np.errstate(all="ignore"):
            near = np.abs(made - stands) <= _NEAR * np.maximum(1.0, np.abs(stands))
        bad = np.flatnonzero(~near)
        if bad.size:
            row, name = int(bad[0]), shortened(network.input_names[place])
            raise DocumentError(
                f"{name} is {stands[row]}, and its formula gives {made[row]}",
                f"{where}[{row}].inputs[{place}]",
            )


def _formula(text: str, names: Sequence[str], where: str) -> Formula | None:
    try:
        return parse(text, names) if text else None
    except FormulaError as problem:
        raise DocumentError(str(problem), where) from problem
