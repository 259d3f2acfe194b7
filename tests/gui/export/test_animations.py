"""Animations from the dialog: of the moments that were chosen, and nothing else changes."""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageSequence
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.explanation.hiding import Topic
from gui.dialogs import file_questions
from gui.figures.figure import DRAWING, WINDOW, Figure, subjects
from gui.figures.writing import figure_bytes
from gui.shell.main_window import MainWindow
from tests.core.lessons.lesson_texts import BANK
from tests.gui.export.export_hands import Exporter, export
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.panels.race.race_hands import RaceHands
from tests.gui.window_hands import Key, WindowHands
from tests.sweeps import a_few

LOSS = "Loss over steps"
REACHED = 'kind = "reach"\nask = "?"\ngoal = ["loss < 1"]\nsolution = ["step 8"]'
_REST = 200  # milliseconds
Pixels = npt.NDArray[np.uint8]


def frames_of(data: bytes) -> list[Pixels]:
    film = ImageSequence.Iterator(Image.open(io.BytesIO(data)))
    return [np.asarray(frame.convert("RGB")) for frame in film]


def alone(hands: WindowHands, title: str, steps: Sequence[int]) -> list[Pixels]:
    """The figures of moments that the user goes to, once labels have all the room they need."""
    session, theme, found = hands.window.session, hands.window.theme, list[Pixels]()
    for step in (*steps, *steps):
        session.go(session.history.at_updates(step))
        shown = {one.title: one for one in subjects(hands.window)}
        found += frames_of(figure_bytes(theme, Figure(shown[title], ".png")))
    return found[len(steps) :]


def same(frames: list[Pixels], others: list[Pixels]) -> list[bool]:
    return [bool((one == other).all()) for one, other in zip(frames, others, strict=True)]


def look_of(hands: WindowHands) -> QImage:
    """The window, once it has laid itself out and found what to say."""
    before, after = QImage(), hands.window.grab().toImage()
    while after != before:
        QTest.qWait(_REST)
        before, after = after, hands.window.grab().toImage()
    return after


def stepped(hands: WindowHands, *, to: int, back: int) -> None:
    hands.window.resize(1000, 640)  # its pictures are small
    session = hands.window.session
    session.step(to)
    session.finish_run()
    session.go(session.history.at_updates(back))


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where all files are saved."""
    path = tmp_path / "a.apng"
    monkeypatch.setattr(file_questions, "ask_where", lambda *_: path)
    return path


def recorded(hands: WindowHands, path: Path, title: str, *, every: int = 1) -> list[Pixels]:
    def deal(exporter: Exporter) -> None:
        exporter.begin("APNG")
        exporter.field("Steps from one frame to the next").setValue(every)
        exporter.pick(title)
        exporter.wait()
        assert exporter.says(" frames, "), exporter.trouble
        assert exporter.says(" seconds, ")
        assert exporter.says(" kB")
        exporter.press("Save…")

    export(hands, deal)
    return frames_of(path.read_bytes())


@pytest.mark.parametrize("title", a_few([LOSS, DRAWING, WINDOW]))
def test_each_frame_shows_its_moment_and_nothing_else_changes(
    hands: WindowHands, path: Path, title: str
) -> None:
    stepped(hands, to=3, back=1)
    session, before = hands.window.session, look_of(hands)
    present, message = session.present, session.message
    frames = recorded(hands, path, title, every=2)
    assert session.present is present
    assert session.message is message
    assert look_of(hands) == before
    assert len(frames) == 3
    if title != WINDOW:  # of which more is seen than the numbers of the moment
        assert same(frames, alone(hands, title, (0, 2, 3))) == [True] * 3


def test_moments_that_were_thinned_out_are_found_again(hands: WindowHands, path: Path) -> None:
    stepped(hands, to=5, back=5)
    frames = recorded(hands, path, DRAWING)
    for _ in range(2):
        hands.window.session.history.lines[0].trace.thin()
    again = recorded(hands, path, DRAWING)
    assert same(frames, again) == [True] * 6


def test_one_that_is_given_up_leaves_no_file(hands: WindowHands, path: Path) -> None:
    stepped(hands, to=200, back=100)
    present = hands.window.session.present

    def deal(exporter: Exporter) -> None:
        exporter.choose("Losses")
        QTest.keyClick(exporter.list, Key.Key_End)
        hands.wait_until(exporter.button("Cancel").isVisible)
        assert not exporter.can("Save…")
        exporter.press("Cancel")
        assert "Cancelled" in exporter.trouble
        assert not exporter.can("Save…")

    export(hands, deal)
    assert not path.exists()
    assert hands.window.session.present is present
    QTest.qWait(0)
    assert [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)] == [
        hands.window
    ]


def test_what_is_hidden_stays_hidden_in_every_frame(hands: WindowHands, path: Path) -> None:
    stepped(hands, to=2, back=0)
    for topic in Topic:
        hands.menu("Learn", "Hide", f"Hide {topic.value}")
    frames = recorded(hands, path, DRAWING)
    assert same(frames, alone(hands, DRAWING, (0, 1, 2))) == [True] * 3


def test_what_cannot_be_recorded_is_said(hands: WindowHands, path: Path, tmp_path: Path) -> None:
    def refused(words: str, title: str = DRAWING) -> None:
        def deal(exporter: Exporter) -> None:
            exporter.begin("GIF")
            exporter.pick(title)
            hands.wait_until(lambda: words in exporter.trouble)
            assert not exporter.can("Save…")

        export(hands, deal)

    refused("There is but one moment to be shown: take some steps first")
    hands.press(Key.Key_PageDown)
    refused("The update is walked through")
    hands.window.player.stop()
    student = LessonHands(hands)
    student.open(student.write(tmp_path, BANK, REACHED))
    stepped(hands, to=2, back=1)
    refused("A lesson is not on the timeline: its window cannot be animated", WINDOW)


def test_a_race_which_is_on_no_timeline_has_pictures_but_is_not_offered_to_be_animated(
    qtbot: QtBot, hands: WindowHands
) -> None:
    def deal(exporter: Exporter) -> None:
        exporter.begin("PNG")
        pictured = exporter.box(DRAWING)
        titles = {pictured.itemText(at) for at in range(pictured.count())}
        exporter.begin("GIF")
        moving = exporter.box(DRAWING)
        left = titles - {moving.itemText(at) for at in range(moving.count())}
        assert {one for one in left if one.startswith("Predictions of")}
        assert LOSS not in left
        assert "race" in moving.toolTip()

    stepped(hands, to=2, back=1)
    RaceHands(qtbot, hands).begin("Rates")
    hands.press(Key.Key_Space)
    export(hands, deal)
