"""Momentum, Adam, schedules, clipping and a penalty in the places that speak of the next step."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core.explanation.hiding import Hiding, Topic
from core.nn.quantity import QuantityKind
from core.training.experiment import Experiment
from core.training.rules.optimizers import OPTIMIZERS, Adam, AdamW, GradientDescent, Momentum
from core.training.rules.schedules import StepDecay
from gui.operations.numbers import parameter
from gui.panels.hill.hill_panel import ONE_WEIGHT, STEP_SIZE
from gui.panels.one_weight.slice_view import usual_view, view_of
from gui.panels.step_size.future_chip import FutureChip
from tests.core.builders import as_document, bank, build_experiment, sized_experiment
from tests.gui.every_view import painted_texts
from tests.gui.window_hands import Key, Modifier, WindowHands

CTRL_SHIFT = Modifier.ControlModifier | Modifier.ShiftModifier


def load(hands: WindowHands, experiment: Experiment) -> None:
    hands.window.session.load(as_document(experiment))


def line_to_3(velocity: float) -> Experiment:
    """The loss (w − 3)² at w = 1, slope −4, with a velocity so far."""
    experiment = build_experiment([[[1.0]]], ["identity"], [[1]], [3])
    return replace(experiment.with_optimizer(Momentum(0.01)), memory=np.array([velocity]))


def explained(hands: WindowHands) -> list[str]:
    return hands.window.explanation.plain_text().split("\n")


def test_a_step_that_leads_uphill_says_so_before_and_after(hands: WindowHands) -> None:
    load(hands, line_to_3(50.0))  # velocity 0.9 × 50 − 4 = 41
    assert hands.says("The next step leads uphill and raises the loss from 4 to 5.8081")
    hands.press(Key.Key_Space)
    assert hands.says("loss 4 → 5.8081, worse: it went uphill")


def test_a_step_against_the_slope_does_not_claim_to_lead_uphill(hands: WindowHands) -> None:
    load(hands, line_to_3(0.0))
    assert hands.says("The next step lowers the loss from 4")


def test_several_steps_with_a_velocity_are_not_called_too_long(hands: WindowHands) -> None:
    load(hands, line_to_3(50.0))
    hands.press(Key.Key_Space, Modifier.ControlModifier)
    assert hands.says("worse")
    assert not hands.says("went too far")


def test_adamw_lowers_a_weight_that_has_no_slope(hands: WindowHands) -> None:
    still = build_experiment([[[2.0]]], ["identity"], [[0]], [0])
    load(hands, still.with_optimizer(AdamW(0.1, weight_decay=0.5)))
    hands.canvas.click(hands.canvas.of(parameter(0)))
    assert any("but AdamW will lower it" in line for line in explained(hands))


def test_the_workings_of_an_update_are_lines_of_the_walkthrough(hands: WindowHands) -> None:
    load(hands, replace(bank().with_optimizer(Momentum(0.01)), max_norm=1.0))
    hands.press(Key.Key_3, Modifier.ControlModifier)  # Slopes
    hands.press(Key.Key_PageDown)
    lines = explained(hands)
    for begin in ("clipped slope", "velocity", "new weight"):
        assert any(line.startswith(f"input 1 → hidden 1: {begin} ≈ ") for line in lines), lines


@pytest.mark.parametrize("optimizer", [Momentum(0.001), Adam(0.01)])
def test_nothing_remembered_shows_through_hidden_slopes(
    hands: WindowHands, optimizer: Momentum | Adam
) -> None:
    load(hands, replace(bank().with_optimizer(optimizer), max_norm=1.0))
    hands.press(Key.Key_Space)
    session = hands.window.session
    numbers = session.present.numbers
    secret = {
        f"{value:.4g}"
        for working in numbers.arithmetic(0).workings
        for value in (abs(working.term.value),)
        if value
    }
    session.look(replace(session.focus, hiding=Hiding(frozenset({Topic.SLOPES}))))
    hands.canvas.click(hands.canvas.of(parameter(0)))
    hands.press(Key.Key_C, CTRL_SHIFT)
    said = [*explained(hands), QGuiApplication.clipboard().text()]
    assert not [text for text in said for number in secret if number in text.replace("−", "-")]
    assert not session.focus.hiding.shows_kind(QuantityKind.REMEMBERED)


def test_before_slopes_are_computed_no_working_is_known(hands: WindowHands) -> None:
    load(hands, replace(bank().with_optimizer(Momentum(0.01)), max_norm=1.0))
    hands.canvas.click(hands.canvas.of(parameter(0)))
    hands.press(Key.Key_1, Modifier.ControlModifier)  # Forward
    assert "velocity = not computed yet" in explained(hands)
    assert "clipped slope = not computed yet" in explained(hands)


def test_the_rule_below_the_weights_has_the_rate_and_settings_of_now(hands: WindowHands) -> None:
    falling = replace(bank().with_optimizer(AdamW(0.01)), schedule=StepDecay(0.5, 1.0))
    load(hands, falling)
    hands.press(Key.Key_Space)
    assert hands.says("weight − 0.005 × (0.01 × weight + m / (√v + ε))")


def test_the_rule_below_the_weights_is_one_line_in_a_small_window(hands: WindowHands) -> None:
    hands.window.resize(1280, 720)
    for key in OPTIMIZERS:
        load(hands, bank().with_optimizer(OPTIMIZERS[key](0.01)))
        (rule,) = (label for label in hands.labels() if "weight − 0.01 × " in label.text())
        assert rule.fontMetrics().horizontalAdvance(rule.text()) <= rule.width()
        assert rule.height() < 2 * rule.fontMetrics().height()


def test_the_step_page_shows_and_sets_the_rate_of_the_next_step(hands: WindowHands) -> None:
    page = hands.window.hill_panel
    page.show_page(STEP_SIZE)
    load(hands, replace(bank(), schedule=StepDecay(0.5, 1.0)))
    hands.press(Key.Key_Space)
    assert page.step_size.plot.view.rate == 0.005
    page.step_size.plot.setFocus()
    hands.press(Key.Key_Right)
    experiment = hands.window.session.document.experiment
    assert experiment.learning_rate == page.step_size.plot.view.rate == 0.0056
    assert experiment.optimizer.learning_rate == 0.0112


def test_the_rows_and_the_weights_make_the_loss(hands: WindowHands) -> None:
    load(hands, replace(bank(), l2_penalty=0.02))  # Σ weight² = 4 + 1 + 4 + 4 = 13
    assert hands.figure("loss") == "121.13"
    assert hands.says("mean of error² + 0.13 for the weights")
    labels = [label for label in hands.labels() if label.text() == "= loss 121.13"]
    assert labels
    assert labels[0].toolTip().startswith("121 + 0.13 for the weights = 121.13")


@pytest.mark.parametrize(
    ("target", "told"),
    [(3.0, ("slope −4", "uphill")), (1.0, ("slope 0: there is no error", "only this weight"))],
)
def test_the_page_of_one_weight_names_a_step_that_its_slope_does_not_ask_for(
    hands: WindowHands, target: float, told: tuple[str, str]
) -> None:
    experiment = build_experiment([[[1.0]]], ["identity"], [[1]], [target])
    page = hands.window.hill_panel
    page.show_page(ONE_WEIGHT)
    load(hands, replace(experiment.with_optimizer(Momentum(0.01)), memory=np.array([50.0])))
    with painted_texts() as written:
        page.grab()
    assert all(words in " ".join(written) for words in told), written


def test_the_page_of_one_weight_tells_slope_and_step_apart(hands: WindowHands) -> None:
    load(hands, line_to_3(50.0))
    present = hands.window.session.present
    view = view_of(present, 0, usual_view(present, 0), 400)
    assert view.slope == -4
    assert view.after == 1 - 0.01 * 41


def test_gradient_descent_is_spoken_of_as_before(hands: WindowHands) -> None:
    load(hands, sized_experiment((2, 2, 1), 3).with_optimizer(GradientDescent(0.01)))
    assert hands.says("next step: weight − 0.01 × slope")


def test_the_futures_are_of_the_rate_that_the_next_step_has(
    hands: WindowHands, qtbot: QtBot
) -> None:
    page = hands.window.hill_panel
    page.show_page(STEP_SIZE)
    load(hands, replace(bank(), schedule=StepDecay(0.3, 1.0)))
    hands.press(Key.Key_Space)
    hands.press(Key.Key_U, Modifier.ControlModifier)  # Futures
    qtbot.waitUntil(lambda: bool(hands.window.futures.fan))

    def chosen() -> list[str]:
        chips = page.step_size.fan.findChildren(FutureChip)
        return [chip.text().partition("\n")[0] for chip in chips if chip.isChecked()]

    assert chosen() == ["0.003"]
    fan = [future.learning_rate for future in hands.window.futures.fan]
    assert fan == [0.0003, 0.0009, 0.003, 0.006, 0.015]
    chip = page.step_size.fan.findChildren(FutureChip)[1]
    hands.click(chip)
    qtbot.waitUntil(lambda: chosen() == ["0.0009"])
    assert hands.window.session.document.experiment.learning_rate == pytest.approx(0.0009)
