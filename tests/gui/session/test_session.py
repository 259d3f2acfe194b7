from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from core.document.edits import add_node
from core.document.made_inputs import add_made_input, read_formula
from core.files.document_file import read_document
from core.history import history
from core.history.moments import Moment
from core.nn.network import INPUT_LAYER, NodePlace
from core.opening.starters import open_starter
from core.training.descent import Step, step
from core.training.ends.until import Until
from core.training.evaluation import evaluate
from gui.operations import structure
from gui.operations.numbers import Scrub, parameter, set_value
from gui.session.session import Session
from tests.core.builders import as_document, sized_experiment
from tests.gui.session.session_hands import parameters, set_rate, with_rate


def test_one_step_is_one_update_and_says_what_it_did(bank: Session) -> None:
    bank.step()
    assert parameters(bank) == pytest.approx([0.68, 0.12, 0, 0, 0.24, 2], abs=1e-12)
    assert bank.document.experiment.updates == 1
    assert bank.message.text == "step 1: the only row, loss 121 → 19.83"


def test_steps_and_edits_by_turns_lead_where_pure_steps_lead(bank: Session) -> None:
    experiment = bank.document.experiment
    for at in range(9):
        if at % 3 == 2:
            set_rate(bank, 0.001 * at)
            experiment = replace(experiment, optimizer=bank.document.experiment.optimizer)
        bank.step()
        taken = step(experiment)
        assert isinstance(taken, Step)
        experiment = taken.after
        shown, expected = bank.evaluation, evaluate(experiment)
        assert parameters(bank) == experiment.network.parameters.tolist()
        assert (shown.loss, shown.gradient.tolist()) == (expected.loss, expected.gradient.tolist())


def test_back_returns_to_the_very_bits(bank: Session) -> None:
    before = bank.document.experiment.network.parameters.tobytes()
    bank.step()
    bank.back()
    assert bank.document.experiment.network.parameters.tobytes() == before
    assert bank.document.experiment.updates == 0
    assert bank.evaluation.loss == 121


def test_a_change_is_announced_once_when_it_is_complete(bank: Session) -> None:
    seen: list[float] = []
    bank.changed.connect(lambda present: seen.append(bank.evaluation.loss))
    bank.step()
    set_value(bank, parameter(0), 1.0)
    bank.undo()
    assert len(seen) == 3


def test_a_drag_is_many_previews_and_one_action(bank: Session) -> None:
    scrub = Scrub(bank, parameter(0))
    for value in (2.1, 2.2, 2.3):
        scrub.move_to(value)
        assert bank.present.is_preview
        assert parameters(bank)[0] == value
    scrub.commit()
    action = bank.history.undo_action
    assert action is not None
    assert action.name == "accounts → hidden 1: 2 → 2.3"
    bank.undo()
    assert parameters(bank)[0] == 2
    assert bank.history.undo_action is None


def test_a_preview_put_back_leaves_nothing(bank: Session) -> None:
    before = bank.present
    Scrub(bank, parameter(0)).move_to(7)
    bank.cancel()
    assert bank.present is before
    assert not bank.is_modified


def test_an_edit_keeps_what_it_did_in_view(bank: Session) -> None:
    set_value(bank, parameter(4), 2.01)
    assert bank.message.text == (
        "hidden 1 → prediction: 2 → 2.01 · error 11 → 11.08 · loss 121 → 122.8, worse"
    )


def test_undo_takes_back_a_whole_run_and_redo_takes_it_again(bank: Session) -> None:
    bank.step(20)
    bank.finish_run()
    after = parameters(bank)
    action = bank.history.undo_action
    assert action is not None
    assert action.name == "Run, 20 steps"
    bank.undo()
    assert bank.document.experiment.updates == 0
    bank.redo()
    assert bank.document.experiment.updates == 20
    assert parameters(bank) == after


def test_stepping_from_an_earlier_moment_keeps_the_old_branch_whole(bank: Session) -> None:
    bank.step(5)
    bank.finish_run()
    old = bank.history.present
    old_parameters = parameters(bank)
    bank.back()
    bank.back()
    set_rate(bank, 0.001)
    bank.step()
    assert bank.document.experiment.updates == 4
    bank.go(old)
    assert parameters(bank) == old_parameters


def test_a_step_to_infinity_is_refused_and_named(bank: Session) -> None:
    bank.load(open_starter("no_hidden_layer"))
    set_rate(bank, 1e300)
    before = parameters(bank)
    bank.step()
    assert parameters(bank) == before
    assert bank.message.text == (
        "Step 1 was not taken: at a learning rate of 1e300 it would make the loss too large to"
        " be a number."
    )
    assert not bank.is_running


def test_a_node_falling_asleep_is_said(bank: Session) -> None:
    set_rate(bank, 0.0141)
    bank.step()
    assert bank.message.text == "loss 25: hidden 1 is asleep; further steps change nothing"


def test_run_goes_on_by_itself_until_it_changes_nothing(bank: Session, qtbot: QtBot) -> None:
    set_rate(bank, 0.0141)
    bank.run()
    qtbot.waitUntil(lambda: not bank.is_running)
    assert bank.evaluation.loss == 25


def test_the_end_of_a_run_is_told_once_it_is_shown(bank: Session, qtbot: QtBot) -> None:
    set_rate(bank, 1e-6)
    told: list[tuple[bool, int]] = []
    bank.running_changed.connect(
        lambda running: told.append((running, bank.document.experiment.updates))
    )
    bank.run(Until(steps=50))
    qtbot.waitUntil(lambda: not bank.is_running)
    assert told == [(True, 0), (False, 50)]


def test_a_run_goes_on_with_a_rate_changed_meanwhile(bank: Session, qtbot: QtBot) -> None:
    set_rate(bank, 1e-6)
    bank.run()
    qtbot.waitUntil(lambda: bank.document.experiment.updates > 10)
    set_rate(bank, 2e-6)
    reached = bank.document.experiment.updates
    qtbot.waitUntil(lambda: bank.document.experiment.updates > reached)
    assert bank.document.experiment.optimizer.learning_rate == 2e-6
    bank.pause()
    assert not bank.is_running


def test_a_run_waits_while_something_is_tried_out(bank: Session, qtbot: QtBot) -> None:
    set_rate(bank, 1e-7)
    bank.run()
    qtbot.waitUntil(lambda: bank.document.experiment.updates > 10)
    scrub = Scrub(bank, parameter(3))
    scrub.move_to(0.5)
    waiting = bank.document.experiment.updates
    qtbot.wait(60)
    assert bank.document.experiment.updates == waiting
    scrub.commit()
    qtbot.waitUntil(lambda: bank.document.experiment.updates > waiting)
    bank.pause()


def test_what_was_thinned_out_is_computed_again(
    bank: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_rate(bank, 1e-5)
    every = [parameters(bank)]
    for _ in range(40):
        bank.step()
        every.append(parameters(bank))
    monkeypatch.setattr(history, "BUDGET", 500)
    bank.step()
    assert any(line.trace.stride > 1 for line in bank.history.lines)
    line = bank.history.present.line
    bank.go(Moment(line, 7))
    qtbot.waitUntil(lambda: bank.document.experiment.updates == 7)
    assert parameters(bank) == every[7]
    bank.go(Moment(line, 13))
    bank.step()  # at once: the moment is made whole first
    assert parameters(bank) == every[14]


def test_a_selection_lets_go_of_what_is_gone(bank: Session) -> None:
    bank.select(parameters=(5,))
    bank.apply("Add", add_node(bank.document, NodePlace(0, 0)))
    assert bank.focus.parameters == ()


def test_saving_makes_the_work_safe_and_opening_gives_it_back(
    bank: Session, tmp_path: Path
) -> None:
    bank.step()
    assert bank.is_modified
    path = tmp_path / "mine.downhill"
    bank.save(path)
    assert not bank.is_modified
    again = read_document(path)
    assert np.array_equal(
        again.experiment.network.parameters, bank.document.experiment.network.parameters
    )
    bank.back()
    assert bank.is_modified
    bank.redo()
    assert not bank.is_modified


def test_restart_works_on_a_document_opened_in_mid_walk(bank: Session, tmp_path: Path) -> None:
    bank.step(3)
    bank.finish_run()
    path = tmp_path / "mine.downhill"
    bank.save(path)
    bank.load(read_document(path))
    assert bank.document.experiment.updates == 3
    bank.restart()
    assert parameters(bank) == [2, 1, 0, 0, 2, 2]
    assert bank.document.experiment.updates == 0


def test_layout_changes_say_nothing_about_the_loss(
    bank: Session, texts_said: Callable[[], list[str]]
) -> None:
    bank.apply("Snap back", bank.document.with_positions({}))
    assert texts_said() == ["Snap back"]


def test_a_place_that_is_no_row_is_let_go_with_its_document(bank: Session) -> None:
    other = bank.document.with_experiment(with_rate(bank.document.experiment, 0.5))
    bank.look_at_point((1.0, 2.0))
    bank.load(other)
    assert bank.focus.point is None


def test_a_place_that_is_no_row_is_let_go_where_other_inputs_are_given(bank: Session) -> None:
    one = as_document(sized_experiment([1, 1], 3))
    bank.load(one)
    bank.apply("Add x", add_node(one, NodePlace(INPUT_LAYER, 0)))
    with_given = bank.present.moment
    bank.undo()
    bank.apply("Make x²", add_made_input(one, read_formula(one, "`input 1`²")))
    bank.look_at_point((1.0,))
    bank.go(with_given)
    assert bank.focus.point is None


def test_what_is_looked_at_is_told_once_all_know_of_the_change(bank: Session) -> None:
    last_of_layer = NodePlace(0, 1)
    told: list[tuple[int, tuple[NodePlace, ...]]] = []
    sizes_known = bank.document.experiment.network.sizes

    def learn_of_it() -> None:
        nonlocal sizes_known
        sizes_known = bank.document.experiment.network.sizes

    bank.changed.connect(lambda: bank.select(nodes=[NodePlace(0, 0)]))
    bank.changed.connect(learn_of_it)
    bank.focus_changed.connect(lambda focus: told.append((sizes_known[1], focus.nodes)))
    structure.remove_node(bank, last_of_layer)
    assert told == [(1, (NodePlace(0, 0),))]
