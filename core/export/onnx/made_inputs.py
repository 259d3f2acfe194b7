"""Inputs that are made of others, as operations of ONNX."""

from functools import reduce

import numpy as np

from core.data.recipe import Recipe
from core.export.onnx.graph import Graph
from core.formulas.formula import Column, Formula
from core.nn.activation import Activation
from core.nn.expressions import Operation, Operator, Term

_CODE = {
    Operator.SUM: "Add(a, b)",
    Operator.PRODUCT: "Mul(a, b)",
    Operator.DIFFERENCE: "Sub(a, b)",
    Operator.QUOTIENT: "Div(a, b)",
    Operator.SQUARE: "Mul(a, a)",
    Operator.SQUARE_ROOT: "Sqrt(a)",
    Operator.POWER: "Pow(a, b)",
    Operator.ABSOLUTE: "Abs(a)",
    Operator.SIGN: "Sign(a)",
    Operator.EXPONENTIAL: "Exp(a)",
    Operator.NEGATIVE: "Neg(a)",
    Operator.LOGARITHM: "Log(a)",
    Operator.DECIMAL_LOGARITHM: "Div(Log(a), 2.302585092994046)",
    Operator.SINE: "Sin(a)",
    Operator.COSINE: "Cos(a)",
    Operator.TANGENT: "Div(Sin(a), Cos(a))",  # runtimes commonly have Tan in float32 alone
    Operator.FLOOR: "Floor(a)",
    Operator.ROUND: "Round(a)",
    Operator.MINIMUM: "Min(a, b)",
    Operator.MAXIMUM: "Max(a, b)",
    Operator.LESS: "Where(Less(a, b), 1, 0)",
    Operator.AT_MOST: "Where(LessOrEqual(a, b), 1, 0)",
    Operator.GREATER: "Where(Greater(a, b), 1, 0)",
    Operator.AT_LEAST: "Where(GreaterOrEqual(a, b), 1, 0)",
}


def activation_code(activation: Activation) -> str:
    """An activation of z in ONNX's operations."""
    return activation.onnx_code or f"{activation.key.title()}(z)"


def all_inputs(graph: Graph, recipe: Recipe, given: str) -> str:
    """Add what makes inputs of those given, in columns; return the name of all, in their order."""
    if not recipe.formulas:
        return given
    places = range(len(recipe.formulas))
    from_outside = [place for place in places if recipe.formula_of(place) is None]
    maker = _Maker(graph, given, {place: at for at, place in enumerate(from_outside)})
    made = [(place, formula) for place in places if (formula := recipe.formula_of(place))]
    columns = [maker.add(formula, f"made{place + 1}") for place, formula in made]
    beside = graph.beside([given, *columns], "given_and_made")
    order = [*from_outside, *(place for place, _ in made)]
    return graph.columns(beside, [order.index(place) for place in places], "all_inputs")


class _Maker:
    """Adds formulas to a graph; each column that they need is taken out once."""

    def __init__(self, graph: Graph, given: str, columns: dict[int, int]) -> None:
        self._graph, self._given, self._columns = graph, given, columns
        self._taken: dict[int, str] = {}

    def add(self, formula: Formula, result: str) -> str:
        """Add a formula, and return the name of its column, of shape (rows, 1)."""
        if isinstance(formula, Column):
            return self._column(formula.place)
        if isinstance(formula, Term):
            return self._graph.array(result, np.array(formula.value))
        each = [self.add(part, f"{result}_{at}") for at, part in enumerate(formula.parts, start=1)]
        return self._put_together(formula, each, result)

    def _put_together(
        self, formula: Operation[Term | Column], parts: list[str], result: str
    ) -> str:
        if formula.operator is Operator.ACTIVATION:
            return self._graph.run(activation_code(formula.activation), {"z": parts[0]}, result)
        code = _CODE[formula.operator]
        if " b" not in code:
            return self._graph.run(code, {"a": parts[0]}, result)

        def joined(left: str, right: tuple[int, str]) -> str:
            at, name = right
            return self._graph.run(code, {"a": left, "b": name}, f"{result}_to{at}")

        return reduce(joined, enumerate(parts[1:], start=2), parts[0])

    def _column(self, place: int) -> str:
        if place not in self._taken:
            at = self._columns[place]
            self._taken[place] = self._graph.columns(self._given, [at], f"input{place + 1}")
        return self._taken[place]
