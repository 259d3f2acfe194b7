"""What another optimizer means for the learning rate, said and offered in the window."""

from msgspec.structs import replace
from PySide6.QtWidgets import QAbstractButton, QApplication

from core.explanation.hiding import Hiding, Topic
from core.nn.network import NodePlace
from core.training.experiment import Experiment
from tests.gui.window_hands import Key, Modifier, WindowHands

MENU = ("Descent", "Optimizer")
ASLEEP = (
    "Momentum: steps grow up to 10 × as long;"
    " at a rate of 0.01 hidden 1 would fall asleep within 200 steps."
)


def experiment(hands: WindowHands) -> Experiment:
    return hands.window.session.document.experiment


def offered(hands: WindowHands) -> dict[str, QAbstractButton]:
    """The answers that stand above the work."""
    buttons = hands.window.notices.findChildren(QAbstractButton)
    return {button.text().replace("&", ""): button for button in buttons if button.isVisible()}


def test_momentum_warns_before_a_node_falls_asleep_and_offers_a_rate(hands: WindowHands) -> None:
    hands.menu(*MENU, "Momentum")
    assert hands.says(ASLEEP)
    assert hands.says("Optimizer: Momentum · loss stays 121 · steps grow up to 10 × as long")
    hands.click(offered(hands)["Try a rate of 0.0005"])
    assert experiment(hands).optimizer.learning_rate == 0.0005
    QApplication.processEvents()
    assert not offered(hands)
    hands.press(Key.Key_Z, Modifier.ControlModifier)
    assert experiment(hands).optimizer.learning_rate == 0.01
    assert experiment(hands).optimizer.name == "Momentum"


def test_what_would_happen_does_happen_and_is_said(hands: WindowHands) -> None:
    hands.menu(*MENU, "Momentum")
    hands.window.session.step(200)
    hands.window.session.finish_run()
    assert not offered(hands)
    hands.canvas.click(hands.canvas.rim(NodePlace(0, 0)))
    assert "hidden 1 is asleep" in hands.window.explanation.plain_text()


def test_adam_says_how_far_each_weight_moves(hands: WindowHands) -> None:
    hands.menu(*MENU, "Adam")
    said = "each weight with a slope moves by about 0.01 at first, whatever its slope"
    assert hands.says(f"Optimizer: Adam · loss stays 121 · {said}")
    assert not offered(hands)


def test_a_step_or_undo_takes_the_offer_away(hands: WindowHands) -> None:
    hands.menu(*MENU, "Momentum")
    assert offered(hands)
    hands.press(Key.Key_Z, Modifier.ControlModifier)
    QApplication.processEvents()
    assert not offered(hands)


def test_where_slopes_are_hidden_nothing_is_given_away(hands: WindowHands) -> None:
    session = hands.window.session
    session.look(replace(session.focus, hiding=Hiding(frozenset({Topic.SLOPES}))))
    hands.menu(*MENU, "Momentum")
    assert experiment(hands).optimizer.name == "Momentum"
    assert not offered(hands)
    assert not hands.says("fall asleep")
    assert not hands.says("as long")


def test_hiding_the_loss_takes_an_offer_away_that_tells_of_it(hands: WindowHands) -> None:
    hands.menu(*MENU, "Adagrad")
    assert hands.says("leads to a loss of")
    hands.menu("Learn", "Hide", "Hide loss")
    QApplication.processEvents()
    assert not hands.says("leads to a loss of")
    assert not offered(hands)
