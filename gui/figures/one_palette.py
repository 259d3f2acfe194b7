"""One palette for all frames of an animation, so that nothing flickers."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST = 255  # colours, and one for what stays as it was
_FREQUENT = 32  # colours that stay exactly what they are
_COUNTED = 16  # frames in which pixels are counted
_AT_ONCE = 4096  # colours that are compared with the palette
_EVERY = 2**24
_Codes = npt.NDArray[np.uint32]  # red, green and blue in one number
_Bands = npt.NDArray[np.int32]  # apart, shape (n, 3)


def with_one_palette(frames: Sequence["Image"]) -> Iterator["Image"]:
    """The same frames with a palette that serves all of them.

    What is seen most is exact, everything else as near as it gets, few pixels or many.
    """
    from PIL import Image

    seen = np.zeros(_EVERY, dtype=np.bool_)
    for frame in frames:
        seen[_codes(frame)] = True
    colours = np.flatnonzero(seen).astype(np.uint32)
    palette = _bands(colours) if len(colours) <= _MOST else _chosen(frames)
    nearest = np.zeros(_EVERY, dtype=np.uint8)
    for first in range(0, len(colours), _AT_ONCE):
        some = colours[first : first + _AT_ONCE]
        away = ((_bands(some)[:, np.newaxis] - palette) ** 2).sum(axis=2)
        nearest[some] = away.argmin(axis=1)
    for frame in frames:
        mapped = Image.fromarray(nearest[_codes(frame)])
        mapped.putpalette(palette.astype(np.uint8).tobytes())
        yield mapped


def _chosen(frames: Sequence["Image"]) -> _Bands:
    """The colours that divide those of the frames best."""
    from PIL import Image

    every = -(-len(frames) // _COUNTED)
    counted = [np.unique(_codes(frame), return_counts=True) for frame in frames[::every]]
    codes, at = np.unique(np.concatenate([each for each, _ in counted]), return_inverse=True)
    counts = np.bincount(at, np.concatenate([often for _, often in counted]))
    often = np.repeat(codes, np.ceil(np.sqrt(counts)).astype(np.intp))
    strip = Image.fromarray(_bands(often).astype(np.uint8)[np.newaxis])
    found = strip.quantize(_MOST, Image.Quantize.MEDIANCUT).getpalette() or []
    palette = np.array(found, dtype=np.int32).reshape(-1, 3)
    for exact in _bands(codes[counts.argsort()[: -_FREQUENT - 1 : -1]]):
        palette[((palette - exact) ** 2).sum(axis=1).argmin()] = exact
    return palette


def _codes(frame: "Image") -> _Codes:
    """The colour of each pixel, shape (height, width)."""
    red, green, blue = np.moveaxis(np.asarray(frame, dtype=np.uint32), 2, 0)
    codes: _Codes = red << 16 | green << 8 | blue
    return codes


def _bands(codes: _Codes) -> _Bands:
    return np.stack((codes >> 16, codes >> 8 & 255, codes & 255), axis=1).astype(np.int32)
