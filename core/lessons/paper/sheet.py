"""A worksheet and its key: what stands on them, wherever on the paper that comes to be."""

from typing import NamedTuple

from msgspec import Struct

from core.document.document import Document
from core.explanation.hiding import Topic
from core.explanation.terms import Equation
from core.lessons.tasks.tasks import AnyTask
from core.lessons.text.markdown import Block


class Drawing(Struct, frozen=True, eq=False):
    """A network to be drawn.

    Attributes:
        document: that it is of.
        row: whose values are shown, counted from 0.
        hidden: what of them is not.
        has_steps: whether something is asked about steps, for which one has to know their size.
    """

    document: Document
    row: int
    hidden: frozenset[Topic] = frozenset()
    has_steps: bool = False


class Rows(Struct, frozen=True, eq=False):
    """A table of the inputs and targets of all rows."""

    document: Document


class Question(Struct, frozen=True):
    """A task with room for its answer; questions are counted through from 1.

    Attributes:
        number: which one it is.
        task: what is asked.
        texts: what is put in order, as it stands there; nothing for other tasks.
    """

    number: int
    task: AnyTask
    texts: tuple[str, ...] = ()


class Note(Struct, frozen=True):
    """A sentence to whoever fills in the sheet."""

    text: str


Part = Block | Drawing | Rows | Question | Note


class SheetPage(Struct, frozen=True, eq=False):
    """What a sheet has of one page of the lesson."""

    title: str
    parts: tuple[Part, ...]


class Wrong(NamedTuple):
    """A number that is not right, and what it means: "right for |sum| in the place of …"."""

    value: float
    words: str


class Answer(Struct, frozen=True, eq=False):
    """The answer to a question.

    Attributes:
        question: what is asked.
        worked: how a number comes about; None where none is asked for.
        ends: where a number begins, and where it ends once something is done.
        texts: what is right, where that is said in words; of several, each by itself.
        because: why it is right.
        wrong: what wrong numbers mean, each another one.
    """

    question: Question
    worked: Equation | None = None
    ends: tuple[float, float] | None = None
    texts: tuple[str, ...] = ()
    because: str = ""
    wrong: tuple[Wrong, ...] = ()


class KeyPage(Struct, frozen=True, eq=False):
    """What a key has of one page of the lesson.

    Attributes:
        title: of the page.
        drawing: the network with all its values; None where nothing is asked.
        answers: to the questions of the page.
        afterwards: what the lesson says once something is solved, for it tells the answer.
    """

    title: str
    drawing: Drawing | None
    answers: tuple[Answer, ...]
    afterwards: tuple[Block, ...]


class Worksheet(Struct, frozen=True, eq=False):
    """A sheet and its key.

    Attributes:
        title: of the lesson.
        number: of the sheet: the seed of its numbers.
        name: of whom it is for; empty where that is to be filled in.
        pages: of the sheet.
        key: the pages of the key.
    """

    title: str
    number: int
    name: str
    pages: tuple[SheetPage, ...]
    key: tuple[KeyPage, ...]
