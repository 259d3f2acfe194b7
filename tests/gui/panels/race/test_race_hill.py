"""All racers on one hill: where their paths lie, and where they have left the plane on show."""

import numpy as np
from msgspec.structs import replace
from PySide6.QtWidgets import QToolButton

from core.landscape.planes import Plane, PlaneLosses, of_two_weights
from core.racing.race import Race, Run
from core.racing.racer import race_rates
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from gui.panels.race.hill_paths import HillPath, path_of
from gui.panels.race.hill_scene import HillPlane
from gui.panels.two_weights.plane.plane_view import PlaneView, loss_range
from tests.core.builders import as_document, build_experiment, sized_experiment
from tests.gui.every_view import painted_texts
from tests.gui.panels.race.race_hands import RaceHands


def two_weights() -> Experiment:
    """A network without any other weight: its whole hill is the plane."""
    begun = build_experiment([[[2.0, -1.0]]], ["identity"], [[1, 2], [3, 1]], [4, 5])
    return replace(begun, optimizer=replace(begun.optimizer, learning_rate=0.02))


def ground_around(begun: Experiment, plane: Plane, run: Run) -> PlaneView:
    """The hill over all places where a descent comes by."""
    points = plane.coordinates(run.trace.parameters())
    low, high = points.min(axis=0) - 0.1, points.max(axis=0) + 0.1
    xs, ys = np.linspace(low, high, 200).T
    evaluation = evaluate(begun)
    losses = PlaneLosses(begun, evaluation, plane).losses(xs, ys)
    return PlaneView(
        plane=plane,
        spans=((xs[0], xs[-1]), (ys[0], ys[-1])),
        xs=xs,
        ys=ys,
        losses=losses,
        range=loss_range(losses, (evaluation.loss,), logarithmic=False),
        here=points[0],
        loss=evaluation.loss,
        after=None,
        loss_after=float("nan"),
        way=np.zeros(2),
        path=np.empty((0, 2)),
        note="",
    )


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


def test_a_path_whose_losses_are_thinned_stays_on_the_hill_it_walks_on() -> None:
    begun = two_weights()
    run, plane = Run(begun), of_two_weights(begun, (0, 1))
    run.go_to(4096, 16_000, float)
    assert run.trace.losses().bucket > 1
    path, view = path_of(0, "rate", run, plane), ground_around(begun, plane, run)
    assert path.losses[-1] == path.highest[-1] == run.loss
    assert not path.leaves(view).any()


def test_a_path_without_any_loss_that_is_a_number_lies_off_the_hill() -> None:
    begun = two_weights()
    view = ground_around(begun, of_two_weights(begun, (0, 1)), Run(begun))
    losses = np.array([np.inf])
    path = HillPath(0, "rate", view.here[np.newaxis], losses, losses)
    assert path.leaves(view).tolist() == [True]


def test_dots_are_equally_far_from_each_other_along_the_path() -> None:
    line = np.stack((np.arange(101.0) ** 2, np.zeros(101)), axis=1)
    dots = line[HillPath(0, "rate", line, np.zeros(101), np.zeros(101)).dots]
    assert np.diff(dots[:, 0]).max() < 1200  # about a tenth of 10,000
    assert dots[-1, 0] == 10_000


def test_paths_stay_in_the_plane_of_all_weights_and_are_hollow_where_others_move(
    race: RaceHands,
) -> None:
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

    begun = two_weights()
    wild = replace(begun, optimizer=replace(begun.optimizer, learning_rate=100.0))
    race.hands.window.session.load(as_document(wild))
    race.begin("Rates")
    for plane in HillPlane:
        choose(race.page.hill.choice, plane.value)
        race.press("× 100")
        race.wait()
        assert race.says("every racer left the numbers"), plane
        assert race.page.hill.scene.view is not None, plane
        race.page.grab()
        race.press("Restart")

    race.hands.window.session.load(as_document(sized_experiment((2, 6, 1), 20, learning_rate=0.1)))
    race.begin("Rates")
    choose(race.page.hill.choice, HillPlane.WEIGHTS.value)
    race.press("× 100")
    race.wait()
    race.bot.waitUntil(lambda: race.says("hollow: off plane"))
    assert "has left the plane" in race.page.hill.plot.describe()


def test_the_names_stand_beside_the_paths_and_one_weight_alone_has_no_plane(
    race: RaceHands,
) -> None:
    race.begin("Optimizers")
    choose(race.page.hill.choice, HillPlane.PATHS.value)
    race.press("× 100")
    race.wait()
    with painted_texts() as painted:
        race.page.hill.plot.grab()
    assert "main direction across" in race.page.hill.plot.describe()
    assert any(name in painted for name in race.page.racing.names)

    alone = build_experiment([[[2.0]]], ["identity"], [[1]], [4])
    race.hands.window.session.load(as_document(alone))
    race.begin("Rates")
    race.press("Step")
    assert race.texts().count("1 step") == 5
    assert "one weight only" in race.page.hill.plot.describe()
