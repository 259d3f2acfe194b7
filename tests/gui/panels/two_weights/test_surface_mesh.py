import math
from collections.abc import Sequence

import numpy as np
import pytest

from gui.geometry import box_at
from gui.panels.two_weights.surface.surface_mesh import Mesh, mesh
from gui.panels.two_weights.surface.surface_projection import Projection, Rotation, fitted

Grid = tuple[np.ndarray, np.ndarray, np.ndarray]
ABOVE = Projection(Rotation(0.0, math.radians(90)), (0.0, 0.0), 1.0)  # pixels are x and −y


def area(polygons: Sequence[np.ndarray]) -> float:
    """The sum of the areas of polygons, by Gauss's formula for each."""
    return sum(
        abs(float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)))) / 2
        for x, y in (polygon.T for polygon in polygons)
    )


def cone() -> Grid:
    """Heights 2 r − 0.5: 0 where r = 0.25, and 1 where r = 0.75."""
    places = np.linspace(-1, 1, 51)
    return places, places, 2 * np.hypot(*np.meshgrid(places, places)) - 0.5


@pytest.fixture
def cut() -> Mesh:
    return mesh(cone(), ABOVE)


def test_the_edge_of_the_plateau_and_of_the_floor_is_a_contour(cut: Mesh) -> None:
    """Between two points of the grid, r differs from a straight line by at most 0.04² / (8 r)."""
    plateau, floor = (np.hypot(*np.vstack(part).T) for part in (cut.plateau, cut.floor))
    assert plateau.min() == pytest.approx(0.75, abs=0.04**2 / 8 / 0.75)
    assert floor.max() == pytest.approx(0.25, abs=0.04**2 / 8 / 0.25)
    edge = plateau[plateau < 0.76]
    assert edge.size > 100
    slopes = np.hypot(*np.vstack(cut.slopes).T)
    assert 0.249 < slopes.min() < slopes.max() < 0.751


def test_floor_slopes_and_plateau_lie_side_by_side(cut: Mesh) -> None:
    """Within a circle of radius r less than (0.04 / r)² / 2 of its area is missing."""
    assert area(cut.floor) == pytest.approx(math.pi / 16, rel=0.0128)
    assert area(cut.slopes) == pytest.approx(math.pi / 2, rel=2e-3)
    assert area(cut.plateau) == pytest.approx(4 - 9 * math.pi / 16, rel=2e-3)
    assert sum(map(area, (cut.floor, cut.slopes, cut.plateau))) == pytest.approx(4)


def test_what_is_cut_is_level() -> None:
    """Seen from the horizon, with 1 unit upwards as long as another."""
    side = Projection(Rotation(0.0, 0.0), (0.0, 0.0), 1.0)
    cut = mesh(cone(), side)
    heights = [-np.vstack(part)[:, 1] for part in (cut.floor, cut.slopes, cut.plateau)]
    np.testing.assert_allclose(heights[0], 0, atol=1e-12)
    np.testing.assert_allclose(heights[2], 1)
    assert heights[1].min() == pytest.approx(0, abs=1e-9)
    assert heights[1].max() == pytest.approx(1)


@pytest.mark.parametrize("low", [0.2, 0.8])
@pytest.mark.parametrize("turned", [False, True])
def test_on_a_saddle_the_middle_decides_what_is_joined(low: float, turned: bool) -> None:
    """One cell of 2 × 2 with heights of 1.5 and `low` in turn, cut at 1."""
    heights = np.array([[1.5, low], [low, 1.5]])[:: -1 if turned else 1]
    ends = np.array([-1.0, 1.0])
    cut = mesh((ends, ends, heights), ABOVE)
    middle_is_high = (1.5 + low) / 2 > 1
    reached = 2 * ((1 - low if middle_is_high else 0.5) / (1.5 - low))
    two_corners = reached**2  # two triangles at right angles, each with two sides of this length
    separate, joined = (cut.slopes, cut.plateau) if middle_is_high else (cut.plateau, cut.slopes)
    assert area(separate) == pytest.approx(two_corners)
    assert area(joined) == pytest.approx(4 - two_corners)


def plane(slope: tuple[float, float]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A grid of −1 … 1 and heights that rise evenly, with a hole in one corner."""
    places = np.linspace(-1, 1, 9)
    heights = 0.5 + np.add.outer(slope[0] * places, slope[1] * places)
    heights[-1, -1] = np.nan
    return places, places, heights


def test_cells_come_from_the_farthest_to_the_nearest_and_holes_are_left_out() -> None:
    for azimuth in np.radians((-55, 20, 130, 250)):
        projection = fitted(Rotation(float(azimuth)), box_at(0, 0, 300, 200))
        surface = mesh(plane((0.0, 0.0)), projection)
        assert len(surface.cells) == 8 * 8 - 1
        middles = (surface.cells - 3.5) / 4
        away = math.sin(azimuth) * middles[:, 0] + math.cos(azimuth) * middles[:, 1]
        place = {tuple(cell): nth for nth, cell in enumerate(surface.cells.tolist())}
        for (i, j), nth in place.items():  # its neighbours that are nearer are painted later
            for neighbour in ((i + 1, j), (i, j + 1), (i - 1, j), (i, j - 1)):
                if neighbour in place and away[place[neighbour]] < away[nth]:
                    assert place[neighbour] > nth


def test_a_slope_that_faces_the_light_is_brighter_than_one_that_does_not() -> None:
    turn = Rotation()
    towards = turn.light()[:2] / np.hypot(*turn.light()[:2])

    def light(slope: np.ndarray) -> float:
        projection = fitted(turn, box_at(0, 0, 300, 200))
        found = mesh(plane((slope[0], slope[1])), projection).light
        np.testing.assert_allclose(found, found[0])
        return float(found[0])

    # A surface that rises away from the light faces it.
    assert light(-0.3 * towards) > light(0 * towards) > light(0.3 * towards)
