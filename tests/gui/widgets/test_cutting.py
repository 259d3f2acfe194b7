"""What of a text is drawn where there is no room for all of it."""

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from gui.widgets.texts.cutting import cut


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("hidden 2.14 → wage_per_hour_and_person", "hidden 2.14 → "),
        ("embarked_from_southampton → hidden 1", " → hidden 1"),
    ],
)
def test_the_shorter_end_of_a_weight_stays_whole(qapp: QApplication, text: str, kept: str) -> None:
    metrics = QFontMetricsF(qapp.font())
    width = metrics.horizontalAdvance(kept) * 2.0
    shown = cut(text, metrics, width)
    assert kept in shown
    assert "…" in shown
    assert metrics.horizontalAdvance(shown) <= width + 1


def test_two_long_ends_are_both_cut(qapp: QApplication) -> None:
    metrics = QFontMetricsF(qapp.font())
    text = "experience_in_years → wages_in_the_next_year"
    width = metrics.horizontalAdvance(text) * 0.6
    start, end = cut(text, metrics, width).split(" → ")
    assert "…" in start
    assert "…" in end
    assert metrics.horizontalAdvance(f"{start} → {end}") <= width + 2


@pytest.mark.parametrize("text", ["9265.601234852572", "−1,234,567.25", "12345678901234"])
def test_a_number_keeps_the_digits_that_say_most(qapp: QApplication, text: str) -> None:
    metrics = QFontMetricsF(qapp.font())
    shown = cut(text, metrics, metrics.horizontalAdvance(text) * 0.6)
    assert shown.endswith("…")
    assert text.startswith(shown[:-1])
    assert len(shown) > 5
