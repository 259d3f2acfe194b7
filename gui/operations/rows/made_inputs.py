"""Inputs that are made of others: made, and what is said of them."""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations, islice

from core.document import made_inputs as edits
from core.document.document import Document
from core.formulas.formula import Column, Formula, columns_in, joined, raised
from core.nn.expressions import Operation, Operator, Term
from core.nn.network import INPUT_LAYER, NodePlace
from gui.session.session import Session

MARK = "ƒ"  # stands before the name of an input that is made of others
_MOST = 30  # that are offered


def make_inputs(session: Session, formulas: Sequence[Formula]) -> None:
    """Add inputs that these formulas make, in one undo.

    Raises:
        ValueError: one cannot be made; see `add_made_input`.
    """
    document = session.document
    count = document.experiment.network.sizes[0]
    for formula in formulas:
        document = edits.add_made_input(document, formula)
    names = document.experiment.network.input_names[count:]
    session.apply(f"Add {' and '.join(names)}", document)


def offered(document: Document) -> list[Formula]:
    """What is often made of inputs: the square of each, each product of two, the sine of each.

    What is there already is not offered again, nor more than can be looked through.
    """
    recipe, count = document.experiment.dataset.recipe, document.experiment.network.sizes[0]
    given = [Column(at) for at in range(count) if recipe.formula_of(at) is None]
    found: Iterator[Formula] = chain(
        (raised(one, Term(2)) for one in given),
        (joined(Operator.PRODUCT, *pair) for pair in combinations(given, 2)),
        (Operation(Operator.SINE, (one,)) for one in given),
    )
    return [*islice((formula for formula in found if formula not in recipe.formulas), _MOST)]


def can_remove(document: Document, place: NodePlace) -> bool:
    """Whether there is another node in its layer, of inputs one that is not made of this one."""
    made = _made_of(document, place)
    return document.experiment.network.sizes[place.layer + 1] > 1 + len(made)


def with_made_of(document: Document, place: NodePlace) -> str:
    """A node's name; for an input with those that are made of it: "x, with x²"."""
    network = document.experiment.network
    name = network.node_name(place)
    made = [network.node_name(NodePlace(INPUT_LAYER, at)) for at in _made_of(document, place)]
    return f"{name}, with {' and '.join(made)}" if made else name


def made_refusal(document: Document, place: int) -> str:
    """Why an input cannot be typed over: "x² is computed from x: change that"; empty if it can."""
    experiment = document.experiment
    names, formula = experiment.network.input_names, experiment.dataset.recipe.formula_of(place)
    if formula is None:
        return ""
    sources = [names[at] for at in sorted(columns_in(formula))]
    what = "it" if len(sources) == 1 else "them"
    return f"{names[place]} is computed from {' and '.join(sources)}; change {what}"


def _made_of(document: Document, place: NodePlace) -> tuple[int, ...]:
    """The inputs that are made of a node; none if it is no input."""
    if place.layer != INPUT_LAYER:
        return ()
    return document.experiment.dataset.recipe.made_of(place.node)
