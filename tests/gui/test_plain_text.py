"""Names, titles and other texts of a user or a file are shown as they are, never as markup."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtGui import Qt as RichText
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from core.files.document_file import write_document
from core.nn.network import INPUT_LAYER, NodePlace
from core.opening.starters import BANK, open_starter
from gui.app import create_window
from gui.operations import structure
from gui.shell.main_window import MainWindow
from tests.gui.shown_texts import Shown, shown_texts
from tests.gui.window_hands import Key, Modifier, WindowHands

JOINER = "\u2060"


CTRL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier


PAGES = (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5)


class Bait:
    """A picture that names point to; `taken` tells whether anything has opened it."""

    def __init__(self, folder: Path) -> None:
        self.path, self._flag = folder / "bait.png", folder / "taken"
        os.mkfifo(self.path)
        script = 'exec 3>"$1"; : >"$2"'  # opens once somebody reads, who then finds nothing
        self._waiting = subprocess.Popen(["sh", "-c", script, "-", self.path, self._flag])

    @property
    def taken(self) -> bool:
        return self._waiting.poll() is not None or self._flag.exists()

    def put_away(self) -> None:
        self._waiting.kill()
        self._waiting.wait()


@pytest.fixture
def bait(tmp_path: Path) -> Iterator[Bait]:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    set_out = Bait(tmp_path)
    yield set_out
    set_out.put_away()


def without_spaces(text: str) -> str:
    """A text as it is however its lines are broken."""
    return "".join(text.split())


class Watch:
    """Looks at every text there is, and remembers where which name was seen."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = [without_spaces(name) for name in names]
        self.seen: set[str] = set()
        self._known: set[Shown] = set()

    def look(self) -> None:
        for shown in {*shown_texts()} - self._known:
            self._known.add(shown)
            assert not shown.fault, f"{shown.where} {shown.fault}: {shown.text[:300]}"
            text = without_spaces(shown.text)
            if any(name in text for name in self.names):
                self.seen.add(shown.where)


def names(bait: Bait) -> tuple[str, ...]:
    markup = f'<b>x</b> <img src="{bait.path}"> a & b <i>'
    return markup, f" {markup}", f"in &lt;{markup}", f"out {markup}", f"{markup}{'y' * 800}"


def document(bait: Bait) -> str:
    first, second, hidden, output, long = names(bait)
    layers = [
        {
            "activation": "relu",
            "names": [hidden, long],
            "weights": [[2.0, 1.0], [0.5, 0.25]],
            "biases": [0.0, 0.0],
        },
        {"activation": "identity", "names": [output], "weights": [[2.0, 2.0]], "biases": None},
    ]
    experiment = {
        "network": {"inputs": [first, second], "layers": layers},
        "dataset": {"rows": [{"inputs": [3.0, 2.0], "targets": [5.0]}]},
        "loss": "mse",
        "optimizer": {"kind": "gradient_descent", "learning_rate": 0.01},
        "seed": 42,
        "updates": 0,
    }
    return json.dumps({"version": 4, "title": first, "experiment": experiment})


@pytest.fixture
def file(bait: Bait, tmp_path: Path) -> Path:
    path = tmp_path / "<b>x< & b> <i>[*].downhill"
    path.write_text(document(bait))
    return path


@pytest.fixture
def marked(file: Path, qtbot: QtBot, show: Callable[[MainWindow], MainWindow]) -> WindowHands:
    """A hand on a window with markup in every name."""
    return WindowHands(qtbot, show(create_window(file)))


def tips_of(widget: QWidget) -> set[str]:
    """What is said where the pointer rests on many places of a widget."""
    said = set()
    for x in range(4, widget.width(), 24):
        for y in range(4, widget.height(), 24):
            at = QPoint(x, y)
            rest = QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at))
            QApplication.sendEvent(widget, rest)
            said.add(QToolTip.text())
    return said


def all_actions(window: MainWindow) -> list[QAction]:
    """Every entry of every menu."""
    return [action for menu in window.findChildren(QMenu) for action in menu.actions()]


def everything(window: MainWindow) -> Iterator[Callable[[], None]]:
    """Select each node, weight and bias in turn."""
    network = window.session.document.experiment.network
    for layer, size in enumerate(network.sizes, INPUT_LAYER):
        for node in range(size):
            yield partial(window.session.select, nodes=[NodePlace(layer, node)])
    for index in range(network.parameters.size):
        yield partial(window.session.select, parameters=(index,))


def looked_at(watch: Watch) -> Callable[[QDialog], None]:
    """Look at a dialog's texts, and close it."""

    def look(dialog: QDialog) -> None:
        watch.look()
        dialog.reject()

    return look


def test_names_are_plain_wherever_they_are_shown(
    marked: WindowHands, bait: Bait, file: Path
) -> None:
    hands, window, watch = marked, marked.window, Watch(names(bait))
    watch.look()
    assert window.windowTitle().startswith(f"{file.stem.replace('[*]', '[*][*]')}[*]")
    for select in everything(window):
        select()
        watch.look()
        assert window.minimumSizeHint().width() <= 1280
    window.session.select(parameters=(0,))
    hands.press(Key.Key_Up, Modifier.AltModifier)
    watch.look()
    hands.menu("Learn", "Look ahead one step")
    hands.menu("View", "Drawing", "Slopes")
    for key in (Key.Key_Space, Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageDown):
        hands.press(key)
        watch.look()
    hands.press(Key.Key_PageUp, SHIFT)
    for page in PAGES:
        hands.press(page, CTRL | SHIFT)
        window.grab()
        watch.look()
    tips = tips_of(window.canvas)
    bare = [without_spaces(tip.replace(JOINER, "")) for tip in tips]
    assert any(without_spaces(name) in tip for tip in bare for name in watch.names)
    assert not any(RichText.mightBeRichText(tip) for tip in tips)
    assert not bait.taken
    assert watch.seen >= {"label", "written", "tooltip", "entry", "head", "cell", "spoken"}


def test_names_are_plain_in_menus_and_dialogs(
    marked: WindowHands, bait: Bait, qtbot: QtBot
) -> None:
    hands, watch = marked, Watch(names(bait))
    network = hands.window.session.document.experiment.network
    for layer in range(-1, len(network.layers)):
        hands.window.session.select(nodes=[NodePlace(layer, 0)])
        hands.answer(looked_at(watch))
        hands.menu("Network", f"Rename {network.node_name(NodePlace(layer, 0))}…")
    hands.answer(looked_at(watch))
    hands.press(Key.Key_F, CTRL)
    hands.answer(looked_at(watch))
    hands.menu("Learn", "Check all slopes…")
    assert not bait.taken
    assert watch.seen >= {"entry", "cell", "tooltip"}


def test_a_message_is_plain(marked: WindowHands, bait: Bait, tmp_path: Path) -> None:
    hands, watch = marked, Watch(("“<b>x</b>",))
    broken = document(bait).replace('"relu"', json.dumps(names(bait)[0]))
    path = tmp_path / "<b>not one< & b>.downhill"
    path.write_text(broken)
    hands.answer(looked_at(watch))
    hands.drop(path)
    assert not bait.taken
    assert watch.seen == {"label"}


def test_files_are_named_plainly(marked: WindowHands, file: Path) -> None:
    hands, watch = marked, Watch((file.stem,))
    recent = next(
        menu for menu in hands.window.findChildren(QMenu) if menu.title() == "Open &recent"
    )
    recent.aboutToShow.emit()
    hands.press(Key.Key_Space)
    hands.answer(looked_at(watch))
    assert not hands.window.close()
    assert watch.seen >= {"entry", "status", "label"}


def table(bait: Bait) -> str:
    """A CSV with markup in its names and cells."""
    first, second, *_, last = (name.replace('"', "'")[:300] for name in names(bait))
    rows = [f"{at % 7},{at % 5},{(first, second, last)[at % 3]}" for at in range(12)]
    return "\n".join([f"{first},{second},{last}", *rows])


def test_a_table_is_plain(marked: WindowHands, bait: Bait, tmp_path: Path, qtbot: QtBot) -> None:
    watch = Watch(tuple(name.replace('"', "'")[:300] for name in names(bait)))
    path = tmp_path / "<b>rows< & b>.csv"
    path.write_text(table(bait))
    looked = []

    def look(dialog: QDialog) -> None:
        buttons = dialog.findChild(QDialogButtonBox)
        assert isinstance(buttons, QDialogButtonBox)
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        qtbot.waitUntil(ok.isEnabled)
        watch.look()
        looked.append(dialog.size().width())
        marked.click(ok)

    marked.answer(look)
    marked.drop(path)
    assert looked
    assert looked[0] <= 1200
    for page in PAGES:
        marked.press(page, CTRL | SHIFT)
        marked.window.grab()
        watch.look()
    assert not bait.taken
    assert watch.seen >= {"cell", "head", "tooltip", "button"}


def test_names_of_several_lines_do_not_break_menus_and_titles(
    tmp_path: Path, show: Callable[[MainWindow], MainWindow], qtbot: QtBot
) -> None:
    path = tmp_path / "title\t[*]\u202e\nof lines.downhill"
    write_document(path, open_starter(BANK))
    hands = WindowHands(qtbot, show(create_window(path)))
    assert hands.window.windowTitle().startswith("title [*][*] of lines[*]")
    structure.rename_node(hands.window.session, NodePlace(0, 0), "a\t&b\nc")
    entries = [action.text() for action in all_actions(hands.window)]
    assert "&Undo Rename hidden 1 to a &&b c" in entries
