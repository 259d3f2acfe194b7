"""What the tests of the page of two weights do on it."""

from gui.panels.two_weights.plane.plane_choice import PlaneChoice
from gui.panels.two_weights.plane.plane_view import PlaneView
from gui.panels.two_weights.plane_page import PlanePage


def seen(page: PlanePage) -> PlaneView:
    view = page.scene.view
    assert view is not None
    return view


def choose(page: PlanePage, choice: PlaneChoice) -> None:
    page.actions_of_choices[choice].trigger()
