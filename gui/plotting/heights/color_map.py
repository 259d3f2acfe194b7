"""Colours for losses: equal steps look equally large, in light and dark."""

from functools import cache

import numpy as np
import numpy.typing as npt

from core.nn.arrays import Array
from gui.style.colors import DARK, LIGHT

_STEPS = 256
_LIGHT = ("#FFFDF5", "#F8E3B5", "#E3AB74", "#B06452", "#6B3448", "#331C38")
_SIGNED = (LIGHT.negative, "#F2B48A", "#FBFBFB", "#8EC2E2", LIGHT.positive)
_DARK_SIGNED = (DARK.negative, "#6E4626", DARK.panel, "#2B5A78", DARK.positive)
_DARK = ("#1A2029", "#33294A", "#6B3659", "#B0584F", "#E39A5B", "#F9E2A4")

# Björn Ottosson, "A perceptual color space for image processing", 2020.
_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


@cache
def color_map(dark: bool, *, signed: bool = False) -> npt.NDArray[np.uint8]:
    """The colours from the lowest number to the highest, shape (256, 3): red, green, blue.

    The lowest is close to the panel's own colour. Signed ones go from orange over the panel's
    colour, for 0 in the middle, to blue, as weights do.
    """
    if signed:
        anchors = _DARK_SIGNED if dark else _SIGNED
        halves = [_between(half, _STEPS // 2) for half in (anchors[:3], anchors[2:])]
        colors = np.concatenate(halves)
    else:
        colors = _between(_DARK if dark else _LIGHT, _STEPS)
    colors.flags.writeable = False
    return colors


def _between(colors: tuple[str, ...], steps: int) -> npt.NDArray[np.uint8]:
    """So many colours through some, straight through the colour space OKLab at an even pace."""
    lab = _oklab(np.array([_parts(color) for color in colors]))
    length = np.hypot.reduce(np.diff(lab, axis=0), axis=1)
    reached = np.concatenate(([0.0], np.cumsum(length)))
    places = np.linspace(0.0, reached[-1], steps)
    even = np.stack([np.interp(places, reached, part) for part in lab.T], axis=1)
    return np.asarray(np.round(_from_oklab(even) * 255), dtype=np.uint8)


def shades(heights: Array, low: float, high: float) -> npt.NDArray[np.uint8]:
    """Which of the 256 colours belongs to each height; beyond the ends, the last one."""
    part = np.clip((np.nan_to_num(heights, nan=low) / 2 - low / 2) / (high / 2 - low / 2), 0, 1)
    return np.asarray((part * (_STEPS - 1)).astype(np.uint8))


def _parts(color: str) -> list[float]:
    return [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def _oklab(colors: Array) -> Array:
    linear = np.where(colors <= 0.04045, colors / 12.92, ((colors + 0.055) / 1.055) ** 2.4)
    return np.asarray(np.cbrt(linear @ _TO_CONES.T) @ _TO_LAB.T)


def _from_oklab(lab: Array) -> Array:
    linear = (lab @ np.linalg.inv(_TO_LAB).T) ** 3 @ np.linalg.inv(_TO_CONES).T
    linear = np.clip(linear, 0.0, 1.0)
    return np.asarray(
        np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    )
