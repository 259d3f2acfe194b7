"""What the tables paint, how often, and how wide their columns are while numbers change."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication, QDockWidget, QHeaderView, QScrollBar, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from core.explanation.hiding import Hiding, Topic
from core.opening.sample_data import SAMPLES, open_sample
from core.opening.starters import BANK, open_starter
from gui.operations import structure
from gui.panels.weights.weights_columns import Col
from gui.shell.main_window import MainWindow
from gui.style.theme import ThemeChoice
from gui.widgets.tables.number_model import Cell, Side
from gui.widgets.tables.number_table import NumberTable
from tests.gui.painted_text import painted_texts
from tests.gui.window_hands import Key, WindowHands


class Noted(QObject):
    """The widgets that get an event of one type."""

    def __init__(self, kind: QEvent.Type) -> None:
        super().__init__()
        self._kind = kind
        self.widgets: list[QObject] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == self._kind and isinstance(watched, QWidget):
            self.widgets.append(watched)
        return False


@contextmanager
def noted(kind: QEvent.Type) -> Iterator[list[QObject]]:
    """The widgets that get such an event meanwhile."""
    noted, application = Noted(kind), QApplication.instance()
    assert application is not None
    application.installEventFilter(noted)
    yield noted.widgets
    settle()
    application.removeEventFilter(noted)


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def many_rows(window: MainWindow, key: str = "circles") -> None:
    """A document whose tables are full."""
    window.session.load(open_sample(next(sample for sample in SAMPLES if sample.key == key)))
    window.session.step(20)
    window.session.finish_run()
    settle()


def picture(table: NumberTable, row: int, column: int) -> QImage:
    return table.viewport().grab(table.visualRect(table.model().index(row, column))).toImage()


def widths(table: NumberTable) -> list[int]:
    return [table.columnWidth(column) for column in range(table.model().columnCount())]


# How often


def test_a_step_paints_the_cells_and_nothing_around_them_and_lays_nothing_out_anew(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    many_rows(window)
    tables = (window.data_panel.table, window.weights_panel.table)
    with noted(QEvent.Type.Paint) as painted:
        window.session.step()
    for table in tables:
        assert painted.count(table.viewport()) == 1
        assert table not in painted
        around = [*table.findChildren(QHeaderView), *table.findChildren(QScrollBar)]
        assert not set(around) & set(painted)
        assert not {header.viewport() for header in table.findChildren(QHeaderView)} & set(painted)
    assert not {window.weights_panel, window.data_panel} & set(painted)
    assert not set(window.findChildren(QDockWidget)) & set(painted)

    figure = window.findChild(QWidget, "step_figure")
    assert figure is not None
    laid_around = {figure.parentWidget(), window.data_panel}
    with noted(QEvent.Type.LayoutRequest) as laid_out:
        window.session.step()
    assert not laid_around & set(laid_out)
    with noted(QEvent.Type.LayoutRequest) as laid_out:
        window.session.step(100)  # one digit more
        window.session.finish_run()
    assert figure.parentWidget() in laid_out

    panel, asked = window.data_panel, list[tuple[int, int]]()
    cell = panel.model.cell

    def counted(row: int, column: int, *, is_brief: bool = False) -> Cell:
        asked.append((row, column))
        return cell(row, column, is_brief=is_brief)

    monkeypatch.setattr(panel.model, "cell", counted)
    with noted(QEvent.Type.Paint) as painted:
        panel.table.viewport().update()
        settle()
    assert panel.table.viewport() in painted
    assert asked == []
    window.session.step()
    settle()
    assert len(asked) == len(set(asked)) > 10
    given = [column for column, about in enumerate(panel.model.columns) if about.is_editable]
    assert not {column for _, column in asked} & set(given)  # a step changes no data


# What


def test_weights_are_painted_in_the_colour_of_their_sign_selected_locked_or_hidden(
    window: MainWindow,
) -> None:
    table, colors = window.weights_panel.table, window.theme.colors
    plain = picture(table, 1, Col.SLOPE)
    assert plain.pixelColor(2, plain.height() // 2) == QColor(colors.panel)
    window.session.select((1, 2))
    settle()
    for row, surface in ((1, colors.selection), (2, colors.selection), (3, colors.panel)):
        shown = picture(table, row, Col.SLOPE)
        assert shown.pixelColor(2, shown.height() // 2) == QColor(surface)
    box = picture(table, 3, Col.LOCKED)
    structure.set_locked(window.session, [3], True)
    settle()
    locked = picture(table, 3, Col.LOCKED)
    assert locked != box
    middle = box.rect().center()
    assert box.pixelColor(middle) == QColor(colors.panel)
    assert locked.pixelColor(middle) != QColor(colors.panel)

    structure.set_parameters(window.session, [0], -2.0)
    structure.set_parameters(window.session, [1], 2.0)
    settle()
    window.session.select(())
    settle()
    for row, ink, other in (
        (0, colors.negative_text, colors.positive_text),
        (1, colors.positive_text, colors.negative_text),
    ):
        shown = picture(table, row, Col.WEIGHT)
        assert distance(shown, ink) < distance(shown, other)

    session = window.session
    session.load(open_starter(BANK))
    session.step()
    settle()
    slope = table.model().index(0, Col.SLOPE).data()
    assert slope in dict(painted_texts(table.viewport()))
    session.look(replace(session.focus, hiding=Hiding(frozenset({Topic.SLOPES}))))
    settle()
    texts = [text for text, _ in painted_texts(table.viewport())]
    assert slope not in texts
    assert texts.count("?") == 2 * session.document.experiment.network.parameters.size


def test_several_selected_cells_are_tinted_and_one_is_ringed_in_panels_with_round_corners(
    hands: WindowHands,
) -> None:
    table, panel = hands.data.table, QColor(hands.window.theme.colors.selection)
    hands.window.canvas.setFocus()
    settle()
    plain = picture(table, 0, 1)
    assert plain.pixelColor(2, 13) == panel
    hands.data.click(0, 1)
    settle()
    ringed = picture(table, 0, 1)
    assert ringed != plain
    assert ringed.pixelColor(5, 7) == panel
    hands.data.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert picture(table, 0, 4).pixelColor(2, 13) != panel

    window = hands.window
    panels = (window.data_panel, window.weights_panel, window.loss_panel, window.explanation)
    for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        window.theme.choose(choice)
        colors = window.theme.colors
        for each in panels:
            shown = each.grab().toImage()
            assert shown.pixelColor(0, 0) == QColor(colors.window)
            assert shown.pixelColor(shown.width() - 1, shown.height() - 1) == QColor(colors.window)
            assert shown.pixelColor(shown.width() // 2, 0) == QColor(colors.border)
            assert shown.pixelColor(12, 3) == QColor(colors.panel)


def distance(shown: QImage, ink: str) -> int:
    """How far the darkest pixel is from a colour."""
    at = ((x, y) for x in range(shown.width()) for y in range(shown.height()))
    darkest = min((shown.pixelColor(x, y) for x, y in at), key=QColor.lightness)
    there = QColor(ink)
    return (
        abs(darkest.red() - there.red())
        + abs(darkest.green() - there.green())
        + abs(darkest.blue() - there.blue())
    )


# How wide


def test_columns_keep_their_widths_until_a_number_outgrows_one(window: MainWindow) -> None:
    many_rows(window)
    tables, fits = (window.data_panel.table, window.weights_panel.table), list[None]()
    for table in tables:
        table.columns_fitted.connect(lambda: fits.append(None))
    before = [widths(table) for table in tables]
    for _ in range(5):
        window.session.step()
        settle()
    assert fits == []
    assert [widths(table) for table in tables] == before
    for table in tables:
        all_fit(table)

    table = window.weights_panel.table
    last = table.model().rowCount() - 1
    structure.set_parameters(window.session, [last], -1.23456e-9)
    settle()
    table.scrollToBottom()
    settle()
    text = table.cell(last, Col.WEIGHT).text
    assert table.painter.width_of(text) <= table.columnWidth(Col.WEIGHT)


def all_fit(table: NumberTable) -> None:
    """No number on view is wider than its column."""
    for column in table.columns_on_view:
        for row in range(min(5, table.model().rowCount())):
            cell = table.cell(row, column)
            if cell.checked is None and cell.side is Side.RIGHT:
                bold = table.accessibleName() == "Weights" or row == table.lit_row
                assert table.painter.width_of(cell.text, bold) <= table.columnWidth(column)


def test_a_longer_number_widens_its_column_at_once_and_a_shorter_one_gives_it_back_at_rest(
    window: MainWindow, qtbot: QtBot
) -> None:
    table = window.weights_panel.table
    settle()
    before, size = widths(table), table.painter.look.font.pixelSize()
    for value in (-123456.0, -1.23456e-9):
        structure.set_parameters(window.session, [0, 1, 2, 3], value)
        all_fit(table)
    assert widths(table) != before
    structure.set_parameters(window.session, [0, 1, 2, 3], 1.0)
    window.session.undo()
    window.session.undo()
    window.session.undo()
    settle()
    qtbot.waitUntil(lambda: table.painter.look.font.pixelSize() == size)
    assert not table.is_brief
    all_fit(table)

    # Figures are measured once for all that differ in their digits only
    painter = window.weights_panel.table.painter
    metrics = QFontMetricsF(painter.look.bold)
    write: Callable[[float], str] = "{:.4g}".format
    for value in (0.1234, -7.41, 44444.0, 1.111e-9, -9.87e12):
        for sign in ("", "▼ ", "+"):
            text = sign + write(value)
            padding = 2 * painter.look.padding
            assert painter.width_of(text) - padding - 2 <= metrics.horizontalAdvance(text)
            assert metrics.horizontalAdvance(text) <= painter.width_of(text) - padding
