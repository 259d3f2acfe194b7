"""Each word of the command line is a value, or is refused with what would fit."""

from argparse import ArgumentTypeError
from collections.abc import Callable

import pytest

from core.cli.arguments import (
    batch_size,
    choice,
    count,
    layer_sizes,
    learning_rate,
    part,
    picture_size,
)
from core.data.batches import ALL_ROWS

Read = Callable[[str], object]
loss = choice({"mse": 1, "log_loss": 2})


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (count, "0", 0),
        (count, "007", 7),
        (count, str(2**63 - 1), 2**63 - 1),
        (picture_size, "1440x900", (1440, 900)),
        (picture_size, "1X1", (1, 1)),
        (picture_size, "16384×16384", (16384, 16384)),
        (loss, "mse", 1),
        (loss, "log-loss", 2),
        (loss, "LOG_LOSS", 2),
        (layer_sizes, "50,32", (50, 32)),
        (layer_sizes, " 1 , 100000 ", (1, 100_000)),
        (layer_sizes, "", ()),
        (layer_sizes, "0", ()),
        (layer_sizes, "none", ()),
        (learning_rate, "0.1", 0.1),
        (learning_rate, "1e-9", 1e-9),
        (batch_size, "all", ALL_ROWS),
        (batch_size, "1", 1),
        (part, "0", 0.0),
        (part, "0.999", 0.999),
    ],
)
def test_a_word_is_a_value(read: Read, text: str, value: object) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (count, "-1", "“-1” is not a whole number from 0 on"),
        (count, "1.5", "“1.5” is not a whole number from 0 on"),
        (count, "²", "“²” is not a whole number from 0 on"),
        (count, str(2**63), f"“{2**63}” is not a whole number from 0 on"),
        (picture_size, "0x900", "“0x900” is not a size such as 1440x900"),
        (picture_size, "900x16385", "“900x16385” is not a size such as 1440x900"),
        (picture_size, "1440", "“” is not a whole number from 0 on"),
        (loss, "l2", "“l2” is not one of mse, log-loss"),
        (layer_sizes, "5,0", "“5,0” is not a list of sizes such as 50,32"),
        (layer_sizes, "100001", "“100001” is not a list of sizes such as 50,32"),
        (layer_sizes, "5;3", "“5;3” is not a list of sizes such as 50,32"),
        (layer_sizes, "٣", "“٣” is not a list of sizes such as 50,32"),
        (layer_sizes, "9" * 5000, f"“{'9' * 5000}” is not a list of sizes such as 50,32"),
        (learning_rate, "0", "“0” is not a learning rate above 0"),
        (learning_rate, "inf", "“inf” is not a learning rate above 0"),
        (learning_rate, "nan", "“nan” is not a learning rate above 0"),
        (learning_rate, "fast", "“fast” is not a learning rate above 0"),
        (batch_size, "0", "a batch needs one row or more; “all” takes all"),
        (batch_size, "some", "“some” is not a whole number from 0 on"),
        (part, "1", "“1” is not a part from 0 to 1, such as 0.2"),
        (part, "-0.1", "“-0.1” is not a part from 0 to 1, such as 0.2"),
        (part, "half", "“half” is not a part from 0 to 1, such as 0.2"),
    ],
)
def test_a_word_that_does_not_fit_is_refused(read: Read, text: str, message: str) -> None:
    with pytest.raises(ArgumentTypeError) as refused:
        read(text)
    assert str(refused.value) == message
