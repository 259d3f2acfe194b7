"""The files of animations, read back."""

import io
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageSequence

from core.slices.work import finish
from gui.figures.animated_file import animated_file

SIZE = (120, 80)


@pytest.fixture
def frames() -> list[Image.Image]:
    """A small dot that wanders over more colours than a palette has."""
    across = np.linspace(0, 255, SIZE[0], dtype=np.uint8)
    down = np.linspace(0, 255, SIZE[1], dtype=np.uint8)
    ground = np.dstack((*np.meshgrid(across, down), np.full(SIZE[::-1], 90, dtype=np.uint8)))
    ground[:40] = (252, 252, 252)
    made = []
    for at in range(6):
        made.append(frame := Image.fromarray(ground))
        ImageDraw.Draw(frame).rectangle((10 * at, 20, 10 * at + 2, 22), fill=(15, 122, 78))
    return made


def read(data: bytes) -> Iterator[Image.Image]:
    yield from ImageSequence.Iterator(Image.open(io.BytesIO(data)))


def test_an_apng_has_every_pixel(frames: list[Image.Image]) -> None:
    found = [frame.convert("RGB") for frame in read(finish(animated_file(frames, ".apng", 10)))]
    assert len(found) == 6
    for one, other in zip(found, frames, strict=True):
        assert (np.asarray(one) == np.asarray(other)).all()


def tables_of_colours(gif: bytes) -> list[bytes]:
    """The palette of the file, and that of each frame which has one of its own."""
    found, at = [gif[13 : 13 + 3 * 256]], 13 + 3 * 256
    while gif[at : at + 1] != b";":
        if gif[at : at + 1] == b",":
            own = 3 * 2 ** (1 + (gif[at + 9] & 7)) if gif[at + 9] & 0x80 else 0
            found += [gif[at + 10 : at + 10 + own]] if own else []
            at += 11 + own
        else:
            at += 2
        while gif[at]:
            at += 1 + gif[at]
        at += 1
    return found


def test_all_frames_of_a_gif_have_one_palette(frames: list[Image.Image]) -> None:
    data = finish(animated_file(frames, ".gif", 10))
    assert len(set(tables_of_colours(data))) == 1
    for one, other in zip(read(data), frames, strict=True):
        found, wanted = (np.asarray(each.convert("RGB"), dtype=int) for each in (one, other))
        assert (found[:40] == wanted[:40]).all()  # what is seen most, and the small dot
        assert np.abs(found - wanted).max() < 40


def test_a_gif_with_few_colours_has_every_pixel(frames: list[Image.Image]) -> None:
    few = [frame.crop((0, 0, 120, 40)) for frame in frames]
    for one, other in zip(read(finish(animated_file(few, ".gif", 10))), few, strict=True):
        assert (np.asarray(one.convert("RGB")) == np.asarray(other)).all()


@pytest.mark.parametrize("ending", [".gif", ".apng"])
@pytest.mark.parametrize(("per_second", "each"), [(10, 100), (30, 30), (50, 20), (1, 1000)])
def test_frames_are_shown_as_long_as_they_should(
    frames: list[Image.Image], ending: str, per_second: int, each: int
) -> None:
    shown = read(finish(animated_file(frames, ending, per_second)))
    assert [round(frame.info["duration"]) for frame in shown] == [each] * 5 + [each + 1000]


@pytest.mark.parametrize("ending", [".gif", ".apng"])
def test_frames_that_are_the_same_are_one_for_longer(
    frames: list[Image.Image], ending: str
) -> None:
    found = read(finish(animated_file([frames[0]] * 3, ending, 10)))
    assert sum(frame.info["duration"] for frame in found) == 1300


@pytest.mark.parametrize("ending", [".gif", ".apng"])
def test_what_is_given_up_ends_at_once(frames: list[Image.Image], ending: str) -> None:
    work = animated_file(frames * 50, ending, 10)
    next(work)
    work.close()
    with pytest.raises(StopIteration):
        next(work)
