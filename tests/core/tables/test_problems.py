import pytest

from core.tables.problems import first_few


@pytest.mark.parametrize(
    ("items", "count", "said"),
    [
        ("a", None, "a"),
        ("abcde", None, "a, b, c, d, e"),
        ("abcdef", None, "a, b, c, d, e and 1 more"),
        ("abcdefg", None, "a, b, c, d, e and 2 more"),
        ("abc", 3, "a, b, c"),
        ("abc", 2003, "a, b, c and 2000 more"),
    ],
)
def test_the_first_five_are_named_and_the_others_counted(
    items: str, count: int | None, said: str
) -> None:
    assert first_few(list(items), count) == said


def test_items_that_hold_commas_are_joined_otherwise() -> None:
    assert first_few(["a, b", "c"], joint="; ") == "a, b; c"
