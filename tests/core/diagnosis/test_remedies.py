"""What would have been learnt with where a step was refused."""

import numpy as np

from core.data.scaling import Scale
from core.diagnosis.remedies import with_scaled_targets, with_smaller_rate
from core.document.document import Document
from core.opening.sample_data import SAMPLES, open_sample
from core.training.descent import Descent
from tests.core.builders import build_experiment


def line(targets: list[float], rate: float) -> Document:
    """A weight of 1 from x = 1, 2, 3: the loss is the mean of (w·x − t)²."""
    experiment = build_experiment([[[1.0]]], ["identity"], [[1], [2], [3]], targets, rate)
    return Document(experiment, experiment, "")


def refused(document: Document) -> Document:
    """The document at the last step before one that is refused."""
    descent = Descent(document.experiment)
    assert descent.run(10_000) is not None
    return document.with_experiment(descent.experiment)


def test_the_rate_is_the_largest_tenth_that_helps_from_the_start() -> None:
    """The slope's factor is 2·(1 + 4 + 9)/3 = 28/3, so that any rate below 6/28 helps."""
    document = refused(line([500, 1000, 1500], 40.0))
    slower = with_smaller_rate(document)
    assert slower is not None
    assert slower.experiment.optimizer.learning_rate == 0.1
    assert slower.experiment.updates == 0
    assert slower.experiment.network.parameters.tolist() == [1.0]
    again = with_smaller_rate(refused(line([500, 1000, 1500], 0.3)))
    assert again is not None
    assert again.experiment.optimizer.learning_rate == 0.03


def test_targets_are_scaled_where_that_helps() -> None:
    """Scaled, the slope's factor is the same: only a rate that was near enough is cured by it."""
    wide = refused(line([500, 1000, 1500], 0.3))
    assert with_scaled_targets(wide) is None
    experiment = build_experiment(
        [[[0.5]], [[0.5]]], ["identity", "identity"], [[1], [2], [3]], [5e4, 6e4, 9e4], 0.05
    )
    scaled = with_scaled_targets(refused(Document(experiment, experiment, "")))
    assert scaled is not None
    scaling = scaled.experiment.dataset.target_scaling
    assert (scaling.scale, scaled.experiment.updates) == (Scale.STANDARD, 0)
    assert scaling.offsets[0] == np.mean([5e4, 6e4, 9e4])
    assert with_scaled_targets(scaled) is None


def test_nothing_helps_where_the_start_itself_is_too_large() -> None:
    document = line([1e200, 1, 1], 0.01)
    assert with_smaller_rate(document) is None
    assert with_scaled_targets(document) is None


def test_classes_are_not_scaled() -> None:
    blobs = open_sample(next(sample for sample in SAMPLES if sample.key == "blobs"))
    assert with_scaled_targets(blobs) is None
