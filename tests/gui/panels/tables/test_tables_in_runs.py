"""While a run goes on, the tables show as many of its moments as can be read, in turns."""

import pytest
from pytestqt.qtbot import QtBot

from gui.operations import structure
from gui.panels.data import editable_model
from gui.shell.main_window import MainWindow

FRAMES, SPEED = 20, 500


class Time:
    """A clock that goes on by so many seconds each frame."""

    def __init__(self, frame: float) -> None:
        self.frame, self.now = frame, 100.0

    def perf_counter(self) -> float:
        return self.now


def shown(window: MainWindow, bot: QtBot, time: Time) -> tuple[set[int], set[int]]:
    """The frames of a run in which the data and in which the weights are written anew."""
    session, at = window.session, 0
    frames: tuple[set[int], set[int]] = set(), set()

    def go_on() -> None:
        nonlocal at
        at += 1
        time.now += time.frame

    window.data_panel.model.dataChanged.connect(lambda: frames[0].add(at))
    window.weights_panel.model.dataChanged.connect(lambda: frames[1].add(at))
    structure.set_learning_rate(session, 1e-7)
    session.set_speed(SPEED)
    session.run()
    session.changed.connect(go_on)
    bot.waitUntil(lambda: at >= FRAMES, timeout=20_000)
    session.changed.disconnect(go_on)
    return frames[0] - {0}, frames[1] - {0}  # with the first, all begins


def test_no_frame_has_both_tables_to_show_unless_moments_come_slowly(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editable_model, "time", time := Time(0.0))
    for time.frame, most in ((1 / 60, 4), (1 / 30, 2)):
        data, weights = shown(window, qtbot, time)
        assert not data & weights, most
        for table in (data, weights):
            assert all(table & set(range(at, at + most)) for at in range(4, FRAMES - most)), most
        window.session.pause()
    network, model = window.session.document.experiment.network, window.weights_panel.model
    for row, value in enumerate(network.parameters):
        assert model.number_at(model.index(row, 1)) == value

    time.frame = 1 / 12
    data, weights = shown(window, qtbot, time)
    assert data == weights == set(range(1, FRAMES))
