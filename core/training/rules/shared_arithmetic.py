"""The arithmetic that several optimizers share, for one weight."""

from core.nn.expressions import (
    Expression,
    Term,
    added,
    divided,
    multiplied,
    powered,
    square_root,
    subtracted,
)
from core.training.rules.optimizer import Leaves, Working


def velocity_of(momentum: float, of: Leaves) -> Working:
    """The velocity after a step, which keeps this part of what it was."""
    kept = multiplied(Term(momentum, caption="momentum"), of.remembered[0])
    return of.working(0, "velocity", added(kept, of.slope))


def running_mean(kept: float, mean: Term, new: Expression) -> Expression:
    """A running mean that keeps this part of what it was."""
    return added(multiplied(Term(kept), mean), multiplied(Term(1 - kept), new))


def corrected(mean: Working, beta: float, steps: Term) -> Expression:
    """A mean that began at 0, made as large as it would be else: mean / (1 − βⁿ)."""
    return divided(mean.term, subtracted(Term(1.0), powered(Term(beta), steps)))


def over_root(above: Expression, square: Working, epsilon: float) -> Expression:
    """Something over the root of a mean square: above / (√square + ε)."""
    return divided(above, added(square_root(square.term), Term(epsilon)))
