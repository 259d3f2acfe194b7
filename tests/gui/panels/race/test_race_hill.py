"""All racers on one hill: where their paths lie, and where they have left the plane on show."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QToolButton

from core.landscape.planes import of_two_weights
from core.racing.race import Race
from core.racing.racer import race_rates
from core.training.experiment import Experiment
from gui.panels.race.hill_paths import HillPath, path_of
from gui.panels.race.hill_scene import HillPlane
from tests.core.builders import as_document, build_experiment, sized_experiment
from tests.gui.every_view import painted_texts
from tests.gui.panels.race.race_hands import RaceHands


def two_weights() -> Experiment:
    """A network without any other weight: its whole hill is the plane."""
    begun = build_experiment([[[2.0, -1.0]]], ["identity"], [[1, 2], [3, 1]], [4, 5])
    return replace(begun, optimizer=replace(begun.optimizer, learning_rate=0.02))


def choose(button: QToolButton, text: str) -> None:
    menu = button.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_a_path_over_two_weights_is_the_weights_themselves() -> None:
    race = Race(two_weights(), race_rates(two_weights())[:3])
    race.run(12)
    (run,) = race.runs[2]
    path = path_of(2, "rate", run, of_two_weights(two_weights(), (0, 1)))
    assert path.points.tobytes() == run.trace.parameters().tobytes()
    assert path.losses.tolist() == run.trace.losses().lowest.tolist()


def test_dots_are_equally_far_from_each_other_along_the_path() -> None:
    line = np.stack((np.arange(101.0) ** 2, np.zeros(101)), axis=1)
    dots = line[HillPath(0, "rate", line, np.zeros(101)).dots]
    assert np.diff(dots[:, 0]).max() < 1200  # about a tenth of 10,000
    assert dots[-1, 0] == 10_000


def test_where_all_weights_are_in_the_plane_no_path_leaves_it(race: RaceHands) -> None:
    race.hands.window.session.load(as_document(two_weights()))
    race.begin("Rates")
    race.press("× 100")
    race.wait()
    scene = race.page.hill.scene
    choose(race.page.hill.choice, HillPlane.WEIGHTS.value)
    race.bot.waitUntil(lambda: scene.view is not None and scene.view.xs.size > 100)
    assert scene.view is not None
    assert not any(path.leaves(scene.view).any() for path in scene.paths)
    assert not race.says("hollow")


def test_where_other_weights_move_the_paths_are_hollow_and_that_is_said(race: RaceHands) -> None:
    race.hands.window.session.load(as_document(sized_experiment((2, 6, 1), 20, learning_rate=0.1)))
    race.begin("Rates")
    choose(race.page.hill.choice, HillPlane.WEIGHTS.value)
    race.press("× 100")
    race.wait()
    race.bot.waitUntil(lambda: race.says("hollow: off plane"))
    assert "has left the plane" in race.page.hill.plot.describe()


def test_the_names_of_the_racers_stand_beside_their_paths(race: RaceHands) -> None:
    race.begin("Optimizers")
    race.press("× 100")
    race.wait()
    with painted_texts() as painted:
        race.page.hill.plot.grab()
    assert "main direction of the path across" in race.page.hill.plot.describe()
    assert any(name in painted for name in race.page.racing.names)


def test_one_weight_alone_has_no_plane_and_the_race_goes_on(race: RaceHands) -> None:
    alone = build_experiment([[[2.0]]], ["identity"], [[1]], [4])
    race.hands.window.session.load(as_document(alone))
    race.begin("Rates")
    race.press("Step")
    assert race.texts().count("1 step") == 5
    assert "one weight only" in race.page.hill.plot.describe()


@pytest.mark.parametrize("plane", HillPlane)
def test_every_racer_out_leaves_a_hill_all_the_same(race: RaceHands, plane: HillPlane) -> None:
    begun = two_weights()
    wild = replace(begun, optimizer=replace(begun.optimizer, learning_rate=100.0))
    race.hands.window.session.load(as_document(wild))
    race.begin("Rates")
    choose(race.page.hill.choice, plane.value)
    race.press("× 100")
    race.wait()
    assert race.says("every racer left the numbers")
    assert race.page.hill.scene.view is not None
    race.page.grab()
