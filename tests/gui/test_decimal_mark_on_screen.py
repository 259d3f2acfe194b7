"""The decimal mark is chosen in a menu and holds on the whole screen; a file keeps the point."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QMenu

from core.training.rules.schedules import StepDecay
from gui.formatting.numbers import DecimalMark, write_with
from tests.gui.painted_text import painted_texts
from tests.gui.shown_texts import shown_texts
from tests.gui.window_hands import Key, WindowHands

# Not "Comma: 0,5", which shows the other mark, nor what stands in the code and in the formulas.
POINT, COMMA = re.compile(r"(?<!Point: )\d\.\d"), re.compile(r"(?<!Comma: )\d,\d")
FOR_PROGRAMS = {"text", "written"}


@pytest.fixture(autouse=True)
def _as_usual() -> Iterator[None]:
    yield
    write_with(DecimalMark.POINT)


def with_mark(hands: WindowHands, mark: re.Pattern[str]) -> list[str]:
    """All that is painted, written or said with this mark, in menus and tooltips, too."""
    window = hands.window
    for menu in window.findChildren(QMenu):  # it is filled when it opens
        menu.aboutToShow.emit()
    told = [text for text, _ in painted_texts(window)]
    told += [shown.text for shown in shown_texts() if shown.where not in FOR_PROGRAMS]
    told += [window.canvas.describe(), window.explanation.plain_text(), hands.rate().text()]
    told.append(window.statusBar().currentMessage())
    return [text for text in told if mark.search(text)]


def test_all_numbers_have_the_mark_at_once_and_a_file_the_point(
    hands: WindowHands, tmp_path: Path
) -> None:
    session = hands.window.session
    hands.press(Key.Key_Space)
    session.select(parameters=(0,))
    document = session.document
    falling = replace(document.experiment, schedule=StepDecay())
    session.apply("Fall", document.with_experiment(falling))
    assert with_mark(hands, POINT)
    hands.menu("Learn", "Decimal mark", "Comma: 0,5")
    assert with_mark(hands, POINT) == []
    assert with_mark(hands, COMMA)
    hands.press(Key.Key_Return)  # into the selected weight
    hands.type("1,25")
    hands.press(Key.Key_Return)
    assert session.document.experiment.network.parameters[0] == 1.25
    name = "Undo accounts → hidden 1: 0,68 → 1,25"
    assert name in hands.entries("Edit")
    file = tmp_path / "work.downhill"
    session.save(file, with_history=True)
    assert "→ 1.25" in file.read_text()
    assert not COMMA.search(file.read_text().replace(", ", ""))
    hands.menu("Learn", "Decimal mark", "Point: 0.5")
    assert with_mark(hands, COMMA) == []
    assert name.replace(",", ".") in hands.entries("Edit")
