"""Histories, drawn with real clicks in the real window."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.opening.starters import BANK, open_starter
from core.slices.work import finish
from core.training.descent import Step, step
from core.training.evaluation import evaluate
from gui.formatting.numbers import number
from gui.shell.main_window import MainWindow
from tests.gui.panels.histories.history_hands import HIDDEN_1, HistoryHands
from tests.gui.plot_hands import PlotHands
from tests.gui.window_hands import Key, Modifier, WindowHands


def steps(hands: WindowHands, count: int) -> None:
    for _ in range(count):
        hands.press(Key.Key_Space)


def test_a_weight_s_course_is_drawn_from_its_menu_and_the_weights_table(hands: WindowHands) -> None:
    """Slope 132: weight 2 becomes 0.68; the loss falls back there for both to read."""
    on = HistoryHands(hands)
    steps(hands, 3)
    hands.menu_at(on.weight(), "History of the weight")
    assert on.page.isVisible(), "the tab is turned to"
    assert "accounts→h1" in on.texts("weight")
    assert on.read("weight", 0) == ["step 0", "accounts→h1: 2"]
    assert on.read("weight", 1) == ["step 1", "accounts→h1: 0.68"]
    hands.menu_at(on.weight(), "History of the slope")
    assert on.read("slope", 0) == ["step 0", "accounts→h1: 132"]
    assert [plot.accessibleName() for plot in on.page.plots] == [
        "History: weight",
        "History: slope",
    ]

    hands.window.session.load(open_starter(BANK))
    hands.weights.click(0, 2)
    menu = hands.window.weights_panel.table.menu()
    action = next(each for each in menu.actions() if each.text() == "History of the weight")
    action.trigger()
    menu.deleteLater()
    assert "accounts→h1" in on.texts("weight")

    hands.window.session.load(open_starter(BANK))
    experiment = hands.window.session.document.experiment
    steps(hands, 6)
    hands.menu_at(on.weight(1), "History of the slope")
    for at in range(6):
        slope = float(evaluate(experiment).gradient[4])
        assert on.read("slope", at)[1] == f"h1→pred.: {number(slope)}"
        taken = step(experiment)
        assert isinstance(taken, Step)
        experiment = taken.after


def test_what_is_selected_is_drawn_by_keys_eight_at_most_and_removed_by_the_legend(
    hands: WindowHands, window: MainWindow
) -> None:
    on = HistoryHands(hands)
    hands.canvas.click(on.weight())
    hands.press(Key.Key_H)
    hands.press(Key.Key_H, Modifier.ShiftModifier)
    assert len(on.chips()) == 2
    hands.press(Key.Key_H)
    assert [chip.accessibleName() for chip in on.chips()] == [
        "Remove the history: slope of accounts → hidden 1"
    ]

    hands.window.session.load(open_starter(BANK))
    hands.canvas.click(on.weight())
    hands.press(Key.Key_H)
    on.settle()
    hands.click(on.chips()[0])
    assert on.chips() == []
    assert hands.says("No history is drawn")

    hands.window.session.load(open_starter(BANK))
    hands.menu_at(hands.canvas.rim(HIDDEN_1), "History of the value")
    hands.menu_at(hands.canvas.rim(HIDDEN_1), "History of the loss slope")
    steps(hands, 1)
    assert on.read("value", 0) == ["step 0", "h1: 8"]
    assert on.read("loss slope", 0) == ["step 0", "h1: 44"]

    hands.window.session.load(open_starter(BANK))
    for layer, node, source in ((0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1), (1, 0, 0)):
        hands.canvas.click(on.weight(layer, node, source))
        hands.press(Key.Key_H)
        hands.press(Key.Key_H, Modifier.ShiftModifier)
    assert len(on.chips()) == 8
    assert "8 histories are drawn at the most" in window.session.message.text


def test_the_timeline_a_click_and_a_zoom_are_one_for_all_plots(hands: WindowHands) -> None:
    on = HistoryHands(hands)
    steps(hands, 5)
    hands.menu_at(on.weight(), "History of the weight")
    on.settle()
    on_plot = PlotHands(on.plot("weight"))
    on_plot.click(on_plot.at(2, 1.0))
    assert hands.figure("step") == "2"
    timeline = hands.window.loss_panel.timeline
    assert abs(timeline.x_of(2) - on_plot.ball.x) < 1, "both have one axis"
    on_plot.drag(on_plot.ball, on_plot.at(4, 1.0))
    assert hands.figure("step") == "4"
    on_plot.key(Key.Key_Left)
    assert hands.figure("step") == "3"
    assert on.read("weight", 5)[0] == "step 5", "what lies ahead is drawn, too"

    hands.window.session.load(open_starter(BANK))
    steps(hands, 5)
    hands.canvas.click(on.weight())
    hands.press(Key.Key_H)
    hands.press(Key.Key_H, Modifier.ShiftModifier)
    weight, slope = PlotHands(on.plot("weight")), PlotHands(on.plot("slope"))
    weight.turn_wheel(weight.at(3, 1.0))
    assert slope.plot.ranges.x == weight.plot.ranges.x
    assert abs(hands.window.loss_panel.timeline.x_of(3) - slope.at(3, 0).x) < 1
    hands.click(hands.window.loss_panel.reset_button)
    assert slope.plot.ranges.x[0] < 0

    hands.window.session.load(open_starter(BANK))
    steps(hands, 4)
    hands.menu_at(on.weight(), "History of the slope")
    hands.window.loss_panel.values_scale.choose(True)
    on.settle()
    plot = on.plot("slope")
    _, axis = plot.axes(plot.ranges.scale)
    assert axis is not None
    assert [tick.text for tick in axis.ticks(*plot.ranges.y, 9)] == [
        "−10",
        "−1",
        "0",
        "1",
        "10",
        "100",
    ]
    assert on.read("slope", 0) == ["step 0", "accounts→h1: 132"]


def test_hidden_slopes_have_no_history_and_what_is_not_in_view_finds_nothing(
    hands: WindowHands, qtbot: QtBot
) -> None:
    on = HistoryHands(hands)
    hands.canvas.click(on.weight())
    hands.press(Key.Key_H, Modifier.ShiftModifier)
    hands.press(Key.Key_7, Modifier.ControlModifier | Modifier.ShiftModifier)
    record = on.page.finder.record
    steps(hands, 3)
    slope = hands.window.session.focus.histories[0]
    assert len(record.series(record.history.past(), slope).steps) <= 1
    hands.press(Key.Key_8, Modifier.ControlModifier | Modifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(record.series(record.history.past(), slope).steps) == 4)

    hands.window.session.load(open_starter(BANK))
    steps(hands, 2)
    hands.canvas.click(on.weight())
    hands.press(Key.Key_H)
    hands.press(Key.Key_H, Modifier.ShiftModifier)
    hands.window.session.back()
    assert on.read("weight", 2)
    hands.menu("Learn", "Hide", "Hide slopes")
    assert [plot.accessibleName() for plot in on.page.plots] == ["History: weight"]
    assert hands.says("Not to be seen now: the course of each slope")
    assert on.read("weight", 2)[0] == "step 1", "where a step led would tell the slope"
    assert "slope" not in finish(on.page.writing_csv())


def test_what_is_no_longer_there_is_dropped_with_a_word(hands: WindowHands) -> None:
    on = HistoryHands(hands)
    hands.menu_at(on.weight(0, 1), "History of the weight")
    hands.menu_at(on.weight(), "History of the weight")
    steps(hands, 2)
    hands.menu_at(hands.canvas.rim(HIDDEN_1._replace(node=1)), "Remove hidden 2")
    assert [chip.accessibleName() for chip in on.chips()] == [
        "Remove the history: accounts → hidden 1"
    ]
    assert "1 history line gone from the plot" in hands.window.session.message.text
    assert on.read("weight", 0)[0] == "step 0", "the path begins anew"

    hands.window.session.load(open_starter(BANK))
    hands.menu("Network", "Hidden layer", "Add a node")
    hands.menu_at(hands.canvas.rim(HIDDEN_1._replace(node=2)), "History of the value")
    assert len(on.chips()) == 1
    hands.press(Key.Key_Z, Modifier.ControlModifier)
    assert on.chips() == []
    assert hands.window.session.message.text.endswith("1 history line gone from the plot")


def test_the_values_are_copied_as_a_table_in_which_an_edit_comes_twice(hands: WindowHands) -> None:
    on = HistoryHands(hands)
    hands.canvas.click(on.weight())
    hands.press(Key.Key_H)
    steps(hands, 1)
    hands.press(Key.Key_H, Modifier.ShiftModifier)
    hands.menu("View", "Loss pages", "Copy histories as table")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "step,accounts → hidden 1,slope of accounts → hidden 1"
    assert lines[1] == "0,2.0,132.0"
    assert lines[2].startswith("1,0.6")
    assert len(lines) == 3

    hands.window.session.load(open_starter(BANK))
    steps(hands, 1)
    hands.canvas.click(on.weight())
    hands.press(Key.Key_H)
    hands.type("3")
    hands.press_in(hands.canvas.editor, Key.Key_Return)
    table = [line.split(",") for line in finish(on.page.writing_csv()).splitlines()[1:]]
    assert [row[0] for row in table] == ["0", "1", "1"]
    assert table[2][1] == "3.0"


def test_the_course_of_a_row_begins_where_it_was_put_in(hands: WindowHands) -> None:
    """The second row is 0 and 0, for which every node gives 0."""
    on = HistoryHands(hands)
    steps(hands, 2)
    buttons = hands.window.data_panel.findChildren(QPushButton)
    hands.click(next(each for each in buttons if each.text() == "+ add a row"))
    hands.press(Key.Key_Escape)
    steps(hands, 1)
    hands.menu_at(hands.canvas.rim(HIDDEN_1), "History of the value")
    assert hands.window.session.focus.row == 1
    on.settle()
    hands.menu("View", "Loss pages", "Copy histories as table")
    assert QGuiApplication.clipboard().text().splitlines() == ["step,hidden 1", "2,0.0", "3,0.0"]
