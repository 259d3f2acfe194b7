from itertools import pairwise

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.classification import accuracy, excludes, tells_classes
from core.files.document_file import decode_document, encode_document
from core.opening.sample_data import SAMPLES, Sample, open_sample
from core.training.descent import Descent
from core.training.evaluation import evaluate
from tests.sweeps import a_few

EACH = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.key)
SOME = pytest.mark.parametrize("sample", a_few(SAMPLES), ids=lambda sample: sample.key)
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


@SOME
def test_the_network_that_comes_with_it_learns_it(sample: Sample) -> None:
    experiment = open_sample(sample).experiment
    descent = Descent(experiment)
    before = descent.loss
    assert descent.run(2000) is None
    factor = {"spiral": 0.9, "line": 0.5}.get(sample.key, 0.6)
    assert descent.loss < factor * before


@pytest.mark.parametrize(
    ("key", "sizes", "rate", "loss"),
    [
        ("bank_customers", (5, 8, 1), 0.05, 2.39389065),
        ("line", (1, 1), 0.1, 2.90179485),
        ("sine", (1, 8, 1), 0.1, 2.74178659),
        ("step", (1, 8, 1), 0.1, 1.79204937),
        ("few_points", (1, 32, 32, 1), 0.03, 0.768101386),
        ("xor_cloud", (2, 8, 1), 1.0, 0.695879032),
        ("circles", (2, 8, 1), 1.0, 0.723458290),
        ("moons", (2, 8, 1), 1.0, 0.644113127),
        ("spiral", (2, 12, 12, 1), 0.8, 0.707087424),
        ("blobs", (2, 6, 3), 0.5, 0.687804936),
        ("wages", (5, 8, 1), 0.05, 1.16281715),
        ("wages_adam", (5, 8, 1), 0.05, 1.16281715),
        ("digits", (64, 16, 10), 0.5, 2.36935192),
        ("border", (2, 1), 1.0, 0.656431323),
        ("plane", (2, 1), 0.1, 3.14387752),
        ("saddle_shape", (2, 8, 1), 0.1, 0.371054421),
        ("and_corners", (2, 1), 1.0, 0.788172963),
        ("or_corners", (2, 1), 1.0, 0.474059492),
        ("xor_corners", (2, 4, 1), 1.0, 0.713155662),
    ],
)
def test_it_opens_with_the_same_rows_and_network_in_every_version(
    key: str, sizes: tuple[int, ...], rate: float, loss: float
) -> None:
    """What a class has on its screens is what its teacher has prepared."""
    experiment = open_sample(BY_KEY[key]).experiment
    assert experiment.network.sizes == sizes
    assert experiment.optimizer.learning_rate == rate
    assert evaluate(experiment).loss == pytest.approx(loss, rel=1e-7)


@pytest.mark.parametrize(
    ("key", "rows", "said"),
    [
        ("bank_customers", 300, "300 customers"),
        ("wages", 500, "500 people"),
        ("digits", 400, "400 written"),
    ],
)
def test_as_many_are_opened_as_its_description_says(key: str, rows: int, said: str) -> None:
    assert said in BY_KEY[key].description
    experiment = open_sample(BY_KEY[key]).experiment
    aside = experiment.validation.rows if experiment.validation else 0
    assert experiment.dataset.rows + aside == rows


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


def _columns(key: str, rows: int) -> tuple[np.ndarray, ...]:
    dataset = BY_KEY[key].dataset(5, rows)
    return (*dataset.own_inputs, *dataset.own_targets)


def test_a_line_has_the_slope_and_height_that_it_is_made_with() -> None:
    x, y = _columns("line", 4000)
    slope, height = np.polyfit(x, y, 1)
    assert slope == pytest.approx(1.5, abs=0.02)
    assert height == pytest.approx(-0.5, abs=0.02)
    assert np.std(y - slope * x - height) == pytest.approx(0.3, abs=0.02)


@pytest.mark.parametrize(("key", "noise"), [("sine", 0.1), ("few_points", 0.45)])
def test_a_wave_is_a_sine_with_noise(key: str, noise: float) -> None:
    x, y = _columns(key, 4000)
    assert np.std(y - np.sin(x)) == pytest.approx(noise, rel=0.05)
    assert abs(np.mean(y - np.sin(x))) < 0.03
    assert -3 <= x.min() < -2.9
    assert 2.9 < x.max() <= 3


def test_a_step_is_at_0_3() -> None:
    x, y = _columns("step", 1000)
    assert ((x > 0.3) == (y == 1)).all()
    assert set(y.tolist()) == {0, 1}


def test_the_cloud_tells_opposite_corners() -> None:
    x, y, same = _columns("xor_cloud", 1000)
    clear = abs(x * y) > 0.001
    assert (((x > 0) == (y > 0)) == (same == 1))[clear].all()


def test_one_circle_lies_inside_the_other() -> None:
    x, y, inside = _columns("circles", 2000)
    radius = np.hypot(x, y)
    assert radius[inside == 1].mean() == pytest.approx(0.4, abs=0.01)
    assert radius[inside == 0].mean() == pytest.approx(1.0, abs=0.01)


def test_moons_are_half_circles_that_reach_into_each_other() -> None:
    x, y, lower = _columns("moons", 2000)
    first, second = lower == 0, lower == 1
    assert np.hypot(x[first], y[first]).mean() == pytest.approx(1, abs=0.03)
    assert np.hypot(x[second] - 1, y[second] - 0.5).mean() == pytest.approx(1, abs=0.03)
    assert y[first].mean() == pytest.approx(2 / np.pi, abs=0.03)
    assert y[second].mean() == pytest.approx(0.5 - 2 / np.pi, abs=0.03)


def test_the_arms_of_the_spiral_turn_with_their_length() -> None:
    x, y, second = _columns("spiral", 3000)
    radius = np.hypot(x, y)
    angle = 3.2 * np.pi * radius + np.pi * second
    near = np.hypot(x - radius * np.cos(angle), y - radius * np.sin(angle))
    assert np.median(near) < 0.12
    assert 0.9 < radius.max() < 1.1


def test_blobs_have_three_middles() -> None:
    x, y, *classes = _columns("blobs", 3000)
    middles = [(x[one == 1].mean(), y[one == 1].mean()) for one in classes]
    assert np.allclose(middles, [(-1.2, -0.6), (1.1, -0.8), (0.1, 1.2)], atol=0.06)
    assert (np.sum(classes, axis=0) == 1).all()


def test_wages_rise_with_education_and_the_union() -> None:
    education, experience, age, union, female, wage = _columns("wages", 4000)
    known = (np.ones(4000), education, experience, experience**2, union, female)
    found = np.linalg.lstsq(np.column_stack(known), np.log(wage), rcond=None)[0]
    made = [0.7, 0.09, 0.035, -0.0005, 0.18, -0.22]
    assert np.allclose(found, made, atol=[0.1, 0.01, 0.005, 0.0002, 0.05, 0.05])
    assert (age - education - 6 <= experience).all()


def test_transactions_of_customers_follow_the_rule_they_are_made_with() -> None:
    accounts, children, _, balance, retired, transactions = _columns("bank_customers", 4000)
    made = 2 + 3 * accounts + 2.5 * children * (1 - retired) + 0.0004 * balance
    made -= 1.5 * accounts * retired
    assert np.std(transactions - made) == pytest.approx(1, abs=0.1)
    assert abs(np.mean(transactions - made)) < 0.1


def test_a_border_a_plane_and_a_saddle_are_what_they_are_called() -> None:
    x, y, above = _noiseless("border", 1000)
    clear = abs(x + 0.5 * y - 0.1) > 0.01
    assert ((x + 0.5 * y > 0.1) == (above == 1))[clear].all()
    x, y, z = _noiseless("plane", 50)
    np.testing.assert_allclose(z, 2 * x - y + 0.5, atol=6e-4)
    x, y, z = _noiseless("saddle_shape", 50)
    np.testing.assert_allclose(z, x**2 - y**2, atol=6e-4)


@pytest.mark.parametrize(
    ("key", "answers"),
    [("and_corners", "0001"), ("or_corners", "0111"), ("xor_corners", "0110")],
)
def test_corners_have_the_answers_of_their_table(key: str, answers: str) -> None:
    x, y, answer = _noiseless(key, 4)
    assert [*zip(x, y, strict=True)] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert "".join(str(int(one)) for one in answer) == answers


def _noiseless(key: str, rows: int) -> tuple[np.ndarray, ...]:
    dataset = replace(BY_KEY[key], noise=0.0).dataset(5, rows)
    return (*dataset.own_inputs, *dataset.own_targets)


@EACH
def test_rows_and_noise_can_be_chosen(sample: Sample) -> None:
    few = replace(sample, rows=30, noise=2 * sample.noise + 0.1)
    assert few.dataset(1).rows == 30
    assert "30" in few.description or "{rows}" not in few.about
    noisy, usual = few.dataset(1), sample.dataset(1, 30)
    pairs = zip(
        (*noisy.own_inputs, *noisy.own_targets),
        (*usual.own_inputs, *usual.own_targets),
        strict=True,
    )
    assert any(one.tobytes() != other.tobytes() for one, other in pairs)
