"""What is learnt from a table at the defaults: targets are scaled, and no step is refused."""

from pathlib import Path

import numpy as np
import pytest

from core.columns.plan import usual_plan
from core.columns.preparing import prepare
from core.data.scaling import Scale
from core.document.document import Document
from core.files.file_reading import read_file
from core.opening.from_table import Learning, document_of, plan_for
from core.opening.table_file import open_table
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
