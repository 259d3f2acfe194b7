"""Restart: back to the start, with all that was changed kept."""

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot
from typing_extensions import override

from core.document.data_edits import set_batch_size
from core.document.document import Document, Point
from core.document.edits import move_node
from core.nn.losses import SUM_OF_SQUARED_ERRORS
from core.nn.network import INPUT_LAYER, NodePlace
from core.nn.network_edits import rename_node, set_locked
from core.opening.starters import open_starter
from gui.operations.numbers import parameter, set_value
from gui.session.guard import Guard
from gui.session.session import Session
from tests.gui.session.session_hands import parameters, set_rate

PLACE = NodePlace(INPUT_LAYER, 0)


def test_restart_returns_to_the_start_with_the_edits_made_there(bank: Session) -> None:
    set_value(bank, parameter(0), 1.5)
    bank.step(3)
    bank.finish_run()
    bank.restart()
    assert parameters(bank) == [1.5, 1, 0, 0, 2, 2]
    assert bank.document.experiment.updates == 0


def test_restart_keeps_a_learning_rate_typed_after_the_first_step(bank: Session) -> None:
    bank.step()
    set_rate(bank, 0.001)
    left = bank.history.present
    bank.restart()
    assert parameters(bank) == [2, 1, 0, 0, 2, 2]
    assert bank.document.experiment.updates == 0
    assert bank.document.experiment.optimizer.learning_rate == 0.001
    assert bank.message.text == "Restart: step 0 again, with the data and settings of now"
    bank.step()  # each slope of the start, a tenth of the step at 0.01
    assert parameters(bank) == pytest.approx([1.868, 0.912, 0, 0, 1.824, 2], abs=1e-12)
    bank.back()
    bank.undo()
    assert bank.history.present == left
    assert parameters(bank) == pytest.approx([0.68, 0.12, 0, 0, 0.24, 2], abs=1e-12)


def test_restart_with_nothing_changed_is_a_move(bank: Session) -> None:
    set_rate(bank, 0.001)
    begun = bank.history.present
    bank.step()
    set_rate(bank, 0.002)
    set_rate(bank, 0.001)
    bank.restart()
    assert bank.history.present == begun
    assert len(bank.history.lines) == 4
    bank.restart()
    assert bank.history.present == begun


def test_restarting_twice_is_one_edit(bank: Session) -> None:
    bank.step()
    set_rate(bank, 0.001)
    bank.restart()
    restarted = bank.history.present
    bank.step()
    bank.restart()
    assert bank.history.present == restarted


def test_restart_keeps_rows_names_places_locks_loss_and_batches(bank: Session) -> None:
    bank.load(open_starter("no_hidden_layer"))
    start = parameters(bank)
    bank.step()
    network = set_locked(rename_node(bank.document.experiment.network, PLACE, "age"), [0], True)
    experiment = bank.document.experiment
    rows = experiment.dataset.insert_row(1, [1, 2, 3], [4])
    changed = replace(
        experiment, network=network, dataset=rows, loss=SUM_OF_SQUARED_ERRORS, batch_size=1
    )
    document = move_node(bank.document.with_experiment(changed), PLACE, Point(3, 4))
    bank.apply("Much", document)
    set_value(bank, parameter(0), 77.0)
    bank.restart()
    experiment = bank.document.experiment
    assert parameters(bank) == start
    assert experiment.updates == 0
    assert experiment.network.inputs[0] == "age"
    assert experiment.network.locked.tolist() == [True, False, False]
    assert experiment.dataset is rows
    assert experiment.loss is SUM_OF_SQUARED_ERRORS
    assert experiment.batch_size == 1
    assert bank.document.positions[PLACE] == Point(3, 4)


def test_after_a_restart_the_epochs_take_the_rows_in_the_same_order(bank: Session) -> None:
    bank.load(open_starter("xor"))
    bank.apply("Batches of 2", set_batch_size(bank.document, 2))
    set_rate(bank, 1e-4)

    def walk() -> list[list[float]]:
        walked = []
        for _ in range(6):
            bank.step()
            walked.append(parameters(bank))
        return walked

    first = walk()
    bank.apply("Title", replace(bank.document, title="again"))
    bank.restart()
    assert bank.document.title == "again"
    assert walk() == first


def test_restart_pauses_a_run(bank: Session, qtbot: QtBot) -> None:
    set_rate(bank, 1e-6)
    bank.run()
    qtbot.waitUntil(lambda: bank.document.experiment.updates > 10)
    set_rate(bank, 2e-6)
    bank.restart()
    assert not bank.is_running
    assert bank.document.experiment.updates == 0
    assert bank.document.experiment.optimizer.learning_rate == 2e-6


class _NoChange(Guard):
    @override
    def of_change(self, before: Document, after: Document) -> str:
        return "It is to stay"


def test_a_restart_that_is_refused_is_not_said_to_be_made(bank: Session) -> None:
    bank.step()
    set_rate(bank, 0.001)
    bank.guard = _NoChange()
    bank.restart()
    assert bank.document.experiment.updates == 1
    assert bank.message.text == "It is to stay"
