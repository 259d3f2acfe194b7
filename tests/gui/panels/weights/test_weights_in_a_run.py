"""The table of weights while a run goes on."""

import time

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.panels.weights.weights_columns import Col
from gui.panels.weights.weights_panel import WeightsPanel
from gui.session.session import Session
from gui.session.snapshot import Present
from tests.gui.panels.weights.weights_hands import weights
from tests.gui.table_hands import Hands


def test_a_paste_during_a_run_keeps_the_other_weights_as_they_are(
    hands: Hands, panel: WeightsPanel, bank: Session, qtbot: QtBot
) -> None:
    hands.click(2, Col.WEIGHT)
    pasted: list[tuple[list[float], list[float]]] = []

    def paste_while_the_table_lags(_: Present) -> None:
        lags = panel.model.network is not bank.document.experiment.network
        if lags and not pasted:
            before = weights(bank)
            pasted.append((before, before))
            hands.paste("0.5")
            pasted[0] = before, weights(bank)
            bank.pause()

    bank.set_speed(60.0)
    bank.run()
    bank.changed.connect(paste_while_the_table_lags)
    qtbot.waitUntil(lambda: bool(pasted))
    before, after = pasted[0]
    assert after == [*before[:2], 0.5, *before[3:]]


def test_while_running_the_numbers_follow(qtbot: QtBot, hands: Hands, bank: Session) -> None:
    bank.set_speed(1000.0)
    bank.run()
    qtbot.waitUntil(lambda: bank.document.experiment.updates > 2)
    bank.pause()
    assert float(hands.at(0, Col.WEIGHT).data(Qt.ItemDataRole.EditRole)) == weights(bank)[0]


def test_a_fast_run_is_followed_as_fast_as_numbers_can_be_read(
    qtbot: QtBot, hands: Hands, panel: WeightsPanel, bank: Session
) -> None:
    moments, written = list[float](), list[None]()
    bank.changed.connect(lambda _: moments.append(time.perf_counter()))
    panel.model.dataChanged.connect(lambda: written.append(None))
    bank.set_speed(1000.0)
    bank.run()
    qtbot.waitUntil(lambda: len(moments) > 20)
    bank.pause()
    assert 1 <= len(written) <= (moments[-1] - moments[0]) / 0.04 + 2
    assert float(hands.at(0, Col.WEIGHT).data(Qt.ItemDataRole.EditRole)) == weights(bank)[0]


def test_a_slow_run_is_followed_at_every_step(qtbot: QtBot, hands: Hands, bank: Session) -> None:
    shown, there = list[float](), list[float]()

    def note() -> None:
        shown.append(float(hands.at(0, Col.WEIGHT).data(Qt.ItemDataRole.EditRole)))
        there.append(weights(bank)[0])

    bank.changed.connect(note)
    bank.set_speed(10.0)
    bank.run()
    qtbot.waitUntil(lambda: len(there) > 3)
    bank.pause()
    assert shown == there
    assert len(set(there)) == len(there)
