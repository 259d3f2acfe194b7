"""How colours look to an eye, and how different two of them look: apart from what is shown.

Sources: G. Machado, M. Oliveira, L. Fernandes, "A Physiologically-based Model for Simulation of
Color Vision Deficiency", 2009, at its full severity, in linear RGB; G. Sharma, W. Wu, E. Dalal,
"The CIEDE2000 Color-Difference Formula", 2005; contrast as in WCAG 2.2.
"""

import numpy as np

from core.nn.arrays import Array

SIGHTS = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)


def linear(colors: Array) -> Array:
    """Linear parts of red, green and blue, from parts of 255."""
    parts = np.asarray(colors) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def parts_of(color: str) -> Array:
    """Red, green and blue of "#RRGGBB"."""
    return np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)], dtype=np.float64)


def lab(light: Array) -> Array:
    """CIELAB of linear colours, shape (…, 3), under D65."""
    of_white = light @ _TO_XYZ.T / (_TO_XYZ @ np.ones(3))
    x, y, z = np.moveaxis(
        np.where(of_white > 216 / 24389, np.cbrt(of_white), (24389 / 27 * of_white + 16) / 116),
        -1,
        0,
    )
    return np.stack((116 * y - 16, 500 * (x - y), 200 * (y - z)), axis=-1)


def seen(colors: Array, sight: str) -> Array:
    """CIELAB of what an eye sees of colours whose parts are those of 255."""
    return lab(np.clip(linear(colors) @ SIGHTS[sight].T, 0.0, 1.0))


def contrast(color: str, ground: str) -> float:
    """The ratio of contrast, from 1 to 21."""
    lights = [float(linear(parts_of(each)) @ (0.2126, 0.7152, 0.0722)) for each in (color, ground)]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def difference(first: Array, second: Array) -> float:
    """CIEDE2000 between two colours in CIELAB."""
    chroma = (np.hypot(*first[1:]) + np.hypot(*second[1:])) / 2
    redder = 1.5 - 0.5 * np.sqrt(chroma**7 / (chroma**7 + 25**7))
    (l1, c1, h1), (l2, c2, h2) = (_polar(each, redder) for each in (first, second))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    lightness, chroma, hue = (l1 + l2) / 2, (c1 + c2) / 2, h1 + turn / 2 if c1 * c2 else h1 + h2
    by_hue = (
        1
        - 0.17 * _cos(hue - 30)
        + 0.24 * _cos(2 * hue)
        + 0.32 * _cos(3 * hue + 6)
        - 0.20 * _cos(4 * hue - 63)
    )
    off = (lightness - 50) ** 2
    dl = (l2 - l1) / (1 + 0.015 * off / np.sqrt(20 + off))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * chroma * by_hue)
    blue = 60 * np.exp(-((((hue - 275 + 180) % 360 - 180) / 25) ** 2))
    turned = -2 * np.sqrt(chroma**7 / (chroma**7 + 25**7)) * np.sin(np.radians(blue))
    return float(np.sqrt(dl**2 + dc**2 + dh**2 + turned * dc * dh))


def _polar(color: Array, redder: float) -> tuple[float, float, float]:
    a, b = color[1] * redder, color[2]
    return float(color[0]), float(np.hypot(a, b)), float(np.degrees(np.arctan2(b, a)))


def _cos(degrees: float) -> float:
    return float(np.cos(np.radians(degrees)))
