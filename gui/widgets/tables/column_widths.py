"""Column widths: how the columns of a table share its width."""

from collections.abc import Sequence

from msgspec import Struct


class Need(Struct, frozen=True):
    """The width a column needs to show all, and the least it can do with."""

    full: int
    least: int

    def at_least(self, width: int) -> "Need":
        """The same, or more where it would be less than a width."""
        return Need(max(self.full, width), max(self.least, width))


def fits(needs: Sequence[Need], available: int) -> bool:
    """Whether everything can be shown in full."""
    return sum(need.full for need in needs) <= available


def can_fit(needs: Sequence[Need], available: int) -> bool:
    """Whether there is room at least if some columns do with less."""
    return sum(need.least for need in needs) <= available


def shared(needs: Sequence[Need], available: int) -> list[int]:
    """The columns' widths: what is left over is shared, and so is what is missing.

    What is missing is taken from the columns that can do with less, in proportion to what they
    can give. If even that is not enough, each gets what it needs, and the table has to scroll.
    """
    if not can_fit(needs, available):
        return [need.full for need in needs]
    missing = sum(need.full for need in needs) - available
    if missing > 0:
        gifts = sum(need.full - need.least for need in needs)
        return [need.full - -(-(need.full - need.least) * missing // gifts) for need in needs]
    each, over = divmod(-missing, max(1, len(needs)))
    return [need.full + each + (place < over) for place, need in enumerate(needs)]
