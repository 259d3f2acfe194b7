"""What is different in a branch, in words."""

import pytest

from core.history.differences import Difference
from core.history.outcomes import Edit
from gui.formatting.branch_words import edit_text, instead_text


@pytest.mark.parametrize("name", ["accounts → hidden 1", "bias of hidden 1"])
def test_a_colon_stands_behind_the_name_of_a_weight_or_bias(name: str) -> None:
    changed = Difference(name, 1.0, 2.5)
    assert instead_text(changed) == f"{name}: 2.5 instead of 1"
    assert edit_text(Edit(3, "Edit", (changed,))) == f"from step 3: {name}: 1 → 2.5"


def test_what_is_one_of_its_kind_needs_no_colon() -> None:
    changed = Difference("rate", 0.01, 0.1)
    assert instead_text(changed) == "rate 0.1 instead of 0.01"
    assert edit_text(Edit(1000, "Edit", (changed,))) == "from step 1000: rate 0.01 → 0.1"


def test_where_nothing_was_compared_the_edit_has_its_name() -> None:
    assert edit_text(Edit(2, "Add row 3", ())) == "from step 2: Add row 3"
