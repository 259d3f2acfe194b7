"""The texts of weights and biases: their values, what they change to, and their slopes."""

import numpy as np

from core.nn.arrays import Array
from core.nn.network import Network
from core.nn.quantity import Quantity, QuantityKind
from gui.session.visibility import Visibility


class ParameterWords:
    """Writes the numbers of one network's parameters.

    Args:
        network: the network.
        gradient: the slope of each parameter, shape (P,).
        visibility: what may be seen.
        change: from what to what each parameter goes, each of shape (P,); None for no change.
        ahead: whether that change is still to come.
        following: where the next step puts each parameter, shape (P,); None where it does not
            follow these slopes.
    """

    def __init__(
        self,
        network: Network,
        gradient: Array,
        visibility: Visibility,
        change: tuple[Array, Array] | None = None,
        ahead: bool = False,
        following: Array | None = None,
    ) -> None:
        self._network = network
        self._slopes = gradient
        self._visibility = visibility
        parameters = network.parameters
        before, after = change or (parameters, parameters)
        self._before, self._after = before, after
        self._ahead = ahead
        self._following = following
        all_seen = visibility.shows_kind(QuantityKind.SLOPE)
        # An unseen slope tells nothing, not even its sign.
        self.gradient = gradient if all_seen else np.where(visibility.shows_slopes(), gradient, 0.0)

    def weight(self, index: int) -> str:
        """The value, or what it changes from and to: "2 → 0.68"."""
        before, after = float(self._before[index]), float(self._after[index])
        text = self._visibility.text(after)
        was = text if before == after else self._visibility.text(before)
        return text if was == text else f"{was} → {text}"

    def moves_ahead(self, index: int) -> bool:
        """Whether it is shown where the next step puts the parameter."""
        return self._ahead and bool(self._before[index] != self._after[index])

    def heading(self, index: int) -> int:
        """Where descent moves the parameter: 1, −1, or 0 for nowhere."""
        if self._following is None or not self._visibility.shows(_slope(index)):
            return 0
        return side_of_zero(self._following[index] - self._network.parameters[index])

    def slope(self, index: int) -> str:
        """The slope with its sign."""
        return self._visibility.write_signed(float(self._slopes[index]), _slope(index))


def side_of_zero(value: float) -> int:
    """1 above 0, −1 below, 0 at it and for what is not a number."""
    return int(value > 0) - int(value < 0)


def _slope(index: int) -> Quantity:
    return Quantity(QuantityKind.SLOPE, parameter=index)
