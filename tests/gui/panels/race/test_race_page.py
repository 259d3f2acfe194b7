"""A race in the window: set up, stepped and run with buttons and keys, left, and adopted."""

from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication

from core.document.edits import randomise_weights
from core.nn.initializers import SUITED
from core.opening.sample_data import open_sample
from core.racing.race import Measure
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from gui.formatting.numbers import number, rounded
from gui.operations import structure
from gui.panels.race.racer_fit import RacerFit
from tests.core.builders import as_document
from tests.core.racing.without_corners import without_corners
from tests.gui.every_view import painted_texts
from tests.gui.panels.predictions.fit_hands import BY_KEY, choose
from tests.gui.panels.race.race_hands import RaceHands, SetUp, descended
from tests.gui.plot_hands import PlotHands
from tests.gui.window_hands import Key, Modifier

RATES = (0.001, 0.003, 0.01, 0.03, 0.1)
NAMES = [f"rate {rate}" for rate in RATES]


def at_rate(experiment: Experiment, rate: float, steps: int) -> Experiment:
    """Where the same descent alone would be."""
    return descended(replace(experiment, optimizer=GradientDescent(rate)), steps)


def losses(race: RaceHands, steps: int) -> list[str]:
    begun = race.hands.window.session.document.experiment
    return [number(evaluate(at_rate(begun, rate, steps)).loss) for rate in RATES]


def test_racers_stand_in_the_place_of_the_drawing_and_take_steps_by_keys_and_buttons(
    race: RaceHands,
) -> None:
    race.begin("Rates")
    assert race.page.isVisible()
    assert not race.hands.window.canvas.isVisible()
    assert set(NAMES) <= set(race.texts())
    assert race.texts().count("0 steps") == 5
    assert race.texts().count("121") == 5  # the loss of the bank's network

    for steps in (1, 2):
        race.hands.press(Key.Key_Space)
        texts = race.texts()
        assert texts.count(f"{steps} step{'s' * (steps > 1)}") == 5
        assert set(losses(race, steps)) <= set(texts)
    assert race.hands.figure("step") == "0"

    race.press("Restart")
    race.press("× 100")
    race.wait()
    assert race.says("After 100 steps")
    race.hands.press(Key.Key_Space, Modifier.ControlModifier)
    race.wait()
    assert race.says("After 200 steps")
    assert set(losses(race, 200)) <= set(race.texts())
    race.press("Restart")
    assert race.texts().count("0 steps") == 5

    race.hands.window.session.set_speed(0.5)
    race.hands.press(Key.Key_R)
    race.bot.wait(200)
    assert {"0 steps", "1 step"} & set(race.texts())
    race.hands.press(Key.Key_R)


def test_steps_leave_what_was_chosen_to_be_looked_at(race: RaceHands) -> None:
    race.begin("Rates")
    plot, rows = race.page.plot, Measure.ROWS
    choose(race.page.measure, rows.value)
    race.press("× 100")
    race.wait()
    mouse = PlotHands(plot)
    mouse.turn_wheel(plot.frame.middle)
    shown = plot.ranges
    race.press("Step")
    assert (plot.measure, plot.ranges) == (rows, shown)
    race.press("Restart")
    assert not plot.is_zoomed


def test_who_leaves_the_numbers_cannot_win_and_few_leave_the_losses_room(race: RaceHands) -> None:
    race.hands.window.session.load(as_document(without_corners()))
    structure.set_learning_rate(race.hands.window.session, 0.1)
    race.begin("Rates")
    race.press("× 100")
    race.wait()
    assert race.says("out: the loss too large") or race.says("out: a weight too large")
    assert any(text.startswith("After 100 steps: rate 0.0") for text in race.texts())
    assert race.texts().count("ahead") == 1

    # Wide columns must not make high pictures: the losses are what a race is about
    def deal(asked: SetUp) -> None:
        asked.press("Rates")
        for _ in range(3):
            asked.press("Remove it")
        asked.begin()

    race.hands.window.resize(1280, 720)
    race.set_up(deal)
    race.hands.press(Key.Key_Space)
    fits = race.page.findChildren(RacerFit)
    assert len(fits) == 2
    assert all(90 < fit.height() < race.page.plot.height() for fit in fits)


def test_a_race_runs_and_pauses_and_waits_while_nobody_looks(race: RaceHands) -> None:
    race.begin("Rates")
    race.hands.press(Key.Key_R)
    race.bot.waitUntil(lambda: race.says("After ") and not race.says("After 1 step"))
    assert not race.hands.window.session.is_running
    race.hands.press(Key.Key_R)
    race.wait()
    before = race.page.racing.how_far
    race.bot.wait(60)
    assert race.page.racing.how_far == before

    race.hands.press(Key.Key_R)
    race.bot.waitUntil(lambda: race.page.racing.how_far != before)
    race.hands.press(Key.Key_Escape)
    waiting = race.page.racing.how_far
    race.bot.wait(60)
    assert race.page.racing.how_far == waiting

    race.hands.menu("Learn", "The race")
    race.press("Restart")
    race.hands.press(Key.Key_Space)
    for steps, key in enumerate((Key.Key_Escape, Key.Key_F6), 1):
        race.hands.press(key)
        assert race.hands.window.canvas.isVisible(), key
        race.hands.press(Key.Key_Space)  # the document's again
        assert race.hands.figure("step") == str(steps), key
        race.hands.menu("Learn", "The race")
        assert race.texts().count("1 step") == 5, key


def test_a_racer_is_adopted_with_its_steps_and_its_settings_as_one_undo(race: RaceHands) -> None:
    session = race.hands.window.session
    begun = session.document.experiment
    race.begin("Rates")
    for _ in range(3):
        race.hands.press(Key.Key_Space)
    race.adopt("rate 0.003")
    assert race.hands.window.canvas.isVisible()
    assert race.hands.figure("step") == "3"
    assert race.hands.rate().text() == "0.003"
    reached = at_rate(begun, 0.003, 3)
    assert race.hands.canvas.parameter_values() == reached.network.parameters.tolist()
    race.hands.press(Key.Key_Left, Modifier.AltModifier)  # one moment back
    assert race.hands.figure("step") == "2"
    assert session.evaluation.loss == evaluate(at_rate(begun, 0.003, 2)).loss
    race.hands.press(Key.Key_Z, Modifier.ControlModifier)
    assert (race.hands.figure("step"), race.hands.rate().text()) == ("0", "0.01")
    assert session.history.redo_action is not None
    assert session.history.redo_action.name == "Adopt rate 0.003"

    race.begin("Rates")
    race.adopt("rate 0.003")
    assert (race.hands.figure("step"), race.hands.rate().text()) == ("0", "0.003")
    race.hands.window.session.undo()
    assert (race.hands.figure("step"), race.hands.rate().text()) == ("0", "0.01")


def test_it_begins_at_the_present_moment_and_is_adopted_there_whatever_was_done_since(
    race: RaceHands,
) -> None:
    session = race.hands.window.session
    race.begin("Rates")
    race.hands.press(Key.Key_Space)
    race.hands.press(Key.Key_Escape)
    structure.set_parameters(session, (0,), 7.0)
    race.hands.menu("Learn", "The race")
    race.adopt("rate 0.001")
    assert race.hands.canvas.parameter_values()[0] < 2.0
    session.undo()
    assert race.hands.canvas.parameter_values()[0] == 2.0
    assert race.hands.figure("step") == "0"

    for _ in range(3):
        race.hands.press(Key.Key_Space)
    with painted_texts() as painted:
        race.begin("Rates")
        race.bot.waitUntil(lambda: "steps from step 3" in painted)
    assert race.texts().count(number(race.hands.window.session.evaluation.loss)) == 5
    race.hands.press(Key.Key_Space)
    race.adopt("rate 0.003")
    assert race.hands.figure("step") == "4"


def test_another_document_ends_the_race_and_has_racers_of_its_own(race: RaceHands) -> None:
    race.begin("Rates")
    race.hands.window.session.load(open_sample(BY_KEY["line"]))
    assert race.says("Several ways down from the present moment")
    race.hands.press(Key.Key_Escape)
    assert race.hands.window.canvas.isVisible()
    rate = race.hands.window.session.document.experiment.optimizer.learning_rate

    def deal(asked: SetUp) -> None:
        assert asked.names()[0] == f"Gradient descent, rate {rate}"
        asked.cancel()

    race.set_up(deal)

    session = race.hands.window.session
    session.load(open_sample(BY_KEY["line"]))
    rows = session.document.experiment.dataset.rows
    race.begin("Batch sizes")
    race.hands.press(Key.Key_Space)
    race.wait()
    assert race.says("After 1 epoch")
    assert {f"{rows} steps", "1 step", "one row", "all rows"} <= set(race.texts())


def test_results_are_copied_as_a_table_and_hidden_with_the_loss(race: RaceHands) -> None:
    race.begin("Rates")
    race.hands.press(Key.Key_Space)
    race.press("Copy")
    head, *rows = QGuiApplication.clipboard().text().splitlines()
    assert head.startswith("racer,optimizer,learning rate,batch size")
    assert len(rows) == 5
    begun = race.hands.window.session.document.experiment
    cells = rows[1].split(",")
    assert cells[:3] == ["rate 0.003", "Gradient descent", "0.003"]
    assert float(cells[7]) == evaluate(at_rate(begun, 0.003, 1)).loss

    race.hands.menu("Learn", "Hide", "Hide loss")
    assert not set(losses(race, 1)) & set(race.texts())
    assert race.says("The loss is hidden")
    race.hands.menu("Learn", "Hide", "Show everything")
    assert set(losses(race, 1)) <= set(race.texts())


def test_five_starts_show_their_spread_and_the_one_with_the_median_loss_is_adopted(
    race: RaceHands,
) -> None:
    session = race.hands.window.session
    session.load(open_sample(BY_KEY["line"]))
    before = session.document.experiment

    def deal(asked: SetUp) -> None:
        asked.press("Rates")
        asked.press("Five starts each: show the spread before a winner is named")
        asked.begin()

    race.set_up(deal)
    race.hands.press(Key.Key_Space)
    spreads = [text for text in race.texts() if text.endswith("5 starts")]
    assert len(spreads) == 5
    seed, document = session.document.experiment.seed, session.document
    begun = [randomise_weights(document, SUITED, seed + k).experiment for k in range(1, 6)]
    reached = [*map(judged, begun)]
    spread = f"median; {rounded(min(reached), 3)} to {rounded(max(reached), 3)}, 5 starts"
    assert spread in spreads
    assert race.says("no winner")
    assert "ahead" not in race.texts()

    found = race.page.racing.verdict
    assert found is not None
    name, median = race.page.racing.names[0], found.standings[0].median
    race.adopt(name)
    after = session.evaluation
    assert median in (after.loss, after.validation_loss)
    assert session.document.start.seed == session.document.experiment.seed != before.seed
    assert session.history.undo_action is not None
    assert session.history.undo_action.name.startswith(f"Adopt {name}, seed ")


def judged(begun: Experiment) -> float:
    """The loss that a racer is judged by after a step at the present rate."""
    reached = evaluate(descended(begun, 1))
    return reached.loss if reached.validation_loss is None else reached.validation_loss
