"""Maps stay over the inputs that are given; those made of them follow."""

import numpy as np

from core.document.made_inputs import add_made_input, read_formula
from core.opening.sample_data import SAMPLES, open_sample
from core.response.maps import maps_over, spans_of


def test_a_map_is_over_the_inputs_that_are_given() -> None:
    document = open_sample(next(sample for sample in SAMPLES if sample.key == "moons"))
    before = maps_over(document.experiment, ((-1.0, 2.0), (-0.5, 1.0)), 4)
    document = add_made_input(document, read_formula(document, "x² − y"))
    experiment = document.experiment
    found = maps_over(experiment, ((-1.0, 2.0), (-0.5, 1.0)), 4)
    x, y, made = found.values[0]
    np.testing.assert_array_equal(made, x**2 - y)
    np.testing.assert_allclose(found.values[-1], before.values[-1], rtol=1e-14)
    assert len(spans_of(experiment.dataset)) == 2
