"""Names that are too long are cut off, however long they are."""

import pytest

from gui.canvas.scene.node_labels import elided
from gui.canvas.scene.picture import Text


class Ruler:
    """Measures texts whose letters are all ten pixels wide, and counts how often."""

    def __init__(self) -> None:
        self.uses = 0

    def __call__(self, words: str, size: float, bold: bool) -> float:
        self.uses += 1
        return 10.0 * len(words)


@pytest.mark.parametrize(
    ("words", "room", "left"),
    [
        ("hidden", 60, "hidden"),
        ("hidden 1", 60, "hidde…"),
        ("a long name", 30, "a…"),
        ("name", 10, "…"),
        ("name", 0, "…"),
        ("price 28361 of old", 120, "price 28361…"),
        ("price 28361 of old", 110, "price…"),  # 283 would be another number
        ("price −2.5e6 (target 28361)", 220, "price −2.5e6…"),
        ("price 3,5", 80, "price…"),
        ("28361", 40, "…"),
        ("x12 and x13", 110, "x12 and x13"),
        ("(a) note", 60, "(a) n…"),
        ("size (m²) and more", 130, "size (m²) an…"),
    ],
)
def test_as_much_as_there_is_room_for_is_left(words: str, room: float, left: str) -> None:
    ruler = Ruler()
    text = Text(words, ruler(words, 13, False), 13)
    assert elided(text, room, ruler) == text._replace(words=left, width=10.0 * len(left))


def test_a_very_long_name_is_measured_a_few_times_only() -> None:
    ruler = Ruler()
    assert elided(Text("x" * 100_000, 1e6, 13), 505, ruler).words == f"{'x' * 49}…"
    assert ruler.uses < 20
