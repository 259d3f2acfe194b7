"""Numbers of any size: nothing waits, nothing warns, and nothing on screen is no number."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from core.document.document import Document
from core.files.document_file import write_document
from core.opening.sample_data import SAMPLES, open_sample
from core.opening.starters import BANK, STARTERS, open_starter
from gui.app import create_window
from gui.operations import structure
from gui.operations.numbers import input_cell, parameter, set_value, target_cell
from gui.panels.hill.hill_panel import NODE, ONE_WEIGHT
from gui.session.session import Session
from gui.shell.main_window import MainWindow
from tests.gui.every_view import Frame, Viewer
from tests.gui.window_hands import Key, WindowHands

SLOWEST = 10  # times as long as painting the whole window
TRIES = 3  # other programs slow a processor down, now more and now less
NO_NUMBER = re.compile(r"\b(nan|inf)\b|not a number|∞ − ∞|∞ \+ \(−∞", re.IGNORECASE)
NUMBERS = (5e-324, 1e-300, 1e-30, 1e30, 1e150, 1e300, -1e308)
CHANGES: dict[str, Callable[[Session, float], object]] = {
    "rate": lambda session, number: structure.set_learning_rate(session, abs(number)),
    "weight": lambda session, number: set_value(session, parameter(0), number),
    "all weights": structure.set_all_parameters,
    "input": lambda session, number: set_value(session, input_cell(0, 0), number),
    "target": lambda session, number: set_value(session, target_cell(0, 0), number),
}
SAMPLES_BY_KEY = {sample.key: sample for sample in SAMPLES}


@pytest.fixture
def viewer(window: MainWindow) -> Viewer:
    window.resize(1280, 720)
    return Viewer(window)


def look_after_a_change(
    viewer: Viewer, document: Document, change: str, number: float
) -> list[Frame]:
    """Every view after a number is typed."""
    session = viewer.window.session
    session.load(document)
    return [
        viewer.frame("opened", lambda: None),
        viewer.frame("change", lambda: CHANGES[change](session, number)),
        *viewer.everywhere("changed"),
    ]


def look_everywhere(viewer: Viewer, document: Document, change: str, number: float) -> list[Frame]:
    """Every view after a number is typed, after a step, and after twenty more."""
    session = viewer.window.session
    frames = [
        *look_after_a_change(viewer, document, change, number),
        viewer.frame("step", session.step),
        *viewer.everywhere("stepped"),
        viewer.frame("run", lambda: session.step(20)),
    ]
    session.finish_run()
    return [*frames, *viewer.everywhere("run")]


def check(viewer: Viewer, look: Callable[..., list[Frame]], *case: object) -> None:
    """No frame takes long, and every text is a text of numbers or words."""
    slow: set[str] | None = None
    for _ in range(TRIES):
        frames = look(viewer, *case)
        longest = SLOWEST * viewer.painting_time()
        wrong = {text for frame in frames for text in frame.texts if NO_NUMBER.search(text)}
        assert not wrong
        found = {frame.name for frame in frames if frame.seconds > longest}
        slow = found if slow is None else slow & found
        if not slow:
            return
    assert not slow


def test_a_weight_of_any_size_is_seen_on_every_page(viewer: Viewer) -> None:
    check(viewer, look_after_a_change, open_starter(BANK), "weight", -1e308)


def test_scaled_numbers_that_are_too_large_in_their_own_units_are_seen(viewer: Viewer) -> None:
    session = viewer.window.session
    session.load(open_sample(SAMPLES_BY_KEY["wages"]))
    frame = viewer.frame("change", lambda: structure.set_all_parameters(session, -1e154))
    assert not any(map(NO_NUMBER.search, frame.texts))


@pytest.mark.long
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("key", [starter.key for starter in STARTERS])
def test_starters_with_numbers_of_any_size_are_seen_everywhere(
    viewer: Viewer, key: str, number: float, change: str
) -> None:
    check(viewer, look_everywhere, open_starter(key), change, number)


@pytest.mark.long
@pytest.mark.parametrize("change", ["rate", "weight", "input"])
@pytest.mark.parametrize("number", [1e-300, 1e30, -1e308])
@pytest.mark.parametrize("key", SAMPLES_BY_KEY)
def test_data_sets_with_numbers_of_any_size_are_seen_everywhere(
    viewer: Viewer, key: str, number: float, change: str
) -> None:
    document = open_sample(SAMPLES_BY_KEY[key])
    check(viewer, look_everywhere, document, change, number)


def test_a_document_with_a_huge_rate_opens_at_once(
    show: Callable[[MainWindow], MainWindow], tmp_path: Path
) -> None:
    path = tmp_path / "huge.downhill"
    session = Session(open_starter(BANK))
    structure.set_learning_rate(session, 1e30)
    write_document(path, session.document)
    session.close()
    window = show(create_window(path))
    viewer = Viewer(window)
    frames = []
    for _ in range(TRIES):
        viewer.frame("another page", partial(window.hill_panel.show_page, NODE))
        frames.append(viewer.frame("page", partial(window.hill_panel.show_page, ONE_WEIGHT)))
    assert min(frame.seconds for frame in frames) < SLOWEST * viewer.painting_time()


def test_a_run_that_explodes_has_no_slow_frame(hands: WindowHands) -> None:
    viewer = Viewer(hands.window)
    hands.window.session.load(open_starter("single_weight"))
    hands.type_rate("10")
    hands.press(Key.Key_R)
    frames = [viewer.frame("running", lambda: None) for _ in range(30)]
    assert sorted(frame.seconds for frame in frames)[-TRIES] < SLOWEST * viewer.painting_time()
