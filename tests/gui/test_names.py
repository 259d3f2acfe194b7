import pytest

from gui.names import read_name


@pytest.mark.parametrize("name", ["", "age", "Söhne", "年齢", "a & b", "x" * 60])
def test_a_name_that_can_be_seen_is_taken_as_it_is(name: str) -> None:
    assert read_name(name) == name


@pytest.mark.parametrize("name", ["x" * 61, "two\nlines", "\u202eback", "a\tb", "\u200b"])
def test_a_name_that_would_spoil_the_window_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="A name may"):
        read_name(name)
