"""What is said of an animation is written with the decimal mark of all numbers."""

import io
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from core.opening.starters import BANK, open_starter
from gui.export.animation_form import AnimationForm
from gui.export.moving_picture import MovingPicture
from gui.figures.figure import Subject
from gui.formatting.numbers import DecimalMark, write_with
from gui.session.session import Session


@pytest.fixture
def comma() -> Iterator[None]:
    write_with(DecimalMark.COMMA)
    yield
    write_with(DecimalMark.POINT)


@pytest.mark.usefixtures("comma")
def test_a_large_file_is_told_with_its_mark(qtbot: QtBot) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (2, 600, 600, 3), np.uint8)
    first, second = map(Image.fromarray, noise)
    made = io.BytesIO()
    first.save(made, format="PNG", save_all=True, append_images=[second], duration=250)
    picture = MovingPicture()
    qtbot.addWidget(picture)
    assert len(made.getvalue()) == pytest.approx(2 * 600 * 600 * 3, rel=0.01)
    assert picture.play(made.getvalue()) == "2 frames, 0,5 seconds, 2,2 MB"
    picture.stop()


@pytest.mark.usefixtures("comma")
def test_sizes_are_offered_with_their_mark(qtbot: QtBot) -> None:
    shown = QLabel("picture")
    form = AnimationForm([Subject("A word", shown)], Session(open_starter(BANK)).history)
    for widget in (form, shown):
        qtbot.addWidget(widget)
    entries = [
        box.itemText(at) for box in form.findChildren(QComboBox) for at in range(box.count())
    ]
    assert "× 0,5" in entries
    assert "× 0.5" not in entries
