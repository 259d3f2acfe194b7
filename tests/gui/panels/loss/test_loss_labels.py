"""Where words stand in the loss plot."""

import numpy as np

from gui.geometry import box_at
from gui.panels.loss.loss_labels import LossLabels
from gui.style.theme import Theme

ROOM = box_at(0, 0, 300, 200)


def test_the_best_validation_moment_is_named_away_from_the_curves(theme: Theme) -> None:
    x = np.linspace(0, 290, 291)
    falling = np.stack((x, 60 + 100 * (1 - np.exp(-x / 60))), axis=1)
    curves = np.vstack((falling, falling - (0, 20)))
    now = box_at(220, 162, 70, 14)
    at = (290.0, float(falling[-1, 1]))
    label = LossLabels(theme).best("validation: best 25.13 at 20", at, ROOM, curves, [now])
    assert ROOM.encloses(label.box)
    assert not label.box.overlaps(now)
    assert not any(label.box.contains(*point) for point in curves.tolist())


def test_the_guess_is_named_between_what_rises_at_the_left_and_what_is_said_at_the_right(
    theme: Theme,
) -> None:
    x = np.linspace(0, 300, 301)
    curve = np.stack((x, np.where(x < 45, np.abs(x - 30) * 6 + 10, 190)), axis=1)
    now = box_at(212, 174, 70, 14)
    labels = LossLabels(theme)
    label = labels.guess(["guessing the mean: 1.067"], 190, ROOM, curve, [now])
    assert ROOM.encloses(label.box)
    assert not label.box.overlaps(now)
    assert not any(label.box.contains(*point) for point in curve.tolist())
