"""The file of an animation: APNG with all colours, or GIF with one palette for all frames."""

import io
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from typing_extensions import Buffer, override

from core.slices.work import Work
from gui.figures.one_palette import with_one_palette

if TYPE_CHECKING:
    from PIL.Image import Image

_HELD = 1000  # milliseconds more for the last frame, before it begins again
_UNIT = 10  # milliseconds, in which GIF counts
_SHORTEST = 2  # of these units: less is shown far longer
_PATIENCE = 0.005  # seconds


class _GivenUpError(Exception):
    """Nobody wants the file any more."""


class _Sink(io.BytesIO):
    """Takes a file until it is given up."""

    def __init__(self) -> None:
        super().__init__()
        self.given_up = threading.Event()

    @override
    def write(self, data: Buffer, /) -> int:
        if self.given_up.is_set():
            raise _GivenUpError
        return super().write(data)


def durations(frames: int, per_second: int) -> list[int]:
    """How long each frame is shown, in milliseconds; the last one is held longer."""
    usual = max(round(1000 / per_second / _UNIT), _SHORTEST) * _UNIT
    return [usual] * (frames - 1) + [usual + _HELD]


def animated_file(frames: Sequence["Image"], ending: str, per_second: int) -> Work[bytes]:
    """The bytes of an animation that goes on for ever, made in a thread of its own.

    Args:
        frames: all of one size, with red, green and blue.
        ending: ".gif", or else it is an APNG.
        per_second: how many of them are shown in a second.
    """
    sink, write = _Sink(), _write_gif if ending == ".gif" else _write_apng
    with ThreadPoolExecutor(1) as executor:
        writing = executor.submit(write, sink, frames, durations(len(frames), per_second))
        try:
            while not writing.done():
                wait([writing], _PATIENCE)
                yield 0.5
        finally:
            sink.given_up.set()
        writing.result()
    return sink.getvalue()


def _write_gif(sink: _Sink, frames: Sequence["Image"], shown: list[int]) -> None:
    # Each frame stays below the next one, which has nothing where it is the same.
    _save(sink, with_one_palette(frames), "GIF", shown, disposal=1, optimize=True)


def _write_apng(sink: _Sink, frames: Sequence["Image"], shown: list[int]) -> None:
    _save(sink, _changes(frames), "PNG", shown, disposal=0, blend=1)


def _save(sink: _Sink, frames: Iterator["Image"], kind: str, shown: list[int], **how: int) -> None:
    """Write frames one after another, over and over, until it is given up."""
    first, *others = _until_given_up(sink, frames)
    first.save(
        sink, format=kind, save_all=True, append_images=others, duration=shown, loop=0, **how
    )


def _changes(frames: Sequence["Image"]) -> Iterator["Image"]:
    """The first frame, and what is other in each that follows, with nothing where it is not."""
    from PIL import Image

    yield frames[0].convert("RGBA")
    for before, after in pairwise(map(np.asarray, frames)):
        is_other = (before != after).any(axis=2)
        bands = np.dstack((after, np.full(is_other.shape, 255, np.uint8)))
        yield Image.fromarray(np.where(is_other[:, :, np.newaxis], bands, 0).astype(np.uint8))


def _until_given_up(sink: _Sink, frames: Iterator["Image"]) -> Iterator["Image"]:
    for frame in frames:
        if sink.given_up.is_set():
            raise _GivenUpError
        yield frame
