"""Inputs that are made of others by formulas: read, added, and called by what makes them."""

from msgspec.structs import replace

from core.data.dataset import Dataset
from core.data.recipe import Recipe
from core.data.scaling import fit
from core.document.document import Document
from core.document.edits import with_network
from core.formulas.formula import Formula, columns_in
from core.formulas.parser import parse
from core.formulas.problems import FormulaError, computed_finite
from core.formulas.writing import written
from core.nn import network_edits
from core.nn.limits import check_parameters, check_rows
from core.nn.network import INPUT_LAYER, Network, NodePlace
from core.training.experiment import Experiment

_LONGEST_NAME = 60


def formula_text(experiment: Experiment, place: int) -> str:
    """How an input is made of others: "x²"; empty if it is given."""
    formula = experiment.dataset.recipe.formula_of(place)
    return written(formula, experiment.network.input_names) if formula else ""


def told_name(experiment: Experiment, place: NodePlace) -> str:
    """A node's name; of a made input with how it is made, where it is another: "area = x × y"."""
    name = experiment.network.node_name(place)
    made = formula_text(experiment, place.node) if place.layer == INPUT_LAYER else ""
    return f"{name} = {made}" if made not in ("", name) else name


def given_names(experiment: Experiment) -> tuple[str, ...]:
    """What the inputs are called that are not made of others."""
    network, given = experiment.network, experiment.dataset.given
    return tuple(network.node_name(NodePlace(INPUT_LAYER, at)) for at in given)


def read_formula(document: Document, text: str) -> Formula:
    """Read a formula over the inputs that are given.

    Raises:
        FormulaError: it cannot be read, or it is of no input, or of one that is made itself.
    """
    experiment = document.experiment
    names, recipe = experiment.network.input_names, experiment.dataset.recipe
    formula = parse(text, names)
    places = columns_in(formula)
    for place in sorted(places):
        if recipe.formula_of(place):
            made_of = formula_text(experiment, place)
            raise FormulaError(f"{names[place]} is made itself: write ({made_of}) in its place")
    if not places:
        raise FormulaError("it is the same in every row: name an input in it")
    return formula


def add_made_input(document: Document, formula: Formula) -> Document:
    """Add an input that is made of those that are given, after all others.

    It is named by its formula and scaled as the other inputs are. Its weights are 0, so that
    predictions stay as they are until they are changed.

    Raises:
        FormulaError: it has no number in some row.
        ValueError: it is too large to be scaled, or the network would be too large.
    """
    experiment = document.experiment
    network, rows = experiment.network, experiment.dataset
    names, place = network.input_names, NodePlace(INPUT_LAYER, network.sizes[0])
    column = computed_finite(formula, rows.own_inputs, names)
    if experiment.validation is not None:
        computed_finite(formula, experiment.validation.own_inputs, names, "validation ")
    text = written(formula, names)
    new = fit(rows.input_scaling.scale, [column], [text])
    edit = network_edits.add_node(network, place)
    check_parameters(edit.network.parameters.size)
    check_rows(rows.rows, edit.network.sizes)
    named = network_edits.rename_node(edit.network, place, _name(text))

    def insert(each: Dataset) -> Dataset:
        return each.insert_made(place.node, formula, *new.offsets, *new.factors)

    changed = experiment.restructured(replace(edit, network=named), insert)
    if not changed.dataset.is_finite:
        raise FormulaError(f"scaled, {text} is too large to be a number")
    return document.with_experiment(changed)


def check_made_inputs(document: Document) -> None:
    """Accept rows in which all inputs that are made of others are numbers.

    Raises:
        FormulaError: one is not; it names the first such row.
    """
    experiment = document.experiment
    rows, names = experiment.dataset, experiment.network.input_names
    for formula in rows.recipe.formulas:
        if formula is not None:
            computed_finite(formula, rows.own_inputs, names)


def rename_node(document: Document, place: NodePlace, name: str) -> Document:
    """Name an input or a node; those that are made of an input and named so follow it."""
    network = document.experiment.network
    renamed = network_edits.rename_node(network, place, name)
    if place.layer == INPUT_LAYER:
        recipe = document.experiment.dataset.recipe
        for at, (old, new) in enumerate(_names(recipe, network, renamed)):
            if old and network.inputs[at] == old and at != place.node:
                renamed = network_edits.rename_node(renamed, NodePlace(INPUT_LAYER, at), new)
    return with_network(document, renamed)


def _names(recipe: Recipe, before: Network, after: Network) -> list[tuple[str, str]]:
    """What each input is called by its formula, before and after others are renamed."""
    names = before.input_names, after.input_names
    return [
        (_name(written(formula, names[0])), _name(written(formula, names[1])))
        if formula
        else ("", "")
        for formula in recipe.formulas
    ]


def _name(text: str) -> str:
    """A formula as a name; a long one is named by its position."""
    return text if len(text) <= _LONGEST_NAME else ""
