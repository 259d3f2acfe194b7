"""The dialog for all that can be taken away, used by hand."""

import csv
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core.document.edits import with_network
from core.nn.network_edits import set_parameters
from core.nn.quantity import Quantity, QuantityKind
from gui.dialogs import file_questions
from gui.session.session import Session
from gui.style.theme import Theme
from tests.gui.export.export_hands import Exporter, export, opened
from tests.gui.style.sights import contrast
from tests.gui.window_hands import WindowHands


def test_what_there_is(hands: WindowHands) -> None:
    def deal(exporter: Exporter) -> None:
        assert exporter.titles == [
            "NumPy (.py)",
            "PyTorch (.py)",
            "Keras 3 (.py)",
            "PyTorch on several machines (.py)",
            "Jupyter notebook (.ipynb)",
            "ONNX (.onnx)",
            "safetensors (.safetensors)",
            "NPZ (.npz)",
            "Losses (.csv)",
            "Weights (.csv)",
            "Slopes (.csv)",
            "Predictions (.csv)",
            "SVG (.svg)",
            "PDF (.pdf)",
            "PNG (.png)",
            "GIF (.gif)",
            "APNG (.apng)",
        ]
        ground = exporter.list.palette().base().color().name()
        for head in exporter.heads:
            assert max(contrast(color, ground) for color in exporter.colors(head)) >= 4.5
        for title in exporter.titles:
            exporter.choose(title)
            assert exporter.can("Save…"), title

    hands.window.session.step()
    export(hands, deal)


def test_a_script_is_previewed_and_saved(
    hands: WindowHands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bank.py"
    monkeypatch.setattr(file_questions, "ask_where", lambda *_: path)
    hands.window.session.step(3)
    hands.window.session.finish_run()

    def deal(exporter: Exporter) -> None:
        exporter.choose("NumPy")
        assert "A neural network and 3 updates" in exporter.text
        exporter.press("Save…")
        assert exporter.says("Saved as bank.py")

    export(hands, deal)
    assert "for updates in range(4):" in path.read_text(encoding="utf-8")


def test_the_losses_of_the_whole_path_are_there(hands: WindowHands) -> None:
    session = hands.window.session
    session.step(2)
    session.finish_run()
    network = set_parameters(session.document.experiment.network, [0], 0.5)
    session.apply("Set a weight", with_network(session.document, network))
    session.step(1)
    session.finish_run()

    def deal(exporter: Exporter) -> None:
        exporter.choose("Losses")
        rows = list(csv.reader(exporter.text.splitlines()))
        assert [row[0] for row in rows] == ["step", "0", "1", "2", "2", "3"]
        assert float(rows[1][1]) == 121
        exporter.press("Copy")

    export(hands, deal)
    assert QGuiApplication.clipboard().text().startswith("step,loss\n0,121.0\n")


def test_histories_are_there_where_some_are_drawn(hands: WindowHands) -> None:
    session = hands.window.session
    session.step(2)
    session.finish_run()
    weight = Quantity(QuantityKind.WEIGHT, parameter=0)
    session.look(replace(session.focus, histories=(weight,)))

    def deal(exporter: Exporter) -> None:
        exporter.choose("Histories")
        assert exporter.text.startswith("step,accounts → hidden 1\n0,2.0\n")

    export(hands, deal)


def test_a_picture_is_copied_as_its_file_and_as_pixels_of_its_size(hands: WindowHands) -> None:
    canvas = hands.window.canvas.size()

    def deal(exporter: Exporter) -> None:
        for title, kind, begins, scale in (
            ("PNG", "image/png", b"\x89PNG", 1),
            ("SVG", "image/svg+xml", b"<?xml", 2),
            ("PDF", "application/pdf", b"%PDF", 1),
        ):
            exporter.choose(title)
            assert exporter.box("The network").currentText() == "The network"
            exporter.pick(f"× {scale}")
            exporter.wait()
            exporter.press("Copy")
            assert exporter.says("Copied")
            copied = QGuiApplication.clipboard().mimeData()
            assert bytes(copied.data(kind).data()).startswith(begins)
            assert QGuiApplication.clipboard().image().size() == canvas * scale
            assert "and as pixels" in exporter.button("Copy").toolTip()

    export(hands, deal)


def test_what_is_in_a_model_is_shown_and_why_it_is_not_copied(
    qtbot: QtBot, bank: Session, theme: Theme, tmp_path: Path
) -> None:
    exporter = opened(qtbot, bank, theme, tmp_path)
    for title, lines in (
        ("ONNX", ["sum1 = MatMul(inputs, w1)", "w1  float64  2 × 2"]),
        ("safetensors", ["layer1.weight  F64  2 × 2", 'activations = ["relu","identity"]']),
        ("NPZ", ["w1  float64  2 × 2", 'inputs = ["accounts","children"]']),
    ):
        exporter.choose(title)
        shown = [line.strip() for line in exporter.text.splitlines()]
        assert set(lines) <= {*shown}
        assert exporter.says(" kB")
        assert not exporter.can("Copy")
        assert "save it" in exporter.button("Copy").toolTip()


def test_the_kinds_can_be_read_in_full_in_large_text(
    qtbot: QtBot, bank: Session, theme: Theme, tmp_path: Path
) -> None:
    theme.set_scale(1.2)
    exporter = opened(qtbot, bank, theme, tmp_path)
    exporter.wait()
    assert exporter.list.horizontalScrollBar().maximum() == 0
    screen = exporter.dialog.screen().availableSize()
    assert exporter.dialog.size().boundedTo(screen) == exporter.dialog.size()
