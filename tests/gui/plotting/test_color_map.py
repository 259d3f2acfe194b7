import numpy as np
import pytest

from gui.plotting.heights.color_map import color_map, shades
from gui.style.colors import DARK, LIGHT


def lightness(colors: np.ndarray) -> np.ndarray:
    """CIE L*, which is not what the map is made with."""
    linear = np.where(
        colors / 255 <= 0.04045, colors / 255 / 12.92, ((colors / 255 + 0.055) / 1.055) ** 2.4
    )
    luminance = linear @ [0.2126, 0.7152, 0.0722]
    return np.asarray(116 * np.cbrt(np.maximum(luminance, 1e-4)) - 16)


@pytest.mark.parametrize("dark", [False, True])
def test_lightness_goes_one_way_without_jumps(dark: bool) -> None:
    steps = np.diff(lightness(color_map(dark).astype(float)))
    steps = steps if dark else -steps
    assert (steps > -0.35).all()
    assert (np.convolve(steps, np.ones(8), "valid") > 0).all()
    assert steps.max() < 1.2


@pytest.mark.parametrize(("dark", "panel"), [(False, LIGHT.panel), (True, DARK.panel)])
def test_the_lowest_loss_is_close_to_the_panel(dark: bool, panel: str) -> None:
    own = [int(panel[at : at + 2], 16) for at in (1, 3, 5)]
    assert np.abs(color_map(dark)[0].astype(int) - own).max() <= 16


def test_heights_beyond_the_ends_take_the_last_colour() -> None:
    assert shades(np.array([-5.0, 0.0, 0.5, 1.0, 9.0]), 0.0, 1.0).tolist() == [0, 0, 127, 255, 255]
