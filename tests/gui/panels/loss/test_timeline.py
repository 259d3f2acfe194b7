from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from gui.operations.numbers import parameter, set_value
from gui.panels.loss.timeline import Timeline
from gui.session.session import Session
from gui.style.theme import Theme
from tests.gui.plot_hands import tip_over

Walked = list[list[float]]


def parameters(session: Session) -> list[float]:
    values: list[float] = session.document.experiment.network.parameters.tolist()
    return values


@pytest.fixture
def timeline(qtbot: QtBot, bank: Session, theme: Theme) -> Timeline:
    shown = Timeline(bank, theme)
    qtbot.addWidget(shown)
    shown.resize(420, 20)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


@pytest.fixture
def walked(bank: Session, timeline: Timeline) -> Walked:
    """The parameters at every moment of 20 steps."""
    seen = [parameters(bank)]
    for _ in range(20):
        bank.step()
        seen.append(parameters(bank))
    return seen


@pytest.fixture
def at(timeline: Timeline) -> Callable[[int], QPoint]:
    return lambda step: QPoint(round(timeline.x_of(step)), timeline.height() // 2)


def test_with_one_moment_it_is_inert_and_has_its_handle_at_the_left(
    bank: Session, timeline: Timeline, theme: Theme, at: Callable[[int], QPoint]
) -> None:
    assert not timeline.isEnabled()
    assert at(0).x() < 20
    picture = timeline.grab().toImage()
    assert picture.pixelColor(at(0)) == QColor(theme.colors.down)
    bank.step()
    assert timeline.isEnabled()


def test_dragging_returns_to_every_moment_exactly(
    qtbot: QtBot,
    bank: Session,
    timeline: Timeline,
    walked: Walked,
    at: Callable[[int], QPoint],
) -> None:
    qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, pos=at(20))
    for step in (13, 7, 0, 12):
        qtbot.mouseMove(timeline, at(step))
        assert parameters(bank) == walked[step]
    qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=at(12))
    assert bank.document.experiment.updates == 12
    assert bank.history.path_range() == (0, 20), "what lies ahead is still there"


def test_dragging_beyond_an_end_stays_there(
    qtbot: QtBot, bank: Session, timeline: Timeline, walked: Walked
) -> None:
    qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, pos=QPoint(0, 10))
    qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=QPoint(0, 10))
    assert parameters(bank) == walked[0]
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(419, 10))
    assert parameters(bank) == walked[20]


def test_the_keys_move_by_one_update_and_to_the_ends(
    qtbot: QtBot, bank: Session, timeline: Timeline, walked: Walked
) -> None:
    def press(key: Qt.Key) -> list[float]:
        qtbot.keyClick(timeline, key)
        return parameters(bank)

    assert press(Qt.Key.Key_Left) == walked[19]
    assert press(Qt.Key.Key_Left) == walked[18]
    assert press(Qt.Key.Key_Right) == walked[19]
    assert press(Qt.Key.Key_Home) == walked[0]
    assert press(Qt.Key.Key_Left) == walked[0]
    assert press(Qt.Key.Key_End) == walked[20]
    assert press(Qt.Key.Key_Right) == walked[20]


def test_keys_that_mean_something_else_are_left_alone(
    qtbot: QtBot, bank: Session, timeline: Timeline, walked: Walked
) -> None:
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Space):
        qtbot.keyClick(timeline, key)
    qtbot.keyClick(timeline, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert parameters(bank) == walked[20]


def test_it_lands_on_the_last_moment_at_a_count(
    qtbot: QtBot, bank: Session, timeline: Timeline, at: Callable[[int], QPoint]
) -> None:
    bank.step()
    set_value(bank, parameter(0), 1.0)
    set_value(bank, parameter(0), 2.0)
    edited = parameters(bank)
    bank.step()
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=at(1))
    assert parameters(bank) == edited


def test_it_tells_assistive_technology_where_it_stands(
    bank: Session, timeline: Timeline, walked: Walked
) -> None:
    bank.back()
    assert timeline.accessibleName() == "Timeline"
    assert timeline.accessibleDescription() == "step 19 of 20"
    assert (timeline.minimum(), timeline.value(), timeline.maximum()) == (0, 19, 20)
    assert tip_over(timeline) == (
        "step 19 of 20\nDrag, or use the arrow keys, to go to any moment of this path"
    )
