"""Step sizes and futures, by hand."""

import re

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.data.dataset import from_rows
from core.document.document import Document
from core.landscape.step_size import StepOutcome
from core.opening.sample_data import SAMPLES, open_sample
from core.opening.starters import BANK, open_starter
from core.training.descent import Descent, Step, step
from core.training.evaluation import evaluate
from gui.panels.step_size.step_page import StepSizePage
from gui.plotting.plot_frame import Pixel
from tests.core.builders import build_experiment
from tests.gui.every_view import painted_texts
from tests.gui.panels.step_size.step_hands import in_view, rate_of
from tests.gui.plot_hands import PlotHands
from tests.gui.window_hands import Key, WindowHands

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier


def test_of_very_many_rows_it_is_told_how_many_the_loss_is_of(
    page: StepSizePage, hands: WindowHands
) -> None:
    random = np.random.default_rng(1)
    dataset = from_rows(random.random((100_000, 2)), random.random(100_000))
    document = open_starter(BANK)
    experiment = replace(document.experiment, dataset=dataset, batch_size=32)
    hands.window.session.load(document.with_experiment(experiment))
    said = page.verdict.text()
    assert re.search(r"loss of \d+\u202f\d{3} of 100\u202f000 rows \S+ → [^ ]+\.$", said)


def test_the_bank_overshoots_at_its_own_rate_as_is_told_and_comes_true(
    page: StepSizePage, hands: WindowHands, qtbot: QtBot
) -> None:
    assert page.verdict.text() == (
        "0.01 overshoots the valley: error +11 → −4.4528, loss 121 → 19.83."
    )
    assert page.best.text().startswith("Best for one step: about 0.0055, loss ≈ 0.")
    assert "less than there can be" in page.best.text()
    outcomes = [region.outcome for region in page.plot.view.sizes.regions]
    assert outcomes == [
        StepOutcome.SLOW,
        StepOutcome.GOOD,
        StepOutcome.OVERSHOOTS,
        StepOutcome.SLEEP,
    ]

    assert (
        "falls slowly up to 0.00133, good up to 0.00551, overshoots the valley up to 0.014,"
        " puts a node to sleep beyond" in page.plot.describe()
    )

    # A step of 0.02 puts the bank's nodes to sleep: ŷ = 0, y = 5, loss 25
    hand = PlotHands(page.plot)
    hand.hover(Pixel(page.plot.frame.x(np.log10(0.02)), page.plot.frame.box.bottom - 5))
    with painted_texts() as written:
        page.plot.grab()
    assert "rate 0.02\nloss 25\nputs a node to sleep" in written

    page.plot.setFocus()
    qtbot.keyClick(page.plot, Key.Key_Right)
    assert rate_of(hands) == 0.011
    qtbot.keyClick(page.plot, Key.Key_Left)
    assert rate_of(hands) == 0.0098

    hands.type_rate("0.01")
    hands.press(Key.Key_Space)
    assert hands.figure("loss") == "19.83"
    assert page.verdict.text().startswith("0.01 ")


def test_dragging_the_line_chooses_the_rate_as_one_undo_and_escape_puts_it_back(
    hands: WindowHands, page: StepSizePage
) -> None:
    hand = PlotHands(page.plot)
    sizes = page.plot.view.sizes
    hand.press(hand.ball)
    for power in (-2.1, -1.7):
        hand.move(Pixel(page.plot.frame.x(power), hand.ball.y))
    assert page.plot.view.sizes is sizes
    assert (
        page.verdict.text()
        == "0.02 puts hidden 1 to sleep: error +11 → −5, loss 121 → 25 for ever."
    )
    hand.release(hand.ball)
    assert rate_of(hands) == 0.02
    hands.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert rate_of(hands) == 0.01

    hand.press(hand.ball)
    hand.move(Pixel(page.plot.frame.x(-3), 50))
    assert rate_of(hands) == 0.001
    hand.key(Key.Key_Escape)
    assert rate_of(hands) == 0.01

    box = page.plot.frame.box
    hand.drag(Pixel(hand.ball.x, box.bottom - 8), Pixel(page.plot.frame.x(-3), box.bottom - 8))
    assert rate_of(hands) == 0.001


def test_elsewhere_the_curve_is_that_of_steps_of_that_size_and_the_line_stays_in_view(
    hands: WindowHands, page: StepSizePage, qtbot: QtBot
) -> None:
    hand, session = PlotHands(page.plot), hands.window.session
    hand.turn_wheel(hand.at(-2.3, page.plot.frame.heights[0]), 12, SHIFT)
    low, high = page.plot.frame.steps
    assert high - low < 0.3
    qtbot.waitUntil(lambda: in_view(page).size > 150)
    rates = in_view(page)
    for at in (3, rates.size // 2):
        experiment = session.document.experiment
        optimizer = replace(experiment.optimizer, learning_rate=float(rates[at]))
        taken = step(replace(experiment, optimizer=optimizer))
        assert isinstance(taken, Step)
        losses = page.plot.view.sizes.losses[page.plot.view.sizes.rates == rates[at]]
        assert losses == pytest.approx(evaluate(taken.after).loss)
    hand.key(Key.Key_Home)
    assert page.plot.frame.steps == page.plot.view.usual

    hands.window.session.load(open_starter(BANK))
    hands.type_rate("500")
    rates = page.plot.view.sizes.rates
    assert rates[0] < 500 < rates[-1]

    hands.window.session.load(open_starter(BANK))
    hand.turn_wheel(hand.ball, 8)
    hands.type_rate("500")
    low, high = page.plot.frame.steps
    assert low < np.log10(500) < high


def test_a_flat_place_and_one_without_gain_say_so(hands: WindowHands, page: StepSizePage) -> None:
    """Of inputs 1, 2, 3 the slopes are 14, 28, 42: a fourteenth of them takes +7 to −7."""
    experiment = build_experiment([[[0, 2, 1]]], ["identity"], [[1, 2, 3]], [0], 1 / 14)
    hands.window.session.load(Document(experiment, experiment))
    assert page.verdict.text() == "0.07143 leaves the loss as it is: error +7 → −7, loss 49 → 49."

    hands.window.session.load(open_starter("single_weight"))
    hands.window.session.step(100)
    hands.window.session.finish_run()
    assert hands.figure("loss") == "0"
    assert page.plot.frame.heights[0] == 0
    assert page.verdict.text() == "No slope: a step of any size changes nothing."

    hands.window.session.load(open_starter(BANK))
    hands.type_rate("0.02")
    hands.press(Key.Key_Space)
    assert page.verdict.text() == "No slope: a step of any size changes nothing."

    document = open_sample(next(sample for sample in SAMPLES if sample.key == "line"))
    descent = Descent(document.experiment)
    descent.run(600)
    hands.window.session.load(document.with_experiment(descent.experiment))
    said = page.verdict.text()
    assert said.startswith(("The bottom: no step", "No slope: a step"))
    hands.window.session.load(document)
    assert not page.verdict.text().startswith(("The bottom", "No slope"))


def test_a_batch_has_a_curve_of_its_own_and_says_so_where_it_leads_uphill(
    hands: WindowHands, page: StepSizePage
) -> None:
    experiment = build_experiment([[[0.0]]], ["identity"], [[1.0]] * 3, [2.0, 2.0, -1.0], 0.01)
    hands.window.session.load(Document(experiment, experiment))
    before = page.plot.view.sizes
    hands.menu("Data", "Slopes from", "one row")
    assert page.plot.view.sizes.fall != before.fall

    # ŷ = w at w = 0; the targets 2, 2 and −1 pull to 1, the last one alone away from it
    experiment = build_experiment([[[0.0]]], ["identity"], [[1.0]] * 3, [2.0, 2.0, -1.0], 0.01)
    alone = next(
        made
        for seed in range(20)
        if (made := replace(experiment, batch_size=1, seed=seed)).batch == np.array([2])
    )
    hands.window.session.load(Document(alone, alone))
    assert "lead up the hill of all rows" in page.verdict.text()

    panel = hands.window.hill_panel
    hands.menu("View", "Hill pages", "Step size")
    assert panel.step_size.isVisible()
    hands.menu("View", "Hill pages", "One weight")
    assert panel.plot.isVisible()
