"""What the user chose to learn from a table. No Qt in here."""

from dataclasses import dataclass

from core.scaling import Scale
from core.spreadsheet.prepared import Prepared


@dataclass(frozen=True, slots=True, eq=False)
class TableImport:
    """Numbers to learn from, and how.

    Attributes:
        prepared: the numbers, and what was done to get them.
        input_scaling: how inputs are scaled.
        target_scaling: how targets are scaled.
        validation_fraction: the part of the rows that is set aside.
        batch_size: how many rows a step uses; 0 for all.
        hidden: the sizes of the hidden layers.
    """

    prepared: Prepared
    input_scaling: Scale
    target_scaling: Scale
    validation_fraction: float
    batch_size: int
    hidden: tuple[int, ...]
