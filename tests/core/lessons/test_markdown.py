"""The part of Markdown that lessons are written in."""

import pytest

from core.lessons.text.markdown import Fence, Heading, Item, Paragraph, Span, blocks_of, spans_of
from core.lessons.text.problems import LessonError


def test_a_text_is_taken_apart() -> None:
    text = "# One\n\nTwo\nlines.\n\n- a\n- b\n1. c\n   d\n```toml x\nk = 1\n```\n## End #\n"
    assert blocks_of(text) == [
        Heading(1, 1, (Span("One"),)),
        Paragraph(3, (Span("Two lines."),)),
        Item(6, (Span("a"),)),
        Item(7, (Span("b"),)),
        Item(8, (Span("c d"),), 1),
        Fence(10, "toml x", "k = 1"),
        Heading(13, 2, (Span("End"),)),
    ]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("plain", (Span("plain"),)),
        ("a **b** c", (Span("a "), Span("b", bold=True), Span(" c"))),
        ("*a*", (Span("a", italic=True),)),
        ("**a *b* c**", (Span("a ", True), Span("b", True, True), Span(" c", True))),
        ("`x * 2`", (Span("x * 2", code=True),)),
        ("2 * 3 * 4", (Span("2 * 3 * 4"),)),
        ("2 *3", (Span("2 *3"),)),
        (r"\*a\*", (Span("*"), Span("a"), Span("*"))),
        ("<b>a</b> & [x](http://y)", (Span("<b>a</b> & [x](http://y)"),)),
        ("a\u202eb\tc", (Span("a b c"),)),
    ],
)
def test_a_line_has_styles_and_all_else_is_plain(text: str, spans: tuple[Span, ...]) -> None:
    assert spans_of(text) == spans


def test_a_fence_may_hold_another_kind_of_fence() -> None:
    (fence,) = blocks_of("~~~~task\n```\n~~~\n~~~~\n")
    assert fence == Fence(1, "task", "```\n~~~")


def test_a_fence_that_is_not_closed_is_named_by_its_line() -> None:
    with pytest.raises(LessonError, match="line 3: “```” is not closed"):
        blocks_of("a\n\n```task\nx = 1\n")
