"""Races of documents of every kind are painted, told and copied without a fault."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication

from core.document.document import Document
from core.document.edits import set_all
from core.opening.sample_data import open_sample
from core.training.rules.optimizers import GradientDescent
from tests.core.builders import as_document, bank, build_experiment, sized_experiment
from tests.gui.panels.predictions.fit_hands import BY_KEY
from tests.gui.panels.race.race_hands import RaceHands

PRESETS = ("Optimizers", "Rates", "Starts", "Batch sizes")
LONG = pytest.mark.long


def huge() -> Document:
    """A loss that is too large to be a number already."""
    begun = build_experiment([[[1e200]]], ["identity"], [[1e200]], [1.0])
    return as_document(begun)


def at_rate(rate: float) -> Document:
    return as_document(replace(bank(), optimizer=GradientDescent(rate)))


DOCUMENTS: dict[str, Callable[[], Document]] = {
    "classes": lambda: open_sample(BY_KEY["blobs"]),
    "a curve": lambda: open_sample(BY_KEY["sine"]),
    "rows set aside": lambda: open_sample(BY_KEY["few_points"]),
    "all weights 0": lambda: set_all(as_document(bank()), 0.0),
    "many inputs": lambda: as_document(sized_experiment((9, 5, 2), 30, learning_rate=0.01)),
    "a huge loss": huge,
    "a huge rate": lambda: at_rate(1e300),
    "a tiny rate": lambda: at_rate(1e-300),
}


@pytest.mark.parametrize(
    ("name", "preset"),
    [
        ("classes", "Optimizers"),
        ("a curve", "Starts"),
        ("a huge rate", "Optimizers"),
        ("a huge loss", "Rates"),
        *(pytest.param(name, PRESETS[0], marks=LONG) for name in DOCUMENTS),
        *(pytest.param("a curve", preset, marks=LONG) for preset in PRESETS[1:]),
    ],
)
def test_it_is_painted_and_told(race: RaceHands, name: str, preset: str) -> None:
    race.hands.window.session.load(DOCUMENTS[name]())
    race.begin(preset)
    for _ in range(2):
        race.press("Step")
        race.wait()
    racers = len(race.page.racing.names)
    race.press("Copy")
    assert len(QGuiApplication.clipboard().text().splitlines()) == racers + 1
    race.page.scale.choose(True)
    race.page.hill.scale.choose(True)
    race.page.grab()
    for told in (race.page.plot.describe(), race.page.hill.plot.describe()):
        assert told
    assert race.says("After 2 ") or race.says("every racer left the numbers")
    race.press("✕")
