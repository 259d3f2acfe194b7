"""A lesson: pages of text, each with a network and tasks."""

from typing import Annotated

import msgspec
from msgspec import Struct

from core.explanation.hiding import Topic
from core.lessons.setup import Setup
from core.lessons.table_setup import TableSetup
from core.lessons.tasks.tasks import AnyTask, Texts
from core.lessons.text.markdown import Block
from core.lessons.words import HillPage, Panel

_FEW = msgspec.Meta(max_length=10)


class PageSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a page opens, hides and locks.

    Attributes:
        row: the row on show, counted from 1.
        steps: updates that are taken before the page begins.
        hide: topics whose numbers are hidden while the page has an open task.
        lock: weights and biases that may not be changed by hand, by their names.
        because: why they may not, said to whoever tries.
        panels: that are to be open; all others keep as they are.
        hill: the page of the hill that is turned to.
        diagnosis: whether the diagnosis speaks.
    """

    row: Annotated[int, msgspec.Meta(ge=1)] = 1
    steps: Annotated[int, msgspec.Meta(ge=0, le=10_000)] = 0
    hide: Annotated[tuple[Topic, ...], _FEW] = ()
    lock: Texts = ()
    because: Annotated[str, msgspec.Meta(max_length=200)] = ""
    panels: Annotated[tuple[Panel, ...], _FEW] = ()
    hill: HillPage | None = None
    diagnosis: bool = False


class AskedTask(Struct, frozen=True):
    """A task, and the line where it stands."""

    line: int
    task: AnyTask


class Page(Struct, frozen=True):
    """One page.

    Attributes:
        title: above it.
        line: where it begins.
        content: its blocks of text and its tasks, in order.
        setup: the network or table that it begins with: its own, or that of the page before.
        network_line: where that stands.
        settings: what it opens, hides and locks.
    """

    title: str
    line: int
    content: tuple[Block | AskedTask, ...]
    setup: Setup | TableSetup | None
    network_line: int
    settings: PageSettings

    @property
    def varies(self) -> bool:
        """Whether numbers of it are drawn."""
        return self.setup is not None and self.setup.varies

    @property
    def tasks(self) -> tuple[AskedTask, ...]:
        """What is asked on it."""
        return tuple(part for part in self.content if isinstance(part, AskedTask))


class Lesson(Struct, frozen=True):
    """A lesson.

    Attributes:
        title: above all of it.
        pages: one after another.
        digest: of its text, which tells it from other versions, however its lines end.
    """

    title: str
    pages: tuple[Page, ...]
    digest: str
