from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from gui.widgets.texts.plain_text import Label
from gui.widgets.texts.text_column import TextColumn


class Layouts(QObject):
    """Counts how often a widget was asked to lay out what is in it."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return super().eventFilter(watched, event)


def test_what_is_around_texts_is_asked_only_when_they_need_another_height(qtbot: QtBot) -> None:
    upper, lower = Label("step 1: loss 121 → 19.83"), Label("below")
    for label in (upper, lower):
        label.setWordWrap(True)
    around = QWidget()
    qtbot.addWidget(around)
    column = QVBoxLayout(around)
    texts = TextColumn((upper, lower))
    column.addWidget(texts)
    column.addStretch(1)
    around.resize(500, 300)
    with qtbot.waitExposed(around):
        around.show()
    qtbot.wait(1)  # to be laid out with what showing asks for
    layouts, height = Layouts(around), texts.height()
    assert upper.geometry().bottom() < lower.y()

    upper.setText("step 2: loss 19.83 → 4.2")
    qtbot.wait(1)
    assert (layouts.count, texts.height()) == (0, height)

    upper.setText("a sentence " * 12)
    qtbot.wait(1)
    assert layouts.count
    assert texts.height() > height
    assert upper.geometry().bottom() < lower.y() <= texts.height() - lower.height()

    upper.hide()
    qtbot.wait(1)
    assert lower.y() == 0
    assert texts.height() < height


def test_texts_that_are_taller_than_the_room_can_be_scrolled_to_their_end(qtbot: QtBot) -> None:
    label = Label("short")
    label.setWordWrap(True)
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(TextColumn((label,)))
    area.resize(200, 80)
    with qtbot.waitExposed(area):
        area.show()
    assert area.verticalScrollBar().maximum() == 0
    label.setText("a sentence " * 40)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert label.height() >= label.heightForWidth(label.width())
