"""What a screen reader is told: all that is seen, and nothing that is hidden."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget

from core.opening.sample_data import SAMPLES, open_sample
from gui.widgets.texts.plain_text import without_mnemonics
from tests.gui.window_hands import Key, Modifier, WindowHands

CTRL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier
TEXTS = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
PAGES = (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5)


def spoken(widget: QWidget) -> str:
    """All that a screen reader is told when it asks about a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return "\n".join(interface.text(text) for text in TEXTS)


def named(hands: WindowHands, name: str) -> str:
    """What is told of what bears a name."""
    return next(told for widget in every_widget(hands) if (told := spoken(widget)).startswith(name))


def written(widget: QWidget) -> str:
    """What a sighted person reads on a widget."""
    if isinstance(widget, QLabel):
        return widget.text() if "<" not in widget.text() else ""
    if isinstance(widget, QAbstractButton):
        return without_mnemonics(widget.text()).removesuffix(" ▾")
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def unspoken(window: QWidget) -> Iterator[str]:
    """What is to be read, and is not told."""
    for widget in window.findChildren(QWidget):
        text = written(widget)
        if widget.isVisible() and text not in spoken(widget):
            yield text


def learn_for(hands: WindowHands, steps: int) -> None:
    for _ in range(steps):
        hands.press(Key.Key_Space)


def test_everything_written_is_told(hands: WindowHands) -> None:
    learn_for(hands, 3)
    hands.window.session.select(parameters=(0,))
    for page in PAGES:
        hands.press(page, CTRL | SHIFT)
        assert not [*unspoken(hands.window)]
    sample = next(sample for sample in SAMPLES if sample.key == "blobs")
    hands.window.session.load(open_sample(sample))
    assert not [*unspoken(hands.window)]


def every_widget(hands: WindowHands) -> list[QWidget]:
    return [widget for widget in hands.window.findChildren(QWidget) if widget.isVisible()]


def figure(hands: WindowHands, name: str) -> str:
    """What is told of a large figure of the top bar."""
    label = hands.window.top_bar.findChild(QLabel, f"{name}_figure")
    assert isinstance(label, QLabel)
    return spoken(label).split("\n")[0]


def test_the_figures_have_their_numbers(hands: WindowHands) -> None:
    assert (figure(hands, "step"), figure(hands, "loss")) == ("step 0", "loss 121")
    learn_for(hands, 2)
    assert figure(hands, "step") == "step 2"
    assert figure(hands, "loss") == f"loss {hands.figure('loss')}"
    hands.menu("Learn", "Hide", "Hide loss")
    assert figure(hands, "loss") == "loss hidden ?"


def test_the_slider_tells_the_rate(hands: WindowHands) -> None:
    hands.type_rate("0.25")
    assert "0.25" in named(hands, "Learning rate, logarithmic")


def test_what_an_action_did_is_told_and_announced(
    hands: WindowHands, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    learn_for(hands, 1)
    told = named(hands, "What the last action did").split("\n")
    assert heard == told[1:2]
    assert heard[0].startswith("step 1: the only row, loss 121 → ")
    hands.menu("Learn", "Hide", "Hide loss")
    learn_for(hands, 1)
    assert heard[1:] == ["step 2: the only row"]


def test_the_loss_plot_tells_how_the_loss_has_gone(hands: WindowHands) -> None:
    told = named(hands, "Loss over steps")
    assert "step 0: loss 121" in told
    learn_for(hands, 5)
    told = named(hands, "Loss over steps")
    loss = hands.figure("loss")
    assert f"step 5: loss {loss}, falling" in told
    assert "It began with 121 at step 0" in told
    assert f"the least is {loss}, at step 5" in told
    hands.type_rate("10")
    hands.press(Key.Key_Space)
    told = named(hands, "Loss over steps")
    assert "step 6" in told
    assert "rising" in told
    assert f"the least is {loss}, at step 5" in told


def test_the_loss_plot_tells_of_the_rows_set_aside(hands: WindowHands) -> None:
    sample = next(sample for sample in SAMPLES if sample.validation)
    hands.window.session.load(open_sample(sample))
    learn_for(hands, 3)
    best = hands.window.session.evaluation.validation_loss
    assert best is not None
    assert "Of the rows set aside: loss " in named(hands, "Loss over steps")


PLOTS = {
    Key.Key_1: "The hill along one weight",
    Key.Key_2: "The hill over two weights, from above",
    Key.Key_3: "The loss after one step against the learning rate",
    Key.Key_4: "Predictions beside the targets",
}


def test_every_plot_tells_what_it_shows(hands: WindowHands) -> None:
    learn_for(hands, 2)
    loss = hands.figure("loss")
    for page, name in PLOTS.items():
        hands.press(page, CTRL | SHIFT)
        told = named(hands, name)
        assert loss in told or page == Key.Key_4, told
        assert len(told.split("\n")[1]) > 30, told


def test_what_is_hidden_is_told_of_no_plot(hands: WindowHands) -> None:
    learn_for(hands, 2)
    slope = hands.window.session.evaluation.gradient[0]
    hands.window.session.select(parameters=(0,))
    assert f"slope {slope:.4g}".replace("-", "−") in named(hands, PLOTS[Key.Key_1])
    hands.menu("Learn", "Hide", "Hide slopes")
    assert "slope" not in named(hands, PLOTS[Key.Key_1])
    hands.press(Key.Key_3, CTRL | SHIFT)
    assert hands.says("Where a step leads is hidden")
    assert not any("The slopes promise" in spoken(widget) for widget in every_widget(hands))
    hands.menu("Learn", "Hide", "Hide loss")
    loss = f"{hands.window.session.evaluation.loss:.4g}"
    assert not any(loss in spoken(widget) for widget in every_widget(hands))
