"""What is learnt from a table at the defaults: targets are scaled, and no step is refused."""

from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from core.columns.coding import Missing
from core.columns.plan import usual_plan
from core.columns.preparing import prepare
from core.data.scaling import Scale
from core.document.document import Document
from core.files.file_reading import read_file
from core.opening.from_table import Learning, document_of
from core.opening.table_file import open_table
from core.opening.table_plans import plan_for
from core.tables.dialect import Dialect
from core.tables.reading import read_table
from core.tables.sniffer import guess_dialect
from core.training.descent import Descent
from tests.core.opening.nine_forms import FORMS


def learnt(text: str, target: str = "", learning: Learning | None = None) -> Document:
    table = read_table(text, guess_dialect(text))
    plans = plan_for(table, [target], None) if target else usual_plan(table)
    return document_of(prepare(table, plans), learning or Learning())


@pytest.mark.parametrize("learning", [Learning(), Learning(validation=0.2, batch_size=32)])
@pytest.mark.parametrize("target", FORMS)
def test_the_forms_that_people_bring_are_learnt_at_the_defaults(
    target: str, learning: Learning
) -> None:
    document = learnt(FORMS[target](np.random.default_rng(1)), learning=learning)
    experiment = document.experiment
    assert experiment.network.layers[-1].names == (target,)
    assert experiment.dataset.target_scaling.scale is Scale.STANDARD
    descent = Descent(experiment)
    start = descent.loss
    assert descent.run(200) is None
    assert descent.loss < 0.9 * start


@pytest.mark.parametrize(
    ("targets", "scale"),
    [
        ("1200 2400 3600 4700", Scale.STANDARD),
        ("0.001 0.002 0.003 0.004", Scale.STANDARD),
        ("2001.5 2002 2002.5 2003", Scale.STANDARD),  # near each other, but far from 0
        ("-7 -2 3 8", Scale.NONE),
        ("0.5 1.5 2.5 3.5", Scale.NONE),
    ],
)
def test_targets_far_from_1_are_scaled_unless_another_way_is_chosen(
    targets: str, scale: Scale
) -> None:
    rows = "\n".join(f"{at * at},{y}" for at, y in enumerate(targets.split()))
    text = f"size,price\n{rows}\n"
    assert learnt(text).experiment.dataset.target_scaling.scale is scale
    chosen = learnt(text, learning=Learning(target_scale=Scale.NONE))
    assert not chosen.experiment.dataset.target_scaling.is_on


def test_why_targets_are_scaled_is_said(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("size,price\n1,1200\n2,2400\n4,3600\n5,4700\n", encoding="utf-8")
    said = "targets: scaled, standard"
    assert open_table(read_file(path), [], Learning())[1][-1] == (
        f"{said}, because they are far from 1; --scale-target none leaves them as they are"
    )
    chosen = Learning(target_scale=Scale.STANDARD)
    assert open_table(read_file(path), [], chosen)[1][-1] == said


def test_fills_are_learnt_from_the_rows_that_are_learnt_from() -> None:
    """The cells are 1 to 19 without 5 and 10, and 1000: the mean of all is 1175/18 = 65.28."""
    cells = ["" if at in (5, 10) else 1000 if at == 20 else at for at in range(1, 21)]
    table = read_table("x,y\n" + "\n".join(f"{x},{y}" for y, x in enumerate(cells)), Dialect())
    plans = [replace(plan, missing=Missing.MEAN) for plan in usual_plan(table)]
    prepared = prepare(table, plans)
    assert prepared.codings[0].fills == pytest.approx((1175 / 18,))
    outside = 0
    for seed in range(12):
        document = document_of(prepared, Learning(validation=0.25, seed=seed))
        aside = document.experiment.validation
        assert aside is not None
        kept = document.experiment.dataset.own_inputs[0]
        rows = document.experiment.dataset.own_targets[0]
        mean = kept[~np.isin(rows, (4, 9))].mean()
        assert document.columns[0].fills == pytest.approx((mean,))
        if 1000 in aside.own_inputs[0]:
            assert 8 < mean < 12
            outside += 1
    assert 0 < outside < 12


def test_the_rows_that_are_left_and_fills_are_said(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("a,y\n1,1.5\n,2\n5,7\n", encoding="utf-8")
    notes = open_table(read_file(path), [], Learning())[1]
    assert notes[:2] == ("predicted: y", "2 of 3 rows: 1 has no a")
