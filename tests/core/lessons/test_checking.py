"""Tasks checked from the state of the experiment, in the course's networks."""

import pytest
from msgspec.structs import replace

from core.document.document import Document
from core.lessons.moves import Board
from core.lessons.tasks.checking import Evidence, Judgement, check, evidence_on
from core.lessons.tasks.tasks import AnyTask
from tests.core.lessons.lesson_texts import BANK, ONE_EDIT, asked

NUMBER = 'kind = "number"\nask = "?"\n'
PERFECT = """
kind = "reach"
ask = "Make the error 0 by one edit."
goal = ["error = 0"]
most_weights = 1
"""


def answered(task: AnyTask, document: Document, answer: str) -> Judgement | None:
    return check(task, Evidence(document, document, answer=answer))


def done(task: AnyTask, document: Document, *moves: str) -> Judgement | None:
    board = Board(document)
    for move in moves:
        board.play(move)
    return check(task, evidence_on(board))


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("prediction", "16"),
        ("error", "11"),
        ("squared error", "121"),
        ("loss", "121"),
        ("sum of hidden 1", "8"),
        ("loss slope at hidden 1", "44"),
        ("slope of accounts -> hidden 1", "132"),
        ("slope of accounts → hidden 1", "3 × 44 × 1"),
        ("new accounts → hidden 1", "0.68"),
        ("new hidden 1 → prediction", "6/25"),
    ],
)
def test_a_number_is_named_as_it_is_on_screen(answer: str, typed: str) -> None:
    task, document = asked(BANK, f'{NUMBER}answer = "{answer}"')
    assert answered(task, document, typed) == Judgement(True)
    wrong = answered(task, document, "17.5")
    assert wrong is not None
    assert not wrong.right


def test_nothing_typed_is_no_try() -> None:
    task, document = asked(BANK, f'{NUMBER}answer = "error"')
    assert answered(task, document, "  ") is None


def test_what_is_no_number_is_said() -> None:
    task, document = asked(BANK, f'{NUMBER}answer = "error"')
    with pytest.raises(ValueError, match="“eleven” is no number"):
        answered(task, document, "eleven")


def test_the_slip_behind_a_number_is_found() -> None:
    task, document = asked(BANK, f'{NUMBER}answer = "error"')
    found = answered(task, document, "-11")
    assert found is not None
    assert found.slip is not None
    assert found.slip.name() == "actual minus predicted"


def test_a_prediction_is_checked_after_the_step_and_a_slip_is_one_of_the_step() -> None:
    """The bank's first step takes the error from 11 to −4.45."""
    task, document = asked(BANK, f'{NUMBER}answer = "error"\nafter = ["step"]')
    assert answered(task, document, "-4.45") == Judgement(True)
    assert document.experiment.updates == 0
    wrong = answered(task, document, "11")
    assert wrong is not None
    assert not wrong.right


def test_a_slope_added_gives_another_error_after_the_step() -> None:
    """Weights 0, 2, 1 with inputs 1, 2, 3: the error 7 becomes 5.04; added, it becomes 8.96."""
    network = """
    inputs = ["a", "b", "c"]
    rows = [[1, 2, 3]]
    targets = [0]
    layers = [{ nodes = ["prediction"], weights = [[0, 2, 1]] }]
    """
    task, document = asked(network, f'{NUMBER}answer = "error"\nafter = ["step"]')
    assert answered(task, document, "5.04") == Judgement(True)
    wrong = answered(task, document, "8.96")
    assert wrong is not None
    assert wrong.slip is not None
    assert wrong.slip.name() == "slope added"


@pytest.mark.parametrize(
    ("move", "change"), [("step", "falls"), ("set hidden 1 → prediction = 2.01", "rises")]
)
def test_which_way_a_number_goes_is_worked_out(move: str, change: str) -> None:
    text = f'kind = "direction"\nask = "?"\nanswer = "loss"\nafter = ["{move}"]'
    task, document = asked(BANK, text)
    assert answered(task, document, change) == Judgement(True)
    assert answered(task, document, "stays") == Judgement(False)


def test_one_of_several_texts_is_right() -> None:
    text = 'kind = "choice"\nask = "?"\nchoices = ["yes", "no"]\nright = 2'
    task, document = asked(BANK, text)
    assert answered(task, document, "no") == Judgement(True)
    assert answered(task, document, "yes") == Judgement(False)


def test_the_steepest_weight_is_the_one_to_click_and_not_the_largest() -> None:
    """Of the bank hidden 1 → prediction has the slope 176; three weights are 2."""
    task, document = asked(BANK, 'kind = "click"\nask = "?"\ntarget = "steepest weight"')
    assert done(task, document) is None
    assert done(task, document, "click hidden 1 → prediction") == Judgement(True)
    wrong = done(task, document, "click accounts → hidden 1")
    assert wrong == Judgement(False, "the largest weight is not the steepest")
    assert done(task, document, "click children → hidden 1") == Judgement(False)


def test_a_node_or_a_weight_can_be_asked_for_by_its_name() -> None:
    task, document = asked(BANK, 'kind = "click"\nask = "?"\ntarget = "hidden 2"')
    assert done(task, document, "click hidden 2") == Judgement(True)
    assert done(task, document, "click hidden 1") == Judgement(False)
    task, document = asked(BANK, 'kind = "click"\nask = "?"\ntarget = "accounts -> hidden 1"')
    assert done(task, document, "click accounts → hidden 1") == Judgement(True)


@pytest.mark.parametrize(
    "moves",
    [
        ["set hidden 2 → prediction = 0"],
        ["set hidden 1 → prediction = -1"],
        ["set children → hidden 2 = 0"],
        ["set children → hidden 2 = -3"],
        ["set hidden 2 → prediction = 5", "set hidden 2 → prediction = 0"],
    ],
)
def test_any_way_to_the_goal_counts(moves: list[str]) -> None:
    task, document = asked(ONE_EDIT, PERFECT)
    assert done(task, document, *moves) == Judgement(True)


def test_what_is_not_left_to_be_changed_does_not_count() -> None:
    task, document = asked(ONE_EDIT, PERFECT)
    two = done(task, document, "set hidden 2 → prediction = 0.5", "set children → hidden 2 = 0")
    words = "2 weights are changed since the page began; the most is 1: undo some"
    assert two == Judgement(False, words)
    nothing = done(task, document)
    assert nothing is None
    dataset = document.experiment.dataset
    for changed, part in (
        (dataset.with_target(0, 0, 9.0), "data"),
        (dataset.with_input(0, 1, 1.0), "data"),
    ):
        present = document.with_experiment(replace(document.experiment, dataset=changed))
        found = check(task, Evidence(document, present))
        assert found == Judgement(False, f"the {part} may not be changed here: undo that")


def test_steps_are_counted_whatever_was_edited_between_them() -> None:
    text = 'kind = "reach"\nask = "?"\ngoal = ["loss < 1"]\nmost_steps = 5'
    task, document = asked(BANK, text)
    assert done(task, document, "step 5") == Judgement(False, "still to come: loss < 1")
    late = done(task, document, "step 3", "set hidden 1 → prediction = 0.6", "step 5")
    words = "8 steps were taken since the page began; the most is 5: go back 3 or more"
    assert late == Judgement(False, words)


def test_a_sleeping_node_is_woken() -> None:
    text = 'kind = "reach"\nask = "?"\ngoal = ["hidden 2 is awake"]'
    task, document = asked(BANK, text)
    assert done(task, document, "set accounts → hidden 2 = -1") == Judgement(
        False, "still to come: hidden 2 is awake"
    )
    assert done(task, document, "set accounts → hidden 2 = 0.1") == Judgement(True)


def test_the_phases_are_put_in_order() -> None:
    text = 'kind = "order"\nask = "?"\norder = ["Forward", "Error", "Slopes", "Step"]'
    task, document = asked(BANK, text)
    assert answered(task, document, "Forward\nError\nSlopes\nStep") == Judgement(True)
    wrong = answered(task, document, "Forward\nSlopes\nError\nStep")
    assert wrong == Judgement(False, "the first is right")
    wrong = answered(task, document, "Error\nForward\nSlopes\nStep")
    assert wrong == Judgement(False, "another one comes first")
