"""What one student hands in: how far one lesson was worked through, as a small JSON file."""

from typing import Annotated

import msgspec

from core.files.file_names import safe_name
from core.lessons.lesson import Lesson
from core.lessons.progress import Count, Place, Progress, Record, Records, listed, records_of
from core.text.names import in_one_line
from core.text.numbers import grouped

MAX_BYTES = 8_000_000
MOST_NAME = 100  # characters
SUFFIX = ".json"
_VERSION = 1
_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=MOST_NAME)]
_MOST_TITLE = 1000
_Text = Annotated[str, msgspec.Meta(max_length=_MOST_TITLE)]


class HandInError(Exception):
    """Why a file is nothing that was handed in."""


class HandIn(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="downhill hand-in"):
    """What one student did in one lesson.

    Attributes:
        version: of this format.
        student: the name that was given.
        lesson: its title.
        file: the name of its file.
        digest: that of the lesson.
        seconds: when it was handed in, since 1970.
        tasks: the records of its tasks, each behind its page and its task, from 0.
    """

    version: Annotated[int, msgspec.Meta(ge=1)] = _VERSION
    student: _Name
    lesson: _Text
    file: _Text
    digest: _Text
    seconds: Count
    tasks: Annotated[Records, msgspec.Meta(max_length=1000)]

    @property
    def records(self) -> dict[Place, Record]:
        """What counts of each task."""
        return {place: record.counted for place, record in records_of(self.tasks).items()}


class _Versioned(msgspec.Struct, frozen=True, tag_field="kind", tag="downhill hand-in"):
    version: int


def handed_in(
    student: str, lesson: Lesson, file: str, progress: Progress, seconds: float
) -> HandIn:
    """What a student hands in.

    Args:
        student: the name, which is written in one line.
        lesson: that was played.
        file: the name of its file.
        progress: in it.
        seconds: the time, since 1970.

    Raises:
        HandInError: the name says nothing, or is too long.
    """
    name = in_one_line(student)
    if not name:
        raise HandInError("Write your name, so that your teacher knows whose it is.")
    if len(name) > MOST_NAME:
        raise HandInError(f"A name may have {MOST_NAME} characters; this one has {len(name)}.")
    return HandIn(
        student=name,
        lesson=title_of(lesson),
        file=file,
        digest=lesson.digest,
        seconds=int(seconds),
        tasks=listed(progress),
    )


def title_of(lesson: Lesson) -> str:
    """The title of a lesson in one line that is not too long."""
    return in_one_line(lesson.title)[:_MOST_TITLE]


def file_name_of(handed: HandIn) -> str:
    """What the file of a hand-in is called, whatever the student's name is."""
    name, lesson = safe_name(handed.student, "Somebody"), safe_name(handed.lesson, "Lesson")
    return f"{name}–{lesson}{SUFFIX}"


def encode_hand_in(handed: HandIn) -> bytes:
    """A hand-in as its file holds it."""
    return msgspec.json.format(msgspec.json.encode(handed), indent=1) + b"\n"


def decode_hand_in(data: bytes) -> HandIn:
    """The hand-in that a file holds.

    Raises:
        HandInError: it holds none.
    """
    if len(data) > MAX_BYTES:
        raise HandInError(f"it is larger than {grouped(MAX_BYTES)} bytes")
    try:
        version = msgspec.json.decode(data, type=_Versioned).version
        if version > _VERSION:
            raise HandInError("it was handed in by a newer version of Downhill")
        found = msgspec.json.decode(data, type=HandIn)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as trouble:
        raise HandInError(
            f"it is no hand-in: {str(trouble) or 'it is nested too deeply'}"
        ) from None
    student = in_one_line(found.student)
    if not student:
        raise HandInError("it is no hand-in: it has no name")
    return msgspec.structs.replace(found, student=student, lesson=in_one_line(found.lesson))
