"""The numbers beside a colour bar."""

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from gui.geometry import box_at
from gui.plotting.heights.color_bar import paint_color_bar
from gui.plotting.scales import Tick
from gui.style.colors import LIGHT
from tests.gui.every_view import painted_texts


def numbers(*positions: float) -> list[str]:
    """What is written beside a bar from 0 to 10, of 200 pixels."""
    image = QImage(100, 220, QImage.Format.Format_RGB32)
    ticks = [Tick(position, f"{position:g}") for position in positions]
    with painted_texts() as written, QPainter(image) as painter:
        paint_color_bar(painter, LIGHT, box_at(5, 10, 12, 200), (0, 10), ticks, dark=False)
    return written


def test_the_number_of_the_end_has_room(qapp: QApplication) -> None:
    assert sorted(numbers(0, 2, 4, 6, 8)) == ["0", "2", "4", "6", "8"]
    assert sorted(numbers(0, 4, 8, 8.16)) == ["0", "4", "8.16"]
    assert sorted(numbers(0, 0.3, 4)) == ["0", "4"]
    assert numbers() == []
