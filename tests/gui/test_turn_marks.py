"""Marks in the loss plot where nodes fell asleep or woke, in the real window."""

from core.document.edits import add_node
from core.nn.network import NodePlace
from core.opening.starters import BANK, open_starter
from gui.panels.loss.loss_plot import LossPlot
from gui.panels.loss.turn_marks import place_of
from tests.gui.painted_text import painted_texts
from tests.gui.plot_hands import PlotHands
from tests.gui.window_hands import Key, Modifier, WindowHands


def put_to_sleep(hands: WindowHands) -> LossPlot:
    """One step at a rate that is too large: weights 2 and 1 become −4.6 and −3.4."""
    hands.type_rate("0.05")
    for _ in range(3):
        hands.press(Key.Key_Space)
    plot = hands.window.loss_panel.plot
    plot.turns.finish()
    return plot


def read(plot: LossPlot) -> list[str]:
    before = [text for text, _ in painted_texts(plot)]
    at = place_of(plot.turns.turns[0], plot.frame)
    assert at is not None
    PlotHands(plot).hover(at)
    return [text for text, _ in painted_texts(plot) if text not in before]


def test_a_mark_says_which_node_fell_asleep_and_a_click_goes_there(hands: WindowHands) -> None:
    plot = put_to_sleep(hands)
    assert read(plot) == ["hidden 1 fell asleep at step 1"]
    at = place_of(plot.turns.turns[0], plot.frame)
    assert at is not None
    PlotHands(plot).click(at)
    assert hands.figure("step") == "1"


def test_an_edit_that_wakes_it_is_marked_too(hands: WindowHands) -> None:
    plot = put_to_sleep(hands)
    hands.canvas.click(hands.canvas.of(hands.canvas.weight(0, 0, 0)))
    hands.canvas.key(Key.Key_9)
    hands.canvas.key(Key.Key_Return)
    plot.turns.finish()
    turns = plot.turns.turns
    assert [(turn.updates, turn.node) for turn in turns] == [
        (1, NodePlace(0, 0)),
        (3, NodePlace(0, 0)),
    ]


def test_the_view_menu_switches_the_marks_off_and_then_nothing_is_looked_for(
    hands: WindowHands,
) -> None:
    plot = put_to_sleep(hands)
    assert "Where nodes fell asleep" in hands.ticked("View")
    hands.menu("View", "Where nodes fell asleep")
    hands.press(Key.Key_Space)
    plot.turns.finish()
    assert plot.turns.turns == ()


def test_hidden_values_hide_them(hands: WindowHands) -> None:
    plot = put_to_sleep(hands)
    hands.menu("Learn", "Hide", "Hide values of nodes")
    assert plot.turns.turns == ()
    hands.menu("Learn", "Hide", "Show everything")
    assert plot.turns.turns


def test_going_back_keeps_what_lies_ahead_marked(hands: WindowHands) -> None:
    plot = put_to_sleep(hands)
    for _ in range(3):
        hands.press(Key.Key_Space, Modifier.ShiftModifier)
    assert hands.figure("step") == "0"
    plot.turns.finish()
    assert read(plot) == ["hidden 1 fell asleep at step 1"]


def test_before_nodes_were_added_what_one_did_later_has_its_name(hands: WindowHands) -> None:
    session = hands.window.session
    for _ in range(2):
        session.apply("Add", add_node(session.document, NodePlace(0, 0)))
    plot = put_to_sleep(hands)
    while session.history.undo_action is not None:
        hands.press(Key.Key_Z, Modifier.ControlModifier)
    plot.turns.finish()
    assert session.document.experiment.network.sizes == (2, 2, 1)
    assert "hidden 3 fell asleep at step 1" in read(plot)


def test_work_with_branches_can_be_opened_while_something_is_selected(hands: WindowHands) -> None:
    plot, session = put_to_sleep(hands), hands.window.session
    marked = plot.turns.turns
    session.back()
    hands.press(Key.Key_Space)
    session.back()
    session.step(2)
    branched, document = session.history, session.document
    session.load(open_starter(BANK))
    session.select(nodes=[NodePlace(0, 1)])
    session.load(document, history=branched)
    plot.turns.finish()
    assert plot.turns.turns == marked
