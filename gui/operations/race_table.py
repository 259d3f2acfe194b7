"""The results of a race as a table."""

from collections.abc import Sequence

import numpy as np

from core.racing.race import Measure, Race, Run, measured
from core.tables.dialect import Dialect
from core.tables.writing import Cell, write_csv

_HEADS = (
    "racer",
    "optimizer",
    "learning rate",
    "batch size",
    "seed",
    "steps",
    "epochs",
    "loss",
    "loss of rows set aside",
    "out",
)


def race_table(race: Race, names: Sequence[str]) -> str:
    """A row for each descent, under what stands where, as CSV."""
    rows = [_row(name, run) for name, runs in zip(names, race.runs, strict=True) for run in runs]
    columns = [list(column) for column in zip(*rows, strict=True)]
    return write_csv(_HEADS, columns, Dialect()).decode()


def _row(name: str, run: Run) -> tuple[Cell, ...]:
    begun, steps = run.begun, np.array([float(run.steps)])
    return (
        name,
        begun.optimizer.name,
        begun.optimizer.learning_rate,
        begun.batch_size or begun.dataset.rows,
        begun.seed,
        run.steps,
        float(measured(begun, steps, Measure.EPOCHS)[0]),
        run.loss,
        "" if run.validation_loss is None else run.validation_loss,
        "" if run.refusal is None else run.refusal.message,
    )
