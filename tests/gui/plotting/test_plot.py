"""The base of all plots: its gestures, keys, ranges and readout, on a plot of a straight line."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot
from typing_extensions import override

from gui.plotting.axes import Axis, value_axis
from gui.plotting.handle import Handle
from gui.plotting.plot import Plot
from gui.plotting.plot_frame import Frame, Pixel, Ranges, along
from gui.plotting.readout import Clear, Readout
from gui.plotting.scales import LossScale
from gui.style.theme import Theme, ThemeChoice
from tests.gui.every_view import painted_texts
from tests.gui.plot_hands import PlotHands

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
HOME = Ranges((0.0, 10.0), (0.0, 100.0))


class Knob(Handle):
    """A number on the line, with what was done to it written down."""

    def __init__(self) -> None:
        self.value, self.kept = 5.0, 5.0

    @override
    def place(self, frame: Frame) -> Pixel:
        return frame.pixel(self.value, 10 * self.value)

    @override
    def move_to(self, frame: Frame, point: Pixel) -> None:
        self.value = frame.step(point.x)

    @override
    def commit(self) -> None:
        self.kept = self.value

    @override
    def cancel(self) -> None:
        self.value = self.kept

    @override
    def nudge(self, right: int, up: int, modifiers: Qt.KeyboardModifier) -> None:
        self.value += right * (10 if modifiers & SHIFT else 1)


class Line(Plot):
    """y = 10 x."""

    def __init__(self, theme: Theme, knob: Knob | None) -> None:
        super().__init__(theme, "A line", "look around")
        self.knob, self.subject, self.clicks = knob, "first", 0

    @override
    def home(self) -> Ranges:
        return HOME

    @override
    def axes(self, scale: LossScale) -> tuple[Axis, Axis]:
        return value_axis("x"), value_axis("y")

    @override
    def range_key(self) -> str:
        return self.subject

    @override
    def handle(self) -> Knob | None:
        return self.knob

    @override
    def readout(self, frame: Frame, point: Pixel) -> Readout | None:
        return Readout((f"read {frame.step(point.x):.1f}",), *point)

    @override
    def clear(self, frame: Frame) -> Clear:
        return Clear(along(frame.points(np.array((0.0, 10.0)), np.array((50.0, 50.0)))))

    @override
    def click(self, frame: Frame, point: Pixel) -> None:
        self.clicks += 1

    @override
    def paint_data(self, painter: QPainter, frame: Frame) -> None:
        painter.fillRect(QRectF(frame.x(4.9), frame.y(51), 4, 4), QColor("#123456"))

    @override
    def describe(self) -> str:
        return "a line"


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, ThemeChoice.LIGHT)


def shown(qtbot: QtBot, theme: Theme, knob: Knob | None) -> PlotHands:
    plot = Line(theme, knob)
    qtbot.addWidget(plot)
    plot.resize(400, 300)
    plot.show()
    return PlotHands(plot)


@pytest.fixture
def hands(qtbot: QtBot, theme: Theme) -> PlotHands:
    return shown(qtbot, theme, Knob())


@pytest.fixture
def bare(qtbot: QtBot, theme: Theme) -> PlotHands:
    """A plot without a handle."""
    return shown(qtbot, theme, None)


def test_a_drag_on_the_handle_moves_it_and_the_axes_stay(hands: PlotHands) -> None:
    hands.drag(hands.ball, hands.at(6, 0), hands.at(7, 0))
    knob = hands.plot.handle()
    assert isinstance(knob, Knob)
    assert (knob.value, knob.kept) == pytest.approx((7, 7))
    assert hands.plot.ranges == HOME


def test_escape_during_a_drag_puts_the_handle_back(hands: PlotHands) -> None:
    hands.press(hands.ball)
    hands.move(hands.at(8, 0))
    hands.key(Qt.Key.Key_Escape)
    hands.release(hands.at(8, 0))
    knob = hands.plot.handle()
    assert isinstance(knob, Knob)
    assert (knob.value, knob.kept) == (5, 5)


def test_a_drag_elsewhere_pans_both_ways(hands: PlotHands) -> None:
    hands.drag(hands.at(2, 80), hands.at(3, 60), hands.at(4, 70))
    assert hands.plot.ranges.x == pytest.approx((-2, 8))
    assert hands.plot.ranges.y == pytest.approx((10, 110))
    assert hands.plot.is_zoomed


def test_a_click_is_a_click_and_a_drag_is_none(bare: PlotHands) -> None:
    assert isinstance(bare.plot, Line)
    bare.click(bare.at(2, 80))
    assert bare.plot.clicks == 1
    bare.drag(bare.at(2, 80), bare.at(5, 80))
    assert bare.plot.clicks == 1


def test_a_click_may_take_the_pointer_away_from_the_plot(
    hands: PlotHands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notice that a click brings may push the plot from under the pointer."""
    plot = hands.plot
    leave = QEvent(QEvent.Type.Leave)
    monkeypatch.setattr(plot, "click", lambda *_: QApplication.sendEvent(plot, leave))
    hands.press(hands.at(2, 70))
    hands.release(hands.at(2, 70))
    assert plot.covered is None  # nothing is read where there is no pointer


def test_the_wheel_zooms_at_the_pointer(hands: PlotHands) -> None:
    hands.turn_wheel(hands.at(2, 50))
    x, y, _ = hands.plot.ranges
    assert x == pytest.approx((2 - 0.8 * 2, 2 + 0.8 * 8))
    assert y == pytest.approx((10, 90))


def test_shift_and_the_wheel_zoom_only_across(hands: PlotHands) -> None:
    hands.turn_wheel(hands.at(2, 50), modifiers=SHIFT)
    assert hands.plot.ranges.x == pytest.approx((0.4, 8.4))
    assert hands.plot.ranges.y == HOME.y


def test_a_double_click_and_home_show_everything(hands: PlotHands, qtbot: QtBot) -> None:
    hands.turn_wheel(hands.at(2, 50))
    with qtbot.waitSignal(hands.plot.zoom_changed) as told:
        hands.double_click(hands.at(2, 20))
    assert told.args == [False]
    assert hands.plot.ranges == HOME
    hands.turn_wheel(hands.at(2, 50))
    hands.key(Qt.Key.Key_Home)
    assert hands.plot.ranges == HOME


def test_plus_and_minus_zoom_about_the_handle(hands: PlotHands) -> None:
    hands.key(Qt.Key.Key_Plus)
    assert hands.plot.ranges.x == pytest.approx((1, 9))
    hands.key(Qt.Key.Key_Minus)
    assert hands.plot.ranges.x == pytest.approx(HOME.x)


def test_arrows_move_the_handle_and_with_ctrl_the_axes(hands: PlotHands) -> None:
    knob = hands.plot.handle()
    assert isinstance(knob, Knob)
    hands.key(Qt.Key.Key_Right)
    hands.key(Qt.Key.Key_Left, SHIFT)
    assert knob.value == 5 + 1 - 10
    hands.key(Qt.Key.Key_Right, CTRL)
    hands.key(Qt.Key.Key_Up, CTRL)
    assert hands.plot.ranges.x == pytest.approx((1, 11))
    assert hands.plot.ranges.y == pytest.approx((10, 110))


def test_without_a_handle_arrows_pan(bare: PlotHands) -> None:
    bare.key(Qt.Key.Key_Left)
    assert bare.plot.ranges.x == pytest.approx((-1, 9))


def test_ranges_are_remembered_for_what_is_looked_at(hands: PlotHands) -> None:
    assert isinstance(hands.plot, Line)
    hands.turn_wheel(hands.at(5, 50))
    chosen = hands.plot.ranges
    hands.plot.subject = "second"
    hands.plot.look_again()
    assert hands.plot.ranges == HOME
    hands.plot.subject = "first"
    hands.plot.look_again()
    assert hands.plot.ranges == chosen


def test_nobody_zooms_to_where_numbers_have_no_digits_left(hands: PlotHands) -> None:
    for _ in range(200):
        hands.turn_wheel(hands.at(5, 50), 5)
    low, high = hands.plot.ranges.x
    assert 0 < high - low < 1e-6
    for _ in range(5000):
        hands.turn_wheel(hands.ball, -20)
    low, high = hands.plot.ranges.x
    assert high - low < float("inf")


def test_what_is_under_the_pointer_is_read(hands: PlotHands) -> None:
    for at, text in ((hands.at(3, 50), "read 3.0"), (hands.at(4, 50), "read 4.0")):
        hands.hover(at)
        with painted_texts() as written:
            hands.plot.grab()
        assert text in written
    hands.hover(Pixel(-100, -100))
    with painted_texts() as written:
        hands.plot.grab()
    assert not any("read" in text for text in written)


def test_what_is_read_does_not_cover_what_has_to_stay_clear(bare: PlotHands, theme: Theme) -> None:
    for x in (3, 5, 8):
        bare.hover(bare.at(x, 50))
        with painted_texts() as written:
            picture = bare.plot.grab().toImage()
        assert f"read {x:.1f}" in written
        seen = bare.plot.clear(bare.plot.frame).points.tolist()
        raised = QColor(theme.colors.raised)
        assert not any(picture.pixelColor(round(x), round(y)) == raised for x, y in seen)


def test_a_tip_comes_where_nothing_is_read(bare: PlotHands, qtbot: QtBot) -> None:
    for at, tip in ((bare.at(5, 50), ""), (Pixel(5, 5), "look around")):  # one stays a while
        bare.hover(at)
        where = QPointF(*at).toPoint()
        there = bare.plot.mapToGlobal(where)
        QApplication.sendEvent(bare.plot, QHelpEvent(QEvent.Type.ToolTip, where, there))
        assert QToolTip.text() == tip
        QToolTip.hideText()
        qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_it_paints_itself_with_any_painter(hands: PlotHands, theme: Theme) -> None:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        hands.plot.paint_on(painter)
    at = QPointF(*hands.at(4.9, 51)).toPoint()
    assert image.pixelColor(at.x() + 2, at.y() + 2) == QColor("#123456")
    assert image.pixelColor(1, 1) == QColor(theme.colors.panel)


@pytest.mark.parametrize("pixels", [36, 50])
def test_a_low_plot_has_two_ticks_up_its_axis(bare: PlotHands, pixels: int) -> None:
    plot = bare.plot
    plot.show_ranges(Ranges((0, 10), (-2, 3)))
    plot.resize(400, round(plot.height() - plot.frame.box.height) + pixels)
    assert plot.frame.box.height == pytest.approx(pixels, abs=1)
    with painted_texts() as written:
        plot.grab()
    assert written[:3] == ["−2", "0", "2"]
