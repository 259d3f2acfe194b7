"""The rows of the built-in sets, each from a generator: the same numbers from the same seed.

Each function returns inputs of shape (rows, inputs) and targets of shape (rows,) or, for several
classes, (rows, classes). `noise` is the standard deviation of what chance adds: to numbers that are
predicted, or to the points whose class is.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from core.nn.arrays import Array

Rows = tuple[Array, Array]
Make = Callable[[np.random.Generator, int, float], Rows]


def bank(random: np.random.Generator, rows: int, noise: float) -> Rows:
    """Transactions; children count only for customers who are not retired."""
    age = random.integers(18, 90, rows).astype(float)
    retired = (age + random.normal(0, 4, rows) > 65).astype(float)
    accounts = random.integers(1, 6, rows).astype(float)
    children = random.integers(0, 5, rows).astype(float)
    balance = np.round(random.lognormal(7.5, 0.8, rows), 2)
    transactions = 2 + 3 * accounts + 2.5 * children * (1 - retired) + 0.0004 * balance
    transactions -= 1.5 * accounts * retired
    noisy = np.maximum(0, np.round(transactions + random.normal(0, noise, rows)))
    return np.column_stack((accounts, children, age, balance, retired)), noisy


def _square(random: np.random.Generator, rows: int) -> Array:
    """Points in a square about 0, shape (rows, 2)."""
    return random.uniform(-1, 1, (rows, 2)).round(3)


def _shaken(random: np.random.Generator, points: Array, noise: float) -> Array:
    """Both numbers of points, of shape (rows, 2), as they look to who tells their class."""
    return np.asarray((points + random.normal(0, noise, points.shape)).T)


def line(random: np.random.Generator, rows: int, noise: float) -> Rows:
    x = random.uniform(-2, 2, rows).round(2)
    return x[:, np.newaxis], (1.5 * x - 0.5 + random.normal(0, noise, rows)).round(2)


def sine(random: np.random.Generator, rows: int, noise: float) -> Rows:
    x = np.sort(random.uniform(-3, 3, rows)).round(2)
    return x[:, np.newaxis], (np.sin(x) + random.normal(0, noise, rows)).round(3)


def step(random: np.random.Generator, rows: int, noise: float) -> Rows:
    x = np.sort(random.uniform(-2, 2, rows)).round(2)
    y = np.where(x > 0.3, 1.0, 0.0) + random.normal(0, noise, rows)
    return x[:, np.newaxis], y.round(3)


def few_points(random: np.random.Generator, rows: int, noise: float) -> Rows:
    """A wave with much noise, and a large network to learn the noise by heart."""
    x = random.uniform(-3, 3, rows).round(2)
    return x[:, np.newaxis], (np.sin(x) + random.normal(0, noise, rows)).round(2)


def cloud(random: np.random.Generator, rows: int, noise: float) -> Rows:
    points = _square(random, rows)
    x, y = _shaken(random, points, noise)
    return points, (x * y > 0).astype(float)


def circles(random: np.random.Generator, rows: int, noise: float) -> Rows:
    inside = np.arange(rows) % 2
    angle = random.uniform(0, 2 * np.pi, rows)
    radius = np.where(inside, 0.4, 1.0) + random.normal(0, noise, rows)
    points = np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))
    return points.round(3), inside.astype(float)


def moons(random: np.random.Generator, rows: int, noise: float) -> Rows:
    lower = np.arange(rows) % 2
    angle = random.uniform(0, np.pi, rows)
    x = np.where(lower, 1 - np.cos(angle), np.cos(angle))
    y = np.where(lower, 0.5 - np.sin(angle), np.sin(angle))
    points = np.column_stack((x, y)) + random.normal(0, noise, (rows, 2))
    return points.round(3), lower.astype(float)


def spiral(random: np.random.Generator, rows: int, noise: float) -> Rows:
    arm = np.arange(rows) % 2
    along = np.sqrt(random.uniform(0.02, 1, rows))
    angle = 3.2 * np.pi * along + np.pi * arm
    points = along[:, np.newaxis] * np.column_stack((np.cos(angle), np.sin(angle)))
    return (points + random.normal(0, noise, (rows, 2))).round(3), arm.astype(float)


def blobs(random: np.random.Generator, rows: int, noise: float) -> Rows:
    which = np.arange(rows) % 3
    middles = np.array([[-1.2, -0.6], [1.1, -0.8], [0.1, 1.2]])
    points = middles[which] + random.normal(0, noise, (rows, 2))
    return points.round(3), np.eye(3)[which]


def wages(random: np.random.Generator, rows: int, noise: float) -> Rows:
    """Wages an hour, more with education and experience, with a long tail upwards."""
    education = np.clip(np.round(random.normal(13, 2.6, rows)), 4, 18)
    age = np.clip(np.round(random.gamma(6, 6.2, rows)), 18, 64)
    experience = np.maximum(0, age - education - 6)
    union = (random.uniform(size=rows) < 0.18).astype(float)
    female = (random.uniform(size=rows) < 0.46).astype(float)
    log_wage = 0.7 + 0.09 * education + 0.035 * experience - 0.0005 * experience**2
    log_wage += 0.18 * union - 0.22 * female + random.normal(0, noise, rows)
    columns = (education, experience, age, union, female)
    return np.column_stack(columns), np.exp(log_wage).round(2)


def border(random: np.random.Generator, rows: int, noise: float) -> Rows:
    points = _square(random, rows)
    x, y = _shaken(random, points, noise)
    return points, (x + 0.5 * y > 0.1).astype(float)


def plane(random: np.random.Generator, rows: int, noise: float) -> Rows:
    points = _square(random, rows)
    height = 2 * points[:, 0] - points[:, 1] + 0.5
    return points, (height + random.normal(0, noise, rows)).round(3)


def saddle(random: np.random.Generator, rows: int, noise: float) -> Rows:
    points = _square(random, rows)
    height = points[:, 0] ** 2 - points[:, 1] ** 2
    return points, (height + random.normal(0, noise, rows)).round(3)


def _corners(
    answers: tuple[float, ...], random: np.random.Generator, rows: int, noise: float
) -> Rows:
    """Points about (0, 0), (0, 1), (1, 0) and (1, 1) in turn, with the answers there."""
    which = np.arange(rows) % len(answers)
    corners = np.column_stack((which // 2, which % 2))
    points = corners + random.normal(0, noise, (rows, 2))
    return points.round(3), np.array(answers)[which]


both: Make = partial(_corners, (0.0, 0.0, 0.0, 1.0))
either: Make = partial(_corners, (0.0, 1.0, 1.0, 1.0))
one_of_two: Make = partial(_corners, (0.0, 1.0, 1.0, 0.0))
