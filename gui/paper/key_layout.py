"""A key as groups of pieces: to every question its answer, how it comes about, and the slips."""

from collections.abc import Iterator, Sequence
from html import escape

from core.explanation.terms import without_captions
from core.lessons.paper.sheet import Answer, Worksheet
from core.lessons.tasks.tasks import LinesTask, OrderTask, ReachTask
from gui.formatting.equations import EquationWriter, plain
from gui.formatting.numbers import number
from gui.formatting.sentences import as_read
from gui.panels.lesson.rich_text import rich_block
from gui.paper.pieces import Group, Piece, text_piece
from gui.paper.sheet_layout import (
    ABOVE_PAGE,
    ABOVE_QUESTION,
    SMALL,
    heading,
    pieces_of_drawing,
    text_written,
)

_TITLE, _INDENT = 20, 22.0


def groups_of_key(sheet: Worksheet, width: float, whose: str) -> Iterator[Group]:
    """The key of a sheet; `whose` says of which."""
    title = f"<b>{escape(sheet.title)}</b><br>Key to {escape(whose)}"
    yield Group((text_piece(title, width, _TITLE),))
    for page in sheet.key:
        drawn = () if page.drawing is None else pieces_of_drawing(page.drawing, width)
        yield Group((heading(page.title, width), *drawn), ABOVE_PAGE, with_next=True)
        for answer in page.answers:
            yield Group((*_pieces_of(answer, width),), ABOVE_QUESTION)
        if page.afterwards:
            said = [text_piece("<i>Said in the lesson once it is solved:</i>", width, SMALL)]
            said += [text_piece(rich_block(block), width, SMALL) for block in page.afterwards]
            yield Group((*said,))


def _pieces_of(answer: Answer, width: float) -> Iterator[Piece]:
    question = answer.question
    yield text_piece(f"<b>{question.number}.</b> {escape(as_read(question.task.ask))}", width)
    lines = [*_right(answer)]
    if answer.because:
        lines.append(escape(as_read(answer.because)))
    yield text_piece("<br>".join(lines), width, left=_INDENT)
    if answer.wrong:
        yield text_piece(_slips(answer), width, SMALL, _INDENT)


def _right(answer: Answer) -> Iterator[str]:
    """What is right, and how it comes about."""
    task = answer.question.task
    if answer.worked is not None:
        yield f"<b>{number(answer.worked.result.value)}</b>"
        yield escape(plain(EquationWriter().write(without_captions(answer.worked))))
    elif isinstance(task, OrderTask | LinesTask):
        texts = _counted(answer.texts)
        yield "<br>".join(f"<b>{at}</b> {text_written(task, text)}" for at, text in texts)
    else:
        between = ", then " if isinstance(task, ReachTask) else " or "
        yield f"<b>{escape(between.join(answer.texts))}</b>"
    if answer.ends is not None:
        before, after = answer.ends
        yield f"from {number(before)} to {number(after)}"


def _counted(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    return zip(range(1, len(texts) + 1), texts, strict=True)


def _slips(answer: Answer) -> str:
    rows = [
        f'<tr><td align="right">{number(wrong.value)}&nbsp;</td>'
        f"<td>&nbsp;is {escape(wrong.words)}</td></tr>"
        for wrong in answer.wrong
    ]
    return f'<table cellspacing="0" cellpadding="1">{"".join(rows)}</table>'
