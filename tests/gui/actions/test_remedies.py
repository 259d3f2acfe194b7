"""A refused step offers what helps, one click each, and undo takes it back."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from typing_extensions import override

from core.columns.plan import usual_plan
from core.columns.preparing import prepare
from core.data.scaling import Scale
from core.document.document import Document
from core.document.edits import with_network
from core.nn.equality import equal
from core.opening.from_table import Learning, document_of
from core.slices.work import Work
from core.tables.dialect import Dialect
from core.tables.reading import read_table
from gui.operations.structure import set_learning_rate
from gui.session.guard import FREE, Guard
from tests.core.builders import as_document, build_experiment
from tests.gui.window_hands import Key, Modifier, WindowHands

WIDE = "size,price\n" + "\n".join(f"{at},{1200 * at + at % 3}" for at in range(1, 21))


@pytest.fixture
def refused(hands: WindowHands, qtbot: QtBot) -> WindowHands:
    """Targets of thousands that are not scaled: after some steps one is refused."""
    table = read_table(WIDE, Dialect())
    learning = Learning(target_scale=Scale.NONE)
    hands.window.session.load(document_of(prepare(table, usual_plan(table)), learning))
    hands.window.session.step(200)
    hands.window.session.finish_run()
    qtbot.waitUntil(lambda: bool(offers(hands)))
    return hands


def offers(hands: WindowHands) -> dict[str, QPushButton]:
    """The buttons of the notices that are shown."""
    buttons = hands.window.notices.findChildren(QPushButton)
    return {b.text().replace("&", ""): b for b in buttons if b.isVisible()}


def test_the_refusal_names_the_cure(refused: WindowHands) -> None:
    assert refused.window.session.message.text.endswith(
        "too large to be a number. Scale the targets, or take a smaller rate."
    )
    assert list(offers(refused)) == ["Scale the targets", "Try a rate of 0.0001", "Not now"]


@pytest.mark.parametrize("remedy", ["Scale the targets", "Try a rate of 0.0001"])
def test_each_cure_is_one_click_and_one_undo(refused: WindowHands, remedy: str) -> None:
    session = refused.window.session
    before = session.document
    refused.click(offers(refused)[remedy])
    assert offers(refused) == {}
    assert session.document.experiment.updates == 0
    start = session.evaluation.loss
    session.step(100)
    session.finish_run()
    assert session.document.experiment.updates == 100
    assert session.evaluation.loss < start
    refused.press(Key.Key_Z, Modifier.ControlModifier)
    refused.press(Key.Key_Z, Modifier.ControlModifier)
    assert equal(session.document, before)


def test_steps_are_not_blamed_for_a_weight_that_was_typed(hands: WindowHands) -> None:
    session = hands.window.session
    session.step(2)
    session.finish_run()
    network = session.document.experiment.network
    network = network.with_parameters([1e308, *network.parameters[1:]])
    session.apply("Type", with_network(session.document, network))
    hands.press(Key.Key_Space)
    assert hands.says("Make weights, inputs or targets smaller.")
    assert hands.says("The loss is too large to be a number. Begin again at step 0:")
    assert list(offers(hands)) == ["Restart", "Not now"]
    hands.click(offers(hands)["Restart"])
    assert offers(hands) == {}
    assert session.evaluation.loss == 121


class Unchanging(Guard):
    """Lets nothing be changed."""

    @override
    def of_change(self, before: Document, after: Document) -> str:
        return "Not here"


def test_a_restart_that_is_refused_leaves_nothing_behind(hands: WindowHands) -> None:
    session = hands.window.session
    hands.press(Key.Key_Space)
    set_learning_rate(session, 0.001)  # so that a restart is a new moment
    network = session.document.experiment.network
    network = network.with_parameters([1e308, *network.parameters[1:]])
    session.apply("Type", with_network(session.document, network))
    hands.press(Key.Key_Space)
    session.guard = Unchanging()
    hands.click(offers(hands)["Restart"])
    assert hands.says("Not here")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    session.guard = FREE
    hands.press(Key.Key_Space)
    assert list(offers(hands)) == ["Restart", "Not now"]


def test_what_is_done_next_takes_the_offer_away(refused: WindowHands, qtbot: QtBot) -> None:
    refused.press(Key.Key_Space)
    qtbot.waitUntil(lambda: len(offers(refused)) == 3)  # refused again, offered once
    refused.menu("Descent", "Back")
    assert offers(refused) == {}


def test_a_long_search_for_a_rate_holds_nothing_up_and_ends_with_what_is_done_next(
    hands: WindowHands, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    tried: list[float] = []

    def search(document: Document) -> Work[Document | None]:
        rate = document.experiment.optimizer.learning_rate
        while True:
            tried.append(rate)
            yield 0.5

    monkeypatch.setattr("gui.actions.remedies.finding_smaller_rate", search)
    steep = build_experiment([[[1.0]]], ["identity"], [[1.0]], [2.0], 1e200)
    hands.window.session.load(as_document(steep))
    hands.press(Key.Key_Space)
    hands.press(Key.Key_Space)
    assert hands.says("was not taken")
    begun = len(tried)
    qtbot.waitUntil(lambda: len(tried) > begun)
    hands.window.session.apply("Restart", hands.window.session.document)
    ended = len(tried)
    qtbot.wait(30)
    assert len(tried) == ended
    assert offers(hands) == {}
