"""The results of a race as a table."""

from collections.abc import Sequence

import numpy as np

from core.racing.by_hand import ByHand
from core.racing.race import Measure, Race, Run, measured
from core.tables.dialect import Dialect
from core.tables.writing import Cell, write_csv
from core.training.evaluation import evaluate
from gui.formatting.racer_words import YOU, hand_words

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
    "remark",
)


def race_table(race: Race, names: Sequence[str], hand: ByHand | None) -> str:
    """A row for each descent, and one for edits by hand, under what stands where, as CSV."""
    rows = [_row(name, run) for name, runs in zip(names, race.runs, strict=True) for run in runs]
    if hand is not None:
        rows.append(_hand_row(hand))
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


def _hand_row(hand: ByHand) -> tuple[Cell, ...]:
    reached = evaluate(hand.experiment)
    aside: Cell = "" if reached.validation_loss is None else reached.validation_loss
    return YOU, *[""] * 6, reached.loss, aside, hand_words(hand)
