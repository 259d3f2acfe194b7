"""The arrow downhill, on a round bowl whose bottom is known: loss = (x − 1)² + (y + 2)²."""

from collections.abc import Sequence

import numpy as np
import pytest
from msgspec.structs import replace

from core.landscape.planes import of_two_weights
from core.opening.starters import BANK, open_starter
from gui.geometry import box_at
from gui.panels.two_weights.plane.plane_view import PlaneView
from gui.panels.two_weights.plane.way_down import LONGEST, arrow_end
from gui.plotting.plot_frame import Frame
from gui.plotting.scales import linear_range

BOTTOM = np.array([1.0, -2.0])
BOX = box_at(40, 10, 200, 200)


def bowl(
    here: Sequence[float], spans: tuple[tuple[float, float], tuple[float, float]]
) -> PlaneView:
    xs, ys = (np.linspace(*span, 101) for span in spans)
    at = np.array(here)
    losses = np.add.outer((xs - BOTTOM[0]) ** 2, (ys - BOTTOM[1]) ** 2)
    return PlaneView(
        plane=of_two_weights(open_starter(BANK).experiment, (0, 4)),
        spans=spans,
        xs=xs,
        ys=ys,
        losses=losses,
        range=linear_range(float(losses.max())),
        here=at,
        loss=float(((at - BOTTOM) ** 2).sum()),
        after=None,
        loss_after=0.0,
        way=2 * (BOTTOM - at),
        path=at[np.newaxis],
        note="",
    )


def test_far_from_the_bottom_it_has_its_full_length() -> None:
    spans = (-9.0, 11.0), (-12.0, 8.0)
    view, frame = bowl((-5.0, 6.0), spans), Frame(BOX, *spans)
    end = arrow_end(view, frame)
    assert end is not None
    start = frame.x(-5.0), frame.y(6.0)
    assert np.hypot(end[0] - start[0], end[1] - start[1]) == pytest.approx(LONGEST)


@pytest.mark.parametrize("away", [4.0, 3.0, 2.5])
def test_near_the_bottom_it_ends_there(away: float) -> None:
    spans = (-9.0, 11.0), (-12.0, 8.0)
    frame = Frame(BOX, *spans)
    end = arrow_end(bowl((1.0 + away, -2.0), spans), frame)
    assert end is not None
    assert end == pytest.approx((frame.x(1.0), frame.y(-2.0)), abs=2.0)


@pytest.mark.parametrize("away", [0.0, 1e-9, 0.1, 1.0])
def test_at_the_bottom_there_is_none(away: float) -> None:
    spans = (-9.0, 11.0), (-12.0, 8.0)
    assert arrow_end(bowl((1.0 + away, -2.0), spans), Frame(BOX, *spans)) is None


def test_it_never_leaves_the_picture() -> None:
    spans = (4.0, 6.0), (-3.0, -1.0)  # the bottom lies to the left of what is shown
    frame = Frame(BOX, *spans)
    end = arrow_end(bowl((4.3, -2.0), spans), frame)
    assert end is not None
    assert BOX.left - 1e-9 <= end[0] < frame.x(4.3) - 25


def test_a_wall_of_infinite_losses_ends_it() -> None:
    spans = (-9.0, 11.0), (-12.0, 8.0)
    view, frame = bowl((-5.0, -2.0), spans), Frame(BOX, *spans)
    losses = view.losses.copy()
    losses[view.xs > -2.0] = np.inf
    end = arrow_end(view.refined(view.xs, view.ys, losses), frame)
    assert end is not None
    assert end[0] <= frame.x(-2.0)


@pytest.mark.parametrize("size", [1e-300, 1e300, np.inf, np.nan])
def test_slopes_of_any_size_are_reckoned_with(size: float) -> None:
    spans = (-9.0, 11.0), (-12.0, 8.0)
    view = replace(bowl((-5.0, 6.0), spans), way=np.array([size, -size]))
    end = arrow_end(view, Frame(BOX, *spans))
    assert end is None or BOX.contains(*end)
