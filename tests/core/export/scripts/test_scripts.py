"""Every kind of script: it compiles, and a user's texts are but comments in it."""

from dataclasses import replace

import pytest

from core.export.exports import Asked, Framework, exporting
from core.export.results import Losses
from core.nn.arrays import EMPTY
from core.opening.starters import BANK, open_starter
from core.tables.work import finish

HOSTILE = ("a\nimport os", '\\ """ \u2028 \x00 # {x}')


@pytest.mark.parametrize("framework", Framework)
def test_names_of_the_user_are_but_comments(framework: Framework) -> None:
    document = open_starter(BANK)
    experiment = document.experiment
    layers = [
        replace(layer, names=("import sys\n",) * layer.size) for layer in experiment.network.layers
    ]
    network = replace(experiment.network, inputs=HOSTILE, layers=tuple(layers))
    named = document.with_experiment(replace(experiment, network=network))

    def lines_of(asked: Asked) -> list[str]:
        text = finish(exporting(asked, ".py")).decode()
        compile(text, "script.py", "exec")
        return [line for line in text.splitlines() if not line.startswith("#")]

    plain, hostile = (
        lines_of(Asked(each, Losses(EMPTY, EMPTY), framework)) for each in (document, named)
    )
    assert hostile == plain
