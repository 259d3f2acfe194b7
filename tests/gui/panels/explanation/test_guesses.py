"""Guessing hidden numbers in the explanation, by hand."""

from core.document.document import Document
from core.nn.network import NodePlace
from tests.core.builders import build_experiment
from tests.gui.everything_said import everything_said
from tests.gui.panels.explanation.explanation_hands import click_weight, lines
from tests.gui.window_hands import Key, WindowHands


def answer(hands: WindowHands, text: str) -> None:
    """Type an answer where the window asks for one, and press Enter."""
    hands.type(text, hands.window.explanation.guess.field)
    hands.press(Key.Key_Return)


def test_what_there_is_to_see_is_not_told_while_it_is_hidden(hands: WindowHands) -> None:
    hands.menu("File", "New", "Bank transactions")
    assert any("11 too high" in said for said in everything_said(hands))
    hands.menu("Learn", "Hide", "Hide values of nodes")
    assert not any("too high" in said for said in everything_said(hands))


def test_guesses_are_judged_and_only_what_is_found_is_shown(hands: WindowHands) -> None:
    hands.menu("Learn", "Hide", "Hide values of nodes")
    hands.canvas.click(hands.canvas.middle(NodePlace(0, 0)))
    for typed, said in (
        ("10", "✗ that is not it"),
        ("ten", "“ten” is not a number."),
        ("-8", "✗ the size is right, the sign is not"),
    ):
        field = hands.window.explanation.guess.field
        field.setFocus()
        field.selectAll()
        answer(hands, typed)
        assert hands.says(said), typed
        assert field.text() == typed
        assert not hands.shows("8"), typed
    hands.press(Key.Key_Escape)

    hands.menu("Learn", "Hide", "Show everything")
    hands.menu("Learn", "Hide", "Hide values of nodes")
    hands.canvas.click(hands.canvas.middle(NodePlace(0, 0)))
    guess = hands.window.explanation.guess
    guess.field.setFocus()
    hands.type("8", guess.field)
    hands.click(guess.check_button)
    assert hands.shows("8")
    assert not hands.shows("16")
    assert "hidden 1 = ReLU(3 × 2 + 2 × 1) = ReLU(8) = 8" in lines(hands)

    hands.menu("Learn", "Hide", "Show everything")
    hands.menu("Learn", "Hide", "Hide values of nodes")
    hands.canvas.click(hands.canvas.middle(NodePlace(0, 0)))
    hands.press(Key.Key_8)
    hands.canvas.click(hands.canvas.middle(NodePlace(1, 0)))
    assert hands.shows("8")
    hands.press(Key.Key_1)
    hands.type("x")
    before = hands.window.session.document
    hands.click(hands.button("Step downhill"))
    assert hands.says("“1x” is not a number.")
    assert hands.window.session.document is before
    hands.press(Key.Key_Backspace)
    hands.press(Key.Key_Backspace)
    hands.click(hands.button("Step downhill"))
    assert hands.figure("step") == "1"


def test_right_answers_are_counted_and_hidden_again_when_a_weight_is_changed(
    hands: WindowHands,
) -> None:
    hands.menu("Learn", "Hide", "Hide values of nodes")
    hands.canvas.click(hands.canvas.middle(NodePlace(1, 0)))
    for text, said in (
        ("16", "Right: prediction = 8 × 2 + 0 × 2 = 16 · 1 of 5 found"),
        ("11", "Right: error = 16 − 5 = 11 · 2 of 5 found"),
        ("121", "Right: squared error = 11² = 121 · 3 of 5 found"),
    ):
        hands.press(Key(ord(text[0])))
        field = hands.window.explanation.guess.field
        assert not field.visibleRegion().isEmpty(), "what is typed is seen"
        answer(hands, text[1:])
        assert said.replace("8 ×", "? ×").replace("0 ×", "? ×") in (
            label.text() for label in hands.labels()
        )

    hands.menu("Learn", "Hide", "Show everything")
    hands.menu("Learn", "Hide", "Hide values of nodes")
    hands.canvas.click(hands.canvas.middle(NodePlace(1, 0)))
    hands.press(Key.Key_1)
    hands.type("6")
    hands.press(Key.Key_Return)
    assert hands.shows("16")
    assert not hands.shows("8")

    hands.menu("Learn", "Hide", "Show everything")
    hands.menu("Learn", "Hide", "Hide values of nodes")
    hands.canvas.click(hands.canvas.middle(NodePlace(0, 0)))
    hands.press(Key.Key_8)
    hands.press(Key.Key_Return)
    click_weight(hands, 1, 0, 0)
    hands.press(Key.Key_Return)
    hands.canvas.type_over("7")
    assert not hands.shows("8")
    hands.press(Key.Key_Escape)
    assert hands.shows("8"), "what was only tried out hides nothing"
    hands.press(Key.Key_Return)
    hands.canvas.type_over("7")
    hands.press(Key.Key_Return)
    assert hands.says("hidden 1 → prediction: 2 → 7 · what was found is hidden again")
    assert not hands.shows("8")


def test_while_numbers_are_hidden_typing_on_a_weight_answers_and_changes_nothing(
    hands: WindowHands,
) -> None:
    hands.menu("Learn", "Hide", "Hide slopes")
    click_weight(hands, 0, 0, 0)
    guess = hands.window.explanation.guess
    guess.field.setFocus()
    hands.type("3 × 22 × 1", guess.field)
    hands.press(Key.Key_Return)
    assert guess.verdict.text() == "✗ the loss slope at hidden 1 does not fit"
    assert hands.weights.row(0)[3] == "?"

    hands.menu("Learn", "Hide", "Show everything")
    before = hands.canvas.parameter_values()
    hands.menu("Learn", "Hide", "Hide slopes")
    click_weight(hands, 0, 0, 0)
    hands.press(Key.Key_1)
    answer(hands, "32")
    assert hands.says("slope = 3 × ? × ? = 132 · 1 of 6 found")
    assert hands.canvas.parameter_values() == before

    hands.menu("Learn", "Hide", "Show everything")
    before = hands.canvas.parameter_values()
    hands.menu("Learn", "Hide", "Hide loss")
    click_weight(hands, 0, 0, 0)
    hands.press(Key.Key_1)
    assert hands.canvas.canvas.editor is None
    assert hands.says("Nothing is asked here.")
    assert hands.canvas.parameter_values() == before

    hands.menu("Learn", "Hide", "Show everything")
    hands.menu("Learn", "Hide", "Hide loss")
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_Space)
    assert hands.says("step 1: the only row")
    assert not hands.says("19.83")
    assert hands.figure("loss") == "?"
    assert hands.figure("step") == "1"


SECRETS = ("16", "+11", "11", "121", "132", "176", "22", "0.68", "0.24", "19.83", "9.08")


def test_what_is_hidden_is_hidden_everywhere(hands: WindowHands) -> None:
    hands.menu("Learn", "Hide", "Hide values of nodes")
    hands.press(Key.Key_A)
    hands.press(Key.Key_S)
    for selected in ("nothing", NodePlace(0, 0), "weight", NodePlace(1, 0)):
        if isinstance(selected, NodePlace):
            hands.canvas.click(hands.canvas.middle(selected))
        elif selected == "weight":
            click_weight(hands, 0, 0, 0)
        words = " ".join(everything_said(hands)).replace("\n", " ").split(" ")
        found = {word.strip("().,;:=+") for word in words}
        assert not found & set(SECRETS), (selected, found & set(SECRETS))
    plot = hands.window.loss_panel.plot
    assert not plot.isVisible()
    hands.menu("Learn", "Hide", "Show everything")
    assert plot.isVisible()
    assert hands.shows("16")


def slipping(hands: WindowHands) -> None:
    """Open a network whose second hidden node adds up to −13, and hide what nodes pass on."""
    experiment = build_experiment(
        [[[2, 4], [4, -5]], [[2, 7]]], ["relu", "identity"], [[3, 5]], [50]
    )
    hands.window.session.load(Document(experiment, experiment))
    hands.menu("Learn", "Hide", "Hide values of nodes")
    hands.canvas.click(hands.canvas.middle(NodePlace(1, 0)))
    hands.press(Key.Key_Minus)
    answer(hands, "39")


def test_a_slip_is_named_and_its_numbers_stand_on_the_drawing_until_the_question_goes(
    hands: WindowHands,
) -> None:
    slipping(hands)
    guess = hands.window.explanation.guess
    assert guess.verdict.text() == "✗ −39 is right for the network without ReLU"
    assert hands.shows("−39?")
    assert hands.shows("−13?")
    assert not hands.shows("26"), "what the slip leaves right stays hidden"
    assert not hands.shows("52")

    answer(hands, "17")
    assert not hands.shows("−13?")
    assert hands.says("✗ that is not it")
    answer(hands, "-39")
    assert hands.shows("−13?")
    hands.canvas.click(hands.canvas.middle(NodePlace(0, 0)))
    assert not hands.shows("−13?")

    slipping(hands)
    answer(hands, "52")
    assert hands.shows("52")
    assert not hands.shows("−13?")


def test_a_slip_goes_when_a_place_between_the_rows_is_run_through(hands: WindowHands) -> None:
    session = hands.window.session
    hands.menu("Learn", "Hide", "Hide slopes")
    click_weight(hands, 0, 0, 0)
    hands.press(Key.Key_Minus)
    answer(hands, "132")
    assert session.focus.hiding.slip is not None
    session.look_at_point((1.0, 2.0))
    assert session.focus.point == (1.0, 2.0)
    assert session.focus.hiding.slip is None
