"""The fixed picture that processor times are divided by: 300 short texts and 100 smooth lines."""

import time
from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen


def busy(work: Callable[[], object]) -> float:
    """The seconds of processor time that some work takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def picture_seconds() -> float:
    """The seconds of processor time that the picture takes now, at 1440 × 900."""
    image = QImage(1440, 900, QImage.Format.Format_ARGB32_Premultiplied)
    return busy(lambda: _draw(image))


def _draw(image: QImage) -> None:
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("#0072B2"), 2))
        for at in range(100):
            painter.drawLine(QPointF(100, 8 * at), QPointF(1300, 900 - 8 * at))
        painter.setPen(QColor("black"))
        for at in range(300):
            painter.drawText(QPointF(20 + at % 20 * 70, 20 + at // 20 * 55), "−0.1234")
