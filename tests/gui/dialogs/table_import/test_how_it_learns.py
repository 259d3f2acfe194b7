"""How a table is learnt: told in one line and in sentences, chosen in a section that folds."""

from collections.abc import Callable

import pytest

from core.nn.activations import TANH
from core.nn.losses import MEAN_ABSOLUTE_ERROR
from core.training.rules.optimizers import Adam
from tests.gui.dialogs.table_import.import_hands import ImportHands
from tests.gui.dialogs.table_import.tables import table

Opened = Callable[[bytes | str], ImportHands]


@pytest.fixture
def things(things: ImportHands) -> ImportHands:
    """The things, with this section open."""
    things.unfold(things.dialog.how_learnt)
    return things


def test_how_it_learns_is_told_in_one_line_and_what_is_done_in_sentences(
    things: ImportHands,
) -> None:
    told = "one hidden layer of 8 ReLU, Cross-entropy, rate 0.01, 20 % set aside"
    assert things.dialog.how_learnt.summary == told
    assert things.says(
        "48 rows to learn from, 12 set aside; inputs scaled to mean 0, deviation 1 by the rows"
        " that are learnt from"
    )


def test_all_that_is_chosen_is_learnt_with(things: ImportHands) -> None:
    things.predict("cost")
    form = things.dialog.learning
    things.write(form.hidden, "4, 3")
    things.pick(form.activation, "tanh")
    things.pick(form.loss, MEAN_ABSOLUTE_ERROR.name)
    things.pick(form.optimizer, "Adam")
    things.write(form.rate, "0,05")
    things.write(form.batch, "10")
    things.write(form.aside, "50")
    things.write(form.seed, "7")
    things.pick(form.inputs, "not scaled")
    summary = "hidden layers of 4, 3 tanh, MAE, targets scaled, Adam, rate 0,05, 50 % set aside"
    assert things.dialog.how_learnt.summary == summary
    assert things.network == "5 inputs → 4 hidden → 3 hidden → 1 number"
    experiment = things.learn().experiment
    assert experiment.network.sizes == (5, 4, 3, 1)
    assert experiment.network.layers[0].activation is TANH
    assert experiment.loss is MEAN_ABSOLUTE_ERROR
    assert experiment.optimizer == Adam(0.05)
    assert (experiment.batch_size, experiment.seed) == (10, 7)
    assert experiment.dataset.rows == 30
    assert not experiment.dataset.input_scaling.is_on
    assert experiment.dataset.target_scaling.is_on


def test_fields_of_numbers_have_room_for_them(things: ImportHands) -> None:
    for field in (things.dialog.learning.aside, things.dialog.learning.batch):
        text = field.lineEdit()
        assert text.width() > text.fontMetrics().horizontalAdvance("all rows")


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("hidden", "50, x", "hidden layers are sizes such as 50, 32"),
        ("rate", "fast", "learning rate"),
        ("rate", "0", "the learning rate has to be above 0"),
    ],
)
def test_what_cannot_be_read_is_refused_while_typing(
    field: str, text: str, said: str, things: ImportHands
) -> None:
    line = getattr(things.dialog.learning, field)
    before = line.text()
    things.write(line, text)
    assert not things.dialog.ok.isEnabled()
    assert said in things.dialog.reason.text()
    assert line.property("invalid")
    things.write(line, before)
    assert things.dialog.ok.isEnabled()
    assert not line.property("invalid")


@pytest.mark.parametrize(
    ("layers", "rows", "said"),
    [
        ("9999,9999", [f"{at},{at * 2}.5" for at in range(9)], "weights and biases; the most is"),
        ("3", ["-1e308,1.5", "1e308,2", "1e308,3"], "the numbers of “size” are too large"),
    ],
)
def test_what_refuses_keeps_all_that_was_chosen(
    layers: str, rows: list[str], said: str, opened: Opened
) -> None:
    hands = opened(table("size,cost", rows))
    form = hands.dialog.learning
    hands.unfold(hands.dialog.how_learnt)
    hands.write(form.hidden, layers)
    hands.write(form.batch, "2")
    assert hands.says(said)
    assert not hands.dialog.ok.isEnabled()
    assert form.hidden.text() == layers
    hands.press("One hidden layer of 8")
    hands.pick(form.inputs, "not scaled")
    document = hands.learn()
    assert document.experiment.network.sizes == (1, 8, 1)
    assert document.experiment.batch_size == 2


def test_a_loss_that_does_not_go_with_the_targets_is_refused_with_a_remedy(
    things: ImportHands,
) -> None:
    things.pick(things.dialog.learning.loss, "Cross-entropy")
    things.predict("cost")
    assert things.says("is for classes")
    assert not things.dialog.ok.isEnabled()
    things.press("Take the usual loss")
    assert things.dialog.ok.isEnabled()
    assert "MSE" in things.dialog.how_learnt.summary


def test_targets_far_from_1_are_scaled_which_is_said(things: ImportHands) -> None:
    things.predict("cost")
    scale = things.dialog.learning.targets
    assert scale.currentText() == "standard: mean 0, deviation 1"
    assert things.says(
        "inputs and targets scaled to mean 0, deviation 1 by the rows that are learnt from; targets"
        " because they are far from 1"
    )
    things.predict("size")
    assert scale.currentText() == "not scaled"


def test_what_was_chosen_for_numbers_comes_back_after_classes(things: ImportHands) -> None:
    things.predict("cost")
    scale = things.dialog.learning.targets
    things.pick(scale, "min–max: 0 to 1")
    things.predict("colour")
    assert not scale.isEnabled()
    assert scale.currentText() == "not scaled"
    things.predict("cost")
    assert scale.currentText() == "min–max: 0 to 1"
