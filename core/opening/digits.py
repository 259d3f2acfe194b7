"""Digits written with a shaky hand: strokes of 0 to 9 as pictures of 8 × 8 pixels."""

from itertools import pairwise

import numpy as np

from core.data.image import ImageShape
from core.nn.arrays import Array

SHAPE = ImageShape(8, 8)
_HALF_WIDTH = 0.03  # of a stroke, in heights of a digit
_SOFT = 0.09  # how far ink fades out beyond
_TURN, _STRETCH, _SHIFT, _SHAKE = 0.1, 0.08, 0.04, 0.015
NOISE = 0.05
_STROKES = (  # corners of one line each, x to the right and y down, from 0 to 1
    ((0.5, 0.08), (0.25, 0.25), (0.25, 0.75), (0.5, 0.92), (0.75, 0.75), (0.75, 0.25), (0.5, 0.08)),
    ((0.32, 0.28), (0.54, 0.08), (0.54, 0.92)),
    ((0.26, 0.25), (0.5, 0.08), (0.74, 0.28), (0.26, 0.92), (0.76, 0.92)),
    ((0.27, 0.1), (0.72, 0.1), (0.45, 0.42), (0.73, 0.66), (0.55, 0.92), (0.26, 0.84)),
    ((0.62, 0.92), (0.62, 0.08), (0.22, 0.64), (0.8, 0.64)),
    (
        (0.72, 0.08),
        (0.3, 0.08),
        (0.28, 0.45),
        (0.6, 0.42),
        (0.74, 0.66),
        (0.56, 0.92),
        (0.26, 0.86),
    ),
    ((0.66, 0.08), (0.34, 0.4), (0.27, 0.74), (0.5, 0.92), (0.73, 0.72), (0.5, 0.5), (0.29, 0.66)),
    ((0.25, 0.08), (0.75, 0.08), (0.42, 0.92)),
    (
        (0.5, 0.48),
        (0.28, 0.28),
        (0.5, 0.08),
        (0.72, 0.28),
        (0.27, 0.72),
        (0.5, 0.92),
        (0.73, 0.72),
        (0.5, 0.48),
    ),
    ((0.71, 0.34), (0.5, 0.5), (0.27, 0.28), (0.5, 0.08), (0.73, 0.26), (0.66, 0.6), (0.42, 0.92)),
)


def draw_digits(random: "np.random.Generator", rows: int, noise: float) -> tuple[Array, Array]:
    """Pictures and their classes, as many of each digit as there is room for.

    Returns:
        Inputs from 0 (paper) to 1 (ink), shape (rows, 64), and targets of shape (rows, 10).
    """
    digits = np.arange(rows) % len(_STROKES)
    pictures = np.stack([_picture(random, np.array(_STROKES[digit])) for digit in digits.tolist()])
    noisy = np.clip(pictures + random.normal(0, noise, pictures.shape), 0, 1)
    return noisy.round(2), np.eye(len(_STROKES))[digits]


def _picture(random: "np.random.Generator", corners: Array) -> Array:
    """The ink in each pixel, shape (64,): turned, stretched, shifted and shaken a little."""
    turn = random.normal(0, _TURN)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    matrix *= random.normal(1, _STRETCH, 2)
    placed = (corners - 0.5) @ matrix.T + 0.5 + random.normal(0, _SHIFT, 2)
    placed += random.normal(0, _SHAKE, placed.shape)
    down, across = np.indices(SHAPE).reshape(2, -1)
    middles = np.column_stack(((across + 0.5) / SHAPE.columns, (down + 0.5) / SHAPE.rows))
    away = np.min([_distance(middles, *ends) for ends in pairwise(placed)], axis=0)
    return np.asarray(np.clip(1 - (away - _HALF_WIDTH) / _SOFT, 0, 1))


def _distance(points: Array, begin: Array, end: Array) -> Array:
    """How far points of shape (n, 2) are from a stretch of a line, shape (n,)."""
    way = end - begin
    along = np.clip((points - begin) @ way / (way @ way), 0, 1)
    return np.asarray(np.hypot(*(points - begin - along[:, np.newaxis] * way).T))
