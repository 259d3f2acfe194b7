"""The options of each kind of file, and that they are remembered."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from core.document.document import Document
from core.training.descent import Descent
from gui.session.session import Session
from gui.session.settings import Key, MemorySettings
from gui.style.theme import Theme
from tests.gui.export.export_hands import Exporter, opened


@pytest.fixture
def settings() -> MemorySettings:
    return MemorySettings()


@pytest.fixture
def exporter(
    qtbot: QtBot, bank: Session, theme: Theme, tmp_path: Path, settings: MemorySettings
) -> Exporter:
    return opened(qtbot, bank, theme, tmp_path, settings=settings)


def after_steps(document: Document, steps: int) -> Document:
    descent = Descent(document.experiment)
    assert descent.run(steps) is None
    return replace(document, experiment=descent.experiment)


def test_each_kind_remembers_its_options(
    exporter: Exporter,
    qtbot: QtBot,
    bank: Session,
    theme: Theme,
    tmp_path: Path,
    settings: MemorySettings,
) -> None:
    exporter.choose("NumPy")
    assert exporter.updates.value() == 100
    exporter.updates.setValue(7)
    exporter.choose("PNG")
    exporter.pick("× 2")
    exporter.pick("Dark")
    exporter.press("Transparent ground")
    exporter.choose("SVG")
    assert exporter.box("× 2").currentText() == "× 1"
    assert exporter.box("Dark").currentText() == "As the window"
    exporter.dialog.reject()

    again = opened(qtbot, bank, theme, tmp_path, settings=settings)
    assert again.chosen == "SVG (.svg)"
    again.choose("PNG")
    assert again.box("× 2").currentText() == "× 2"
    assert again.box("Dark").currentText() == "Dark"
    assert again.is_ticked("Transparent ground")
    again.choose("Keras")
    assert again.updates.value() == 100
    again.choose("NumPy")
    assert again.updates.value() == 7
    assert "and 7 updates of its weights" in again.text


def test_the_usual_follows_the_document(
    qtbot: QtBot, bank: Session, theme: Theme, tmp_path: Path, settings: MemorySettings
) -> None:
    """As many updates as there have been is not kept as a number."""
    start = bank.document
    for steps in (3, 5):
        bank.load(after_steps(start, steps))
        exporter = opened(qtbot, bank, theme, tmp_path, settings=settings)
        exporter.choose("PyTorch (")
        assert exporter.box("The present").currentText() == f"The very start, {steps} updates ago"
        assert exporter.updates.value() == steps
        exporter.updates.setValue(9)
        exporter.updates.setValue(steps)
        exporter.dialog.reject()


def test_where_a_script_begins_is_remembered(
    qtbot: QtBot, bank: Session, theme: Theme, tmp_path: Path, settings: MemorySettings
) -> None:
    bank.load(after_steps(bank.document, 3))
    exporter = opened(qtbot, bank, theme, tmp_path, settings=settings)
    exporter.wait()
    exporter.pick("The present")
    assert not exporter.can("Save…"), "until the script is made anew"
    exporter.wait()
    assert "for updates in range(3, 7)" in exporter.text
    exporter.dialog.reject()
    again = opened(qtbot, bank, theme, tmp_path, settings=settings)
    again.wait()
    assert again.box("The present").currentText() == "The present"


@pytest.mark.parametrize("kept", ["", "-1", "1e9", "9" * 5000, "x", "٣"])
def test_whatever_stands_in_the_settings_it_opens(
    qtbot: QtBot, bank: Session, theme: Theme, tmp_path: Path, settings: MemorySettings, kept: str
) -> None:
    for name in ("begins", "updates"):
        settings.store(f"{Key.EXPORT}/numpy/{name}", kept)
    settings.store(f"{Key.EXPORT}/.png/size", kept)
    exporter = opened(qtbot, bank, theme, tmp_path, settings=settings)
    exporter.choose("NumPy")
    assert exporter.can("Save…")
    exporter.choose("PNG")
    assert exporter.box("× 2").currentText() == "× 1"
