"""A worksheet as groups of pieces: what belongs together stays on one page."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import takewhile

from core.lessons.paper.sheet import Drawing, Note, Part, Question, Rows, Worksheet
from core.lessons.tasks.tasks import (
    AnyTask,
    ChoiceTask,
    ClickTask,
    DirectionTask,
    LinesTask,
    NumberTask,
    OrderTask,
    ReachTask,
)
from core.lessons.text.markdown import Fence
from core.lessons.words import Change
from gui.formatting.numbers import fraction, is_exact, number
from gui.formatting.sentences import as_read
from gui.panels.lesson.rich_text import rich_block
from gui.paper.blanks import (
    ChangePiece,
    HeadPiece,
    NamePiece,
    TickedPiece,
    TicksPiece,
    WorkingPiece,
)
from gui.paper.drawing_piece import DrawingPiece
from gui.paper.pieces import Group, Piece, SpacePiece, text_piece
from gui.paper.tables import table_of_rows, tables_of_weights

SMALL = 12
ABOVE_PAGE, ABOVE_QUESTION = 26.0, 18.0
_ABOVE_TEXT, _GAP = 8.0, 8.0
_HEADING = 17
_LETTERS = "ABCDEFGH"
_ORDER_BOX = 30.0
_MOST_CHANGES = 4


def groups_of_sheet(sheet: Worksheet, width: float) -> Iterator[Group]:
    """The sheet from its title to its last question."""
    yield Group((HeadPiece(sheet.title, sheet.number, width), NamePiece(sheet.name, width)))
    for page in sheet.pages:
        head, rest = _parted(page.parts)
        pieces = [piece for part in head for piece in pieces_of(part, width)]
        yield Group((heading(page.title, width), *pieces), ABOVE_PAGE, with_next=bool(rest))
        for at, part in enumerate(rest, 1):
            is_asked = isinstance(part, Question)
            leads = not is_asked and any(isinstance(one, Question | Note) for one in rest[at:])
            space = ABOVE_QUESTION if is_asked else _ABOVE_TEXT
            yield Group((*pieces_of(part, width),), space, leads)


def heading(title: str, width: float) -> Piece:
    """The title of a page of the lesson."""
    return text_piece(f"<b>{escape(as_read(title))}</b>", width, _HEADING)


def _parted(parts: Sequence[Part]) -> tuple[Sequence[Part], Sequence[Part]]:
    """What is drawn at the head of a page, and the rest."""
    drawn = sum(1 for _ in takewhile(lambda part: isinstance(part, Drawing | Rows), parts))
    return parts[:drawn], parts[drawn:]


def pieces_of(part: Part, width: float) -> Iterator[Piece]:
    """A part as it stands on paper."""
    match part:
        case Drawing():
            yield from pieces_of_drawing(part, width)
        case Rows():
            yield SpacePiece(_GAP)
            yield text_piece(table_of_rows(part.document), width, SMALL)
        case Note():
            yield text_piece(f"<i>{escape(as_read(part.text))}</i>", width)
        case Question():
            yield text_piece(f"<b>{part.number}.</b> {escape(as_read(part.task.ask))}", width)
            yield SpacePiece(_GAP / 2)
            yield from _blanks(part, width)
        case Fence():
            yield text_piece(rich_block(part), width, left=20.0)
        case _:
            yield text_piece(rich_block(part), width)


def pieces_of_drawing(drawing: Drawing, width: float) -> Iterator[Piece]:
    """The drawing, what its lines mean, and the weights for which it has no room."""
    piece = DrawingPiece(drawing, width)
    yield piece
    experiment, weights = drawing.document.experiment, piece.picture.edges.weights
    said = {"dashed: a weight below 0": (weights < 0).any(), "dotted: 0": (weights == 0).any()}
    told = [words for words, is_so in said.items() if is_so]
    if drawing.has_steps:
        told.append(f"learning rate {_rate(experiment.learning_rate)}")
    for table in tables_of_weights(experiment.network, piece.numbered):
        yield SpacePiece(_GAP)
        yield text_piece(table, width, SMALL)
    if told:
        yield text_piece(" · ".join(told), width, SMALL)


def _rate(value: float) -> str:
    return number(value) if is_exact(value) else fraction(value) or number(value)


def _blanks(question: Question, width: float) -> Iterator[Piece]:
    task = question.task
    match task:
        case NumberTask():
            yield WorkingPiece(width)
        case DirectionTask():
            yield TicksPiece([change.value for change in Change])
        case ChoiceTask():
            yield from _choices(task, width)
        case ClickTask():
            yield text_piece("<i>Circle it in the drawing.</i>", width)
        case ReachTask():
            yield from [ChangePiece(width)] * _changes(task)
        case OrderTask() | LinesTask():
            yield text_piece("<i>Number them from 1.</i>", width)
            texts = [text_written(task, text) for text in question.texts]
            yield from (TickedPiece(text, width, _ORDER_BOX) for text in texts)


def text_written(task: AnyTask, text: str) -> str:
    """A text that is put in order, as rich text: a line of code in letters of one width."""
    return f"<code>{escape(text)}</code>" if isinstance(task, LinesTask) else escape(text)


def _choices(task: ChoiceTask, width: float) -> Iterator[Piece]:
    for letter, text in zip(_LETTERS, task.choices, strict=False):
        yield TickedPiece(f"<b>{letter}</b>&nbsp; {escape(as_read(text))}", width)


def _changes(task: ReachTask) -> int:
    """For how many changes there is room: as many as its own solution makes."""
    changes = sum(move.strip().startswith("set") for move in task.solution)
    return min(max(1, changes), _MOST_CHANGES)
