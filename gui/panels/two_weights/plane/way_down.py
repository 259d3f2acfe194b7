"""How far the arrow straight downhill reaches in a picture of the hill. No Qt in here."""

import math

import numpy as np

from gui.panels.two_weights.plane.plane_view import PlaneView
from gui.plotting.plot_frame import Frame

LONGEST, SHORTEST = 53, 18  # pixels; a shorter one could not be told from the ball


def arrow_end(view: PlaneView, frame: Frame) -> tuple[float, float] | None:
    """The pixel that the arrow from the ball points to; None where no way down can be seen.

    That is where the loss straight downhill is lowest, so it never points past the bottom, and
    it never leaves the picture.
    """
    with np.errstate(all="ignore"):
        seen = view.way * (frame.pixels_a_step, frame.pixels_a_unit)
        length = math.hypot(*seen.tolist())
        if not 0 < length < math.inf:
            return None
        pixels = np.arange(LONGEST + 1.0)
        points = view.here + np.multiply.outer(pixels, view.way / length)
        low, high = np.transpose(view.spans)
        outside = ((points < low) | (points > high)).any(axis=1)
        losses = np.where(outside, np.nan, view.between(view.losses, points))
        stops = np.flatnonzero(~(np.diff(losses) < 0))
    reached = pixels[stops[0] if stops.size else LONGEST]
    if reached < SHORTEST:
        return None
    across, up = (seen / length * reached).tolist()
    return frame.x(float(view.here[0])) + across, frame.y(float(view.here[1])) - up
