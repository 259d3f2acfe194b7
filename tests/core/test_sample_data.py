from itertools import pairwise

import numpy as np
import pytest

from core.classification import accuracy, excludes, tells_classes
from core.descent import Descent
from core.document_file import decode_document, encode_document
from core.evaluation import evaluate
from core.sample_data import SAMPLES, Sample, open_sample

EACH = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.key)
BY_KEY = {sample.key: sample for sample in SAMPLES}


@EACH
def test_the_same_seed_gives_the_same_rows(sample: Sample) -> None:
    one, again, other = (sample.dataset(seed) for seed in (1, 1, 2))
    columns = (*one.own_inputs, *one.own_targets)
    for first, second in zip(columns, (*again.own_inputs, *again.own_targets), strict=True):
        assert first.tobytes() == second.tobytes()
        assert np.isfinite(first).all()
    assert any(
        first.tobytes() != second.tobytes()
        for first, second in zip(columns, (*other.own_inputs, *other.own_targets), strict=True)
    )
    assert one.rows == sample.rows
    assert len(one.own_inputs) == len(sample.inputs)
    assert len(one.own_targets) == len(sample.targets)


@EACH
def test_the_network_that_comes_with_it_learns_it(sample: Sample) -> None:
    experiment = open_sample(sample).experiment
    descent = Descent(experiment)
    before = descent.loss
    assert descent.run(2000) is None
    factor = {"spiral": 0.9, "line": 0.5}.get(sample.key, 0.6)
    assert descent.loss < factor * before


@EACH
def test_it_can_be_saved(sample: Sample) -> None:
    document = open_sample(sample)
    again = decode_document(encode_document(document))
    assert evaluate(again.experiment).loss == evaluate(document.experiment).loss


@pytest.mark.parametrize("key", ["circles", "moons", "blobs", "xor_cloud"])
def test_classes_are_balanced_and_learnt(key: str) -> None:
    experiment = open_sample(BY_KEY[key]).experiment
    assert tells_classes(experiment.loss)
    targets = np.array(experiment.dataset.targets)
    share = targets.mean(axis=1)
    assert share.max() < 0.62
    descent = Descent(experiment)
    descent.run(2000)
    predictions = evaluate(descent.experiment).predictions
    assert accuracy(predictions, targets, exclusive=excludes(targets)) > 0.9


def test_the_banks_customers_have_an_interaction_that_no_line_finds() -> None:
    rows = BY_KEY["bank_customers"].dataset(1)
    accounts, children, _, _, retired = rows.own_inputs
    target = rows.own_targets[0]

    def error(*columns: np.ndarray) -> float:
        matrix = np.column_stack((*columns, np.ones(rows.rows)))
        fitted = matrix @ np.linalg.lstsq(matrix, target, rcond=None)[0]
        return float(np.mean((fitted - target) ** 2))

    straight = error(*rows.own_inputs)
    crossed = error(*rows.own_inputs, children * retired, accounts * retired)
    assert crossed < 0.4 * straight


def test_overfitting_can_be_seen() -> None:
    """The rows learnt from fit ever better, those set aside worse after a while."""
    descent = Descent(open_sample(BY_KEY["few_points"]).experiment)
    aside = []
    for _ in range(60):
        descent.run(200)
        aside.append(descent.validation_loss or 0.0)
    best = min(aside)
    assert aside[-1] > 1.15 * best
    assert descent.loss < 0.5 * best
    assert any(later > earlier for earlier, later in pairwise(aside))
