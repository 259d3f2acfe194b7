"""What is said of steps: each is judged by the rows whose slopes it followed."""

import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from core.document.document import Document
from core.nn.network_edits import set_locked
from core.opening.sample_data import SAMPLES, open_sample
from core.training.experiment import Experiment
from gui.session.messages import Message, Tone
from gui.session.session import Session
from tests.core.builders import as_document, build_experiment, build_network
from tests.gui.window_hands import Key, WindowHands

LINE = open_sample(next(sample for sample in SAMPLES if sample.key == "line"))
Take = Callable[[Document, int], list[Message]]


@pytest.fixture
def take(bank: Session) -> Take:
    """Take single steps from a document, and return what was said of each."""

    def take_them(document: Document, steps: int) -> list[Message]:
        bank.load(document)
        said = []
        for _ in range(steps):
            bank.step()
            said.append(bank.message)
        return said

    return take_them


def in_batches(document: Document, size: int, rate: float) -> Document:
    experiment = document.experiment
    return document.with_experiment(
        replace(
            experiment,
            batch_size=size,
            optimizer=replace(experiment.optimizer, learning_rate=rate),
        )
    )


def two_rows(rate: float) -> Experiment:
    """ŷ = w·x from w = 0 on x = 1, 1 with the targets 0 and 4, one row a step."""
    return replace(
        build_experiment([[[0.0]]], ["identity"], [[1], [1]], [0, 4], rate), batch_size=1
    )


def test_small_steps_of_one_row_never_go_too_far(take: Take) -> None:
    said = take(in_batches(LINE, 1, 0.001), 40)
    assert {message.tone for message in said} == {Tone.BETTER}
    assert not any("too far" in message.text for message in said)


def test_a_step_of_one_row_tells_its_loss_and_that_of_all_rows(take: Take) -> None:
    """The row that wants 4 makes w = 0.8: its error is −3.2, that of the other 0.8."""
    said = [message.text for message in take(as_document(two_rows(0.1)), 3)]
    moved = next(text for text in said if "16 → 10.24" in text)
    assert re.fullmatch(
        r"step \d: row 2 of 2, batch \d/2(, which ends epoch 1| of epoch 1):"
        r" its loss 16 → 10.24, better · all rows 8 → 5.44",
        moved,
    )


def test_a_step_may_help_its_row_and_harm_the_others(take: Take) -> None:
    """After the row that wants 4, the row that wants 0 pulls away from the mean, 2."""
    messages = take(as_document(two_rows(0.1)), 4)
    harmed = [m for m in messages if "row 1" in m.text and "all rows 5" in m.text]
    assert all(m.tone is Tone.BETTER and "worse" not in m.text for m in harmed)
    assert harmed


def test_a_step_that_overshoots_its_own_row_went_too_far(take: Take) -> None:
    """At the rate 1.5 the error of the row is multiplied by 1 − 2 × 1.5 = −2."""
    said = take(as_document(two_rows(1.5)), 2)
    message = next(message for message in said if "row 2" in message.text)
    assert message.tone is Tone.WORSE
    assert message.text.endswith(
        "its loss 16 → 64, worse: the step went too far · all rows 8 → 104"
    )


def test_with_all_rows_a_step_that_overshoots_went_too_far(hands: WindowHands) -> None:
    """The weight goes from 0 to 6; the mean of both targets, 2, would have been best."""
    hands.window.session.load(as_document(replace(two_rows(1.5), batch_size=0)))
    hands.press(Key.Key_Space)
    assert hands.says("step 1: all 2 rows, loss 8 → 20, worse: the step went too far")


def test_a_step_off_a_corner_may_lead_uphill_however_short_it_is(take: Take) -> None:
    """ŷ = ReLU(x + b), b = 0. Five rows with x = 0 want −1, one with x = 1 wants 2.

    At their corner the slope of the five is taken as 0. So the one alone raises b, and their losses
    rise five times as fast as its own falls by b: no length of the step would have been better.
    """
    inputs, targets = [[0.0]] * 5 + [[1.0]], [-1.0] * 5 + [2.0]
    experiment = build_experiment([[[1.0]], [[1.0]]], ["relu", "identity"], inputs, targets, 0.01)
    network = build_network([[[1.0, 0.0]], [[1.0, 0.0]]], ["relu", "identity"], biased=True)
    network = set_locked(network, [3], True)  # the bias of the prediction
    (message,) = take(as_document(replace(experiment, network=network)), 1)
    assert message.text.startswith("step 1: all 6 rows, loss 1 → 1.0")
    assert message.text.endswith("worse")


def test_a_run_in_batches_is_judged_by_all_rows_and_its_own_epochs(bank: Session) -> None:
    bank.load(as_document(two_rows(0.1)))
    bank.step(4)
    bank.finish_run()
    assert re.fullmatch(
        r"steps 1 to 4: batches of 1, epochs 1 to 2, loss of all rows 8 → \d\.\d+",
        bank.message.text,
    )
    bank.load(as_document(two_rows(0.1)))
    bank.step(2)
    bank.finish_run()
    assert "steps 1 to 2: batches of 1, epoch 1, loss" in bank.message.text


def test_a_run_that_ends_higher_in_batches_does_not_blame_the_steps(bank: Session) -> None:
    """From the mean, 2, any step of one row leads up the hill of both."""
    experiment = two_rows(0.1)
    network = experiment.network.with_parameters([2.0])
    bank.load(as_document(replace(experiment, network=network)))
    bank.step(2)
    bank.finish_run()
    assert "loss of all rows 4 → " in bank.message.text
    assert bank.message.text.endswith("worse")


def test_a_difference_below_the_digits_shown_is_no_verdict(bank: Session) -> None:
    """The loss falls by 1e−15 × 16."""
    bank.load(as_document(replace(two_rows(1e-15), batch_size=0)))
    bank.step()
    assert bank.message.text == "step 1: all 2 rows, loss stays 8"
    assert bank.message.tone is Tone.PLAIN


def test_looking_ahead_in_batches_is_about_the_batch(hands: WindowHands) -> None:
    """The row's loss 16, slope −8, rate 0.1: the slopes promise 16 − 0.1 × 64 = 9.6."""
    experiment = replace(two_rows(0.1), seed=next(filter(_begins_with_4, range(20))))
    hands.window.session.load(as_document(experiment))
    hands.press(Key.Key_A)
    assert hands.window.explanation.plain_text().endswith(
        "next step: for its row the slopes promise a loss of 9.6; it will really be 10.24"
        " · that of all rows will be 5.44"
    )


def _begins_with_4(seed: int) -> bool:
    batch = replace(two_rows(0.1), seed=seed).batch
    return batch is not None and batch.tolist() == [1]
