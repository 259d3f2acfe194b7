"""The part of Markdown that lessons are written in: headings, paragraphs, lists, and fences.

In a line there may be **bold**, *italic* and `code`; a backslash takes a sign as it is. All else is
plain text: nothing links, nothing is loaded, and what looks like HTML is shown as it stands.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from core.lessons.text.problems import LessonError, Problem
from core.text.names import in_one_line

_FENCE = re.compile(r"^(`{3,}|~{3,})\s*([^`]*?)\s*$")
_HEADING = re.compile(r"^(#{1,3})\s+(.+?)\s*#*\s*$")
_ITEM = re.compile(r"^\s{0,3}(?:[-*+]|(\d{1,3})[.)])\s+(.+)$")
_INLINE = re.compile(r"\\(?P<plain>[^\w\s])|`(?P<code>[^`]+)`|(?P<stars>\*{1,2})")


class Span(NamedTuple):
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False


Spans = tuple[Span, ...]


class Heading(Struct, frozen=True):
    """A heading of a level from 1 to 3."""

    line: int
    level: int
    spans: Spans

    @property
    def text(self) -> str:
        """The heading without its styles."""
        return "".join(span.text for span in self.spans)


class Paragraph(Struct, frozen=True):
    """Lines that belong together."""

    line: int
    spans: Spans


class Item(Struct, frozen=True):
    """An entry of a list; `number` of one that counts."""

    line: int
    spans: Spans
    number: int | None = None


class Fence(Struct, frozen=True):
    """What stands between two fences: `kind` is the word behind the first one.

    `line` is that of the first fence.
    """

    line: int
    kind: str
    text: str


Block = Heading | Paragraph | Item | Fence


def blocks_of(text: str) -> list[Block]:
    """Take a text apart.

    Raises:
        LessonError: a fence is not closed.
    """
    return list(_blocks(text.splitlines()))


def _blocks(lines: list[str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        line = lines[at]
        fence = _FENCE.match(line)
        if fence:
            end = _end_of_fence(lines, at, fence)
            yield Fence(at + 1, fence[2].lower(), "\n".join(lines[at + 1 : end]))
            at = end + 1
        elif heading := _HEADING.match(line):
            yield Heading(at + 1, len(heading[1]), spans_of(heading[2]))
            at += 1
        elif item := _ITEM.match(line):
            end = _end_of_text(lines, at + 1)
            text = " ".join([item[2], *lines[at + 1 : end]])
            yield Item(at + 1, spans_of(text), int(item[1]) if item[1] else None)
            at = end
        elif line.strip():
            end = _end_of_text(lines, at + 1)
            yield Paragraph(at + 1, spans_of(" ".join(lines[at:end])))
            at = end
        else:
            at += 1


def _end_of_fence(lines: list[str], start: int, fence: re.Match[str]) -> int:
    """Where a fence is closed; inside one that has a kind, no other begins."""
    mark, kind = fence.groups()
    for at in range(start + 1, len(lines)):
        if lines[at].strip().startswith(mark) and not lines[at].strip().strip(mark[0]):
            return at
        if kind and lines[at].startswith(mark) and _FENCE.match(lines[at]):
            said = f"“{mark}” is not closed before line {at + 1}, where the next one begins"
            raise LessonError([Problem(start + 1, said)])
    raise LessonError([Problem(start + 1, f"“{mark}” is not closed: no line {mark} follows")])


def _end_of_text(lines: list[str], at: int) -> int:
    """Where a paragraph ends: at an empty line, or where something else begins."""
    begins = (_FENCE, _HEADING, _ITEM)
    while at < len(lines) and lines[at].strip():
        if any(pattern.match(lines[at]) for pattern in begins):
            break
        at += 1
    return at


def spans_of(text: str) -> Spans:
    """A line of text in its styles; a star that nothing closes is a star."""
    text = in_one_line(text)
    found: list[Span] = []
    styles = {"**": False, "*": False}
    start = 0

    def add(written: str, *, code: bool = False) -> None:
        if written:
            found.append(Span(written, styles["**"], styles["*"], code))

    for match in _INLINE.finditer(text):
        stars = match["stars"]
        if stars and not _turns(text, match, is_open=styles[stars]):
            continue
        add(text[start : match.start()])
        start = match.end()
        if stars:
            styles[stars] = not styles[stars]
        else:
            add(match["plain"] or match["code"], code=match["code"] is not None)
    add(text[start:])
    return tuple(found)


def _turns(text: str, match: re.Match[str], *, is_open: bool) -> bool:
    """Whether stars begin a style, or end the one that is open; else they are stars."""
    start, end = match.span()
    if is_open:
        return start > 0 and not text[start - 1].isspace()
    closing = text.find(match["stars"], end + 1)
    return closing > end and not text[end].isspace() and not text[closing - 1].isspace()
