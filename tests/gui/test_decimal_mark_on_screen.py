"""The decimal mark is chosen in a menu and holds on the whole screen; a file keeps the point."""

import re
from pathlib import Path

from gui.formatting.numbers import DecimalMark, write_with
from tests.gui.painted_text import painted_texts
from tests.gui.window_hands import Key, WindowHands

POINT, COMMA = re.compile(r"\d\.\d"), re.compile(r"\d,\d")


def with_mark(hands: WindowHands, mark: re.Pattern[str]) -> list[str]:
    """All that is painted or said with this mark."""
    window = hands.window
    told = [text for text, _ in painted_texts(window)]
    for label in hands.labels():
        told += [label.text(), label.toolTip(), label.accessibleDescription()]
    told += [window.canvas.describe(), window.explanation.plain_text(), hands.rate().text()]
    told.append(window.statusBar().currentMessage())
    return [text for text in told if mark.search(text)]


def test_all_numbers_have_the_mark_at_once_and_a_file_the_point(
    hands: WindowHands, tmp_path: Path
) -> None:
    session = hands.window.session
    hands.press(Key.Key_Space)
    session.select(parameters=(0,))
    assert with_mark(hands, POINT)
    try:
        hands.menu("Learn", "Decimal mark", "Comma: 0,5")
        assert with_mark(hands, POINT) == []
        assert with_mark(hands, COMMA)
        hands.press(Key.Key_Return)  # into the selected weight
        hands.type("1,25")
        hands.press(Key.Key_Return)
        assert session.document.experiment.network.parameters[0] == 1.25
        session.save(tmp_path / "work.downhill", with_history=False)
        assert "1.25" in (tmp_path / "work.downhill").read_text()
        assert not COMMA.search((tmp_path / "work.downhill").read_text().replace(", ", ""))
        hands.menu("Learn", "Decimal mark", "Point: 0.5")
        assert with_mark(hands, COMMA) == []
    finally:
        write_with(DecimalMark.POINT)
