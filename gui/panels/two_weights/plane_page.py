"""The page of the hill over two weights: which plane, how it is drawn, and the drawing."""

from functools import partial

from PySide6.QtGui import QAction, QActionGroup, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from gui.operations.futures import Futures
from gui.panels.two_weights.contour_plot import ContourPlot
from gui.panels.two_weights.no_plane import NoPlane
from gui.panels.two_weights.plane.plane_choice import PlaneChoice, words_for
from gui.panels.two_weights.plane.plane_scene import PlaneScene
from gui.panels.two_weights.surface.surface_plot import SurfacePlot
from gui.session.session import Session
from gui.session.settings import Key, Settings, load_flag, load_text
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.buttons.quiet_button import QuietButton
from gui.widgets.fields.scale_choice import ScaleChoice
from gui.widgets.texts.plain_text import Label, set_tip, show_choice

_LEAST_OF_CHOICE = 80  # pixels; where there is no more, the names of weights are cut off


class PlanePage(QWidget):
    """A row of quiet controls over contours or a surface."""

    def __init__(
        self,
        session: Session,
        futures: Futures,
        theme: Theme,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self.scene = PlaneScene(session, futures, self)
        self.contours = ContourPlot(session, self.scene, theme)
        self.surface = SurfacePlot(self.scene, theme)
        self.no_plane = NoPlane()
        self.choice = QuietButton()
        self.choice.setMinimumWidth(_LEAST_OF_CHOICE)
        self.actions_of_choices = self._build_menu()
        self.shape = QuietButton()
        self.shape.setCheckable(True)
        self.shape.setText("3-D")
        self.shape.setToolTip("Show the hill as a surface that can be turned, or from above")
        self.shape.toggled.connect(self._show_surface)
        self.scale = ScaleChoice()
        self.scale.setAccessibleName("Loss colours")
        self.scale.chosen.connect(self._choose_scale)
        self._note = Label(role=Role.MUTED)
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._stack = QStackedLayout()
        self._lay_out()
        self.scene.changed.connect(self._on_scene_changed)
        self._restore()

    def _build_menu(self) -> dict[PlaneChoice, QAction]:
        menu = QMenu(self.choice)
        menu.setToolTipsVisible(True)
        group = QActionGroup(menu)
        actions = {}
        for choice in PlaneChoice:
            action = actions[choice] = menu.addAction(choice.value)
            action.setCheckable(True)
            set_tip(action, choice.tip)
            action.triggered.connect(partial(self._choose, choice))
            group.addAction(action)
        self.choice.setMenu(menu)
        return actions

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.choice)
        row.addWidget(self._note, 1)
        row.addWidget(self.shape)
        row.addWidget(self.scale)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addLayout(self._stack, 1)
        for widget in (self.contours, self.surface, self.no_plane):
            self._stack.addWidget(widget)  # in a layout without a widget, each would be a window

    def _restore(self) -> None:
        """Look as it was looked last."""
        self.scale.choose(load_flag(self._settings, Key.HILL_LOGARITHMIC, False))
        self.shape.setChecked(load_flag(self._settings, Key.HILL_SURFACE, False))
        wanted = load_text(self._settings, Key.HILL_PLANE, PlaneChoice.SELECTED.name)
        self._choose(PlaneChoice.__members__.get(wanted, PlaneChoice.SELECTED))

    def _choose(self, choice: PlaneChoice, _: bool = False) -> None:
        self._settings.store(Key.HILL_PLANE, choice.name)
        self.actions_of_choices[choice].setChecked(True)
        set_tip(self.choice, choice.tip)
        self.scene.choose(choice)

    def _choose_scale(self, logarithmic: bool) -> None:
        self._settings.store(Key.HILL_LOGARITHMIC, logarithmic)
        self.scene.set_logarithmic(logarithmic)

    def _show_surface(self, shown: bool) -> None:
        self._settings.store(Key.HILL_SURFACE, shown)
        self._on_scene_changed()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_scene_changed()

    def _on_scene_changed(self) -> None:
        if not self.isVisible():
            return
        scene = self.scene
        words = scene.choice.value if scene.why else words_for(scene.choice, scene.selected)
        show_choice(self.choice, words)
        view, network = scene.view, self._session.document.experiment.network
        self._note.setText("" if view is None else view.note)
        self.no_plane.say(scene.why, weights=network.parameters.size)
        drawn = self.surface if self.shape.isChecked() else self.contours
        self._stack.setCurrentWidget(self.no_plane if scene.why else drawn)
