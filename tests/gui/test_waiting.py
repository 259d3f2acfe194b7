"""What takes a while is said, the window lives on meanwhile, and it can be given up."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QProgressBar, QWidget
from typing_extensions import override

from core.document.edits import set_all
from core.files.document_file import read_document, write_document
from core.nn.equality import equal
from tests.core.builders import as_document, sized_experiment
from tests.gui.file_hands import read_into
from tests.gui.window_hands import WindowHands

SAVING, OPENING = "Saving “work.downhill” …", "Opening “work.downhill” …"


class Painted(QObject):
    """The accessible names of what was painted, and the texts of labels."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.names: list[str] = []
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            text = watched.text() if isinstance(watched, QLabel) else watched.accessibleName()
            self.names.append(text)
        return False


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file in a folder of its own."""
    return tmp_path / "work.downhill"


@pytest.fixture
def large(hands: WindowHands, path: Path, monkeypatch: pytest.MonkeyPatch) -> WindowHands:
    """Rows that take a while, saved as they were at first, and a change that is not."""
    monkeypatch.setattr("gui.dialogs.progress.AT_ONCE", 0.0)
    session = hands.window.session
    document = as_document(sized_experiment((1, 1), 30_000))
    session.load(document, write_document(path, document))
    session.apply("Set all", set_all(session.document, 0.5))
    return hands


def bar(dialog: QDialog) -> QProgressBar:
    found = dialog.findChild(QProgressBar)
    assert isinstance(found, QProgressBar)
    return found


def test_while_much_is_saved_the_window_lives_and_whatever_happens_nothing_is_lost(
    large: WindowHands, path: Path
) -> None:
    session, canvas, before = large.window.session, large.window.canvas, path.read_bytes()
    painted = Painted(canvas)
    values: list[int] = []

    def look(dialog: QDialog) -> None:
        assert bar(dialog).accessibleName() == SAVING
        canvas.update()
        large.wait_until(lambda: canvas.accessibleName() in painted.names)
        QTest.keyClick(large.window, Qt.Key.Key_Space)  # steps, were it not for the dialog
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    large.answer(look)
    assert not large.window.files.save()
    assert SAVING in painted.names
    assert session.document.experiment.updates == 0
    assert session.is_modified
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]

    large.answer(lambda dialog: bar(dialog).valueChanged.connect(values.append))
    assert large.window.files.save()
    assert len(values) > 1
    assert values == sorted(values)
    assert not session.is_modified
    assert equal(read_document(path).experiment, session.document.experiment)

    said: list[str] = []

    def put_a_folder_there(dialog: QDialog) -> None:
        path.unlink()
        path.mkdir()
        dialog.finished.connect(lambda: large.answer(read_into(said)))

    session.apply("Set all", set_all(session.document, 0.25))
    large.answer(put_a_folder_there)
    assert not large.window.files.save()
    assert said == ["“work.downhill” could not be saved.", "Is a directory"]
    assert session.is_modified
    assert list(path.parent.iterdir()) == [path]


def test_while_much_is_opened_the_window_lives_and_escape_gives_it_up(
    large: WindowHands, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = large.window.session
    session.save(path)
    saved, other = session.document, as_document(sized_experiment((2, 1), 4))
    session.load(other)
    painted = Painted(large.window)
    large.answer(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    assert not large.window.files.open(path)
    assert session.document is other
    assert large.window.files.open(path)
    assert equal(session.document, saved)
    assert QApplication.overrideCursor() is None
    painted.names.clear()
    large.window.repaint()
    assert OPENING not in painted.names
    monkeypatch.setattr("gui.session.work.MANY_VALUES", 50_000)
    session.step()
    assert "Working through 30\u202f000 rows …" in painted.names


def test_what_takes_long_to_be_shown_says_first_what_it_waits_for(
    hands: WindowHands, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, painted = hands.window.session, Painted(hands.window)
    said = list[bool]()
    every: list[Callable[[], object]] = [session.step, session.undo, session.redo, session.back]
    waits = "Working through 2 layers …"

    def note() -> None:
        cursor = QApplication.overrideCursor()
        is_waiting = cursor is not None and cursor.shape() is Qt.CursorShape.WaitCursor
        said.append(is_waiting and waits in painted.names)

    def do(act: Callable[[], object]) -> None:
        painted.names.clear()
        act()
        QApplication.processEvents()
        assert QApplication.overrideCursor() is None

    session.changed.connect(note)
    for act in every:
        do(act)
    assert not any(said)
    said.clear()
    monkeypatch.setattr("gui.session.work.MANY_VALUES", 4)
    every.append(lambda: session.apply("Set all", set_all(session.document, 0.5)))
    every.append(lambda: session.load(session.document))
    for act in every:
        do(act)
    assert all(said)
    assert len(said) == len(every)
    assert not hands.shows(waits)
