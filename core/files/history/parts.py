"""What a `.downhill` file holds of a history, part by part, under the names that stand in the file.

All arrays stand in one block of numbers, one after another, in the order of the lines: of each the
state that it begins with, its losses, the states that are kept, and the losses of rows set aside.
The parts say how many numbers each of them has.
"""

import msgspec

from core.files.document_parts import DocumentPart, Part


class FramePart(Part, kw_only=True):
    """A document without its weights and what the optimizer remembers, which the lines have.

    `rows_of` is the frame whose rows it has, by its place among all; none if they are its own, and
    −1 for those of the document itself.
    """

    document: DocumentPart
    rows_of: int | None = None


class TracePart(Part, kw_only=True):
    """How the numbers of a trace are to be read; see `TraceRecord`.

    `pairs` tells that buckets have a lowest and a highest loss; else each has one number.
    """

    last: int
    stride: int = 1
    bucket: int = 1
    losses: int
    pairs: bool = False
    pending: int = 0
    vectors: int = 0
    latest: bool = False


class ActionPart(Part, kw_only=True):
    """An edit or a run: what it is called, and the moments that it begins and ends with."""

    name: str
    start: list[int]
    end: list[int]
    back: str = ""


class LinePart(Part, kw_only=True):
    """A line: the document that it begins with, and what came after.

    `changed` are the places in the state that differ from the one that the line before begins with;
    null where the whole state stands in the block. `start` is the line whose first experiment is
    the start of its document; null for this one's own.
    """

    frame: int
    updates: int
    changed: list[int] | None = None
    start: int | None = None
    trace: TracePart
    aside: TracePart | None = None
    origin: list[int] | None = None
    edit: ActionPart | None = None
    runs: list[ActionPart] = msgspec.field(default_factory=list)
    onward: int | None = None
    seconds: float = 0.0
    branch: int | None = None


class BranchPart(Part):
    """A branch: the line that it ends with, its name, and whether it is shown."""

    tip: int
    name: str = ""
    shown: bool = True


class NamePart(Part):
    """The name of a moment."""

    moment: list[int]
    name: str


class HistoryPart(Part, kw_only=True):
    """The whole history. `numbers` are float64, the lowest byte first, in base64."""

    frames: list[FramePart]
    lines: list[LinePart]
    present: list[int]
    branches: list[BranchPart] = msgspec.field(default_factory=list)
    names: list[NamePart] = msgspec.field(default_factory=list)
    numbers: str
