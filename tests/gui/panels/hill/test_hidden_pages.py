"""Pages of the hill that are not on show compute nothing."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.landscape.planes import PlaneLosses
from core.nn.network import NodePlace
from gui.panels.hill.hill_panel import (
    NODE,
    ONE_WEIGHT,
    PAGES,
    PREDICTIONS,
    STEP_SIZE,
    TWO_WEIGHTS,
)
from gui.panels.node import node_view
from gui.panels.one_weight import slice_view
from gui.panels.step_size import step_view
from tests.gui.window_hands import Key, WindowHands

_LONG_ENOUGH = 200  # milliseconds: at rest all is looked at more closely
_COMPUTE: tuple[tuple[object, str, str], ...] = (
    (slice_view, "loss_along", ONE_WEIGHT),
    (PlaneLosses, "losses", TWO_WEIGHTS),
    (step_view, "step_sizes", STEP_SIZE),
    (node_view, "tangent_at", NODE),
)


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that computed something, in order."""
    found: list[str] = []

    def watched(compute: Callable[..., object], page: str) -> Callable[..., object]:
        def compute_and_tell(*given: object) -> object:
            found.append(page)
            return compute(*given)

        return compute_and_tell

    for owner, name, page in _COMPUTE:
        monkeypatch.setattr(owner, name, watched(getattr(owner, name), page))
    return found


def test_a_step_is_looked_at_by_the_page_on_show_alone(
    hands: WindowHands, qtbot: QtBot, computed: list[str]
) -> None:
    hands.window.session.select(nodes=(NodePlace(0, 0),))
    for page in PAGES:
        hands.window.hill_panel.show_page(page)
        QApplication.processEvents()
    for shown in PAGES:
        hands.window.hill_panel.show_page(shown)
        qtbot.wait(_LONG_ENOUGH)
        computed.clear()
        hands.press(Key.Key_Space)
        qtbot.wait(_LONG_ENOUGH)
        assert set(computed) == {shown} - {PREDICTIONS}, shown
