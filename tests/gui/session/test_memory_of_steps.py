"""Of many rows nothing is held but what is shown, and what was there before the latest change."""

import tracemalloc
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from core.document.edits import set_all
from core.training.buffers import LARGE
from gui.session.session import Session
from tests.core.builders import as_document, sized_experiment

ROWS = LARGE // 8


@pytest.fixture
def session(qapp: QApplication) -> Session:
    """Many rows, as they have just been opened."""
    assert qapp is not None
    return Session(as_document(sized_experiment((2, 8, 1), ROWS, learning_rate=1e-4)))


def peak(act: Callable[[], object]) -> int:
    """The fresh memory that something takes."""
    tracemalloc.start()
    act()
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found


def test_only_the_first_step_takes_fresh_memory(session: Session) -> None:
    first, *others = (peak(session.step) for _ in range(4))
    moves = [peak(act) for act in (session.back, session.undo, session.redo, session.back)]
    assert max(others + moves) < 0.03 * first
    session.close()


def test_a_preview_leaves_nothing_behind(session: Session) -> None:
    session.step()
    session.preview("Set all", set_all(session.document, 0.5))
    session.cancel()
    session.step()
    assert peak(session.step) < 8 * ROWS  # no array of all rows
    session.close()
