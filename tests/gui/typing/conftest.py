"""What the tests of what is being typed begin with."""

from pathlib import Path

import pytest

from core.opening.sample_data import SAMPLES, open_sample
from tests.gui.window_hands import WindowHands


@pytest.fixture
def line(hands: WindowHands, tmp_path: Path) -> WindowHands:
    """The window with the built-in rows Line, saved already."""
    window = hands.window
    sample = next(sample for sample in SAMPLES if sample.title == "Line")
    window.session.load(open_sample(sample))
    window.session.save(tmp_path / "line.downhill")
    return hands
