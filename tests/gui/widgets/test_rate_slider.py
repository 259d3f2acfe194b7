import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from gui.widgets.fields.rate_slider import (
    HIGHEST_RATE,
    LOWEST_RATE,
    RateSlider,
    position_of,
    rate_at,
)


@given(st.integers(0, 240))
def test_position_and_rate_are_inverse(position: int) -> None:
    assert abs(position_of(rate_at(position)) - position) <= 1


@pytest.mark.parametrize("rate", [1e-9, 1e-5, 0.01, 1.0, 10.0, 1e6])
def test_rates_beyond_the_ends_stand_at_the_ends(rate: float) -> None:
    shown = rate_at(position_of(rate))
    assert shown == pytest.approx(min(max(rate, LOWEST_RATE), HIGHEST_RATE), rel=0.04)


def test_a_key_is_a_change_that_is_meant(qtbot: QtBot) -> None:
    slider = RateSlider()
    qtbot.addWidget(slider)
    slider.show()
    slider.show_rate(0.01)
    spy = QSignalSpy(slider.committed)
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    assert [spy.at(at) for at in range(spy.count())] == [[0.1]]
