"""The menus of the window, and those that open at the pointer."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from core.history.branches import Branch
from core.history.moments import Moment
from gui.actions.branch_commands import ask_branch_name, branch_entries
from gui.actions.diagnosis_commands import diagnosis_commands
from gui.actions.export_command import export_command
from gui.actions.history_commands import history_commands, steps_menu
from gui.actions.lessons.asking import ask_menu
from gui.actions.lessons.class_command import class_command
from gui.actions.lessons.paper_commands import paper_commands
from gui.actions.menus.data_menu import data_menu
from gui.actions.menus.edit_menu import edit_menu, look_for
from gui.actions.menus.file_menu import file_menu
from gui.actions.menus.help_menu import help_menu
from gui.actions.menus.learn_menu import learn_menu
from gui.actions.menus.lessons_menu import lessons_menu
from gui.actions.menus.network_menu import layer_entries, network_menu, node_entries
from gui.actions.menus.picture_menu import picture_command, picture_menu
from gui.actions.menus.view_menu import (
    ViewOptions,
    drawing_commands,
    view_menu,
)
from gui.actions.moment_commands import moment_entries
from gui.actions.preference_commands import switch_command
from gui.actions.race_command import race_command
from gui.actions.weight_commands import weight_commands
from gui.canvas.input.picking import Target
from gui.dialogs.command_palette import CommandPalette
from gui.dialogs.guide.guide_place import GuidePlace
from gui.dialogs.keys_dialog import KeysDialog
from gui.operations.command import Entry, Menu
from gui.operations.diagnosis import Diagnosis
from gui.operations.search import SearchHit
from gui.plotting.plot_view import COPY
from gui.session.messages import Message
from gui.session.preferences import DIAGNOSIS, GUESS, TURNS, Preferences
from gui.session.settings import Settings
from gui.shell.bars.diagnosing import add_diagnosis
from gui.shell.front.hands import HandsPlace
from gui.shell.front.projector_commands import projector_commands
from gui.shell.front.projector_view import ProjectorView
from gui.shell.layout.docks import LOSS
from gui.shell.twin import unseen_twin
from gui.widgets.menus import show_menu

if TYPE_CHECKING:
    from gui.shell.main_window import MainWindow

_AS_LARGE = Message("In the projector view, text is as large as the window lets it be")


class Menus:
    """Every command of the window.

    Attributes:
        records: the menus of the bar, in order.
    """

    def __init__(
        self, window: "MainWindow", descent: Menu, preferences: Preferences, log: Path | None
    ) -> None:
        session, theme, canvas = window.session, window.theme, window.canvas
        settings = preferences.settings
        self._window = window
        self._projector = projector = ProjectorView(window, preferences)
        options = ViewOptions(session, theme, preferences, self._set_scale, window)
        diagnosis = Diagnosis(session, window)
        preferences.follow(DIAGNOSIS, diagnosis.switch)
        line = add_diagnosis(window, diagnosis)
        self._histories = history_commands(session)
        self._of_weights = (*weight_commands(session, window), None, *self._histories)
        self._asking = ask_menu(session, window.files.open, window)
        self._of_drawing = drawing_commands(session, canvas, preferences, options)
        hill, middle, explanation = window.hill_panel, window.middle, window.explanation
        race = race_command(session, theme, middle, window)
        hands, guide = HandsPlace(window), GuidePlace(theme, window)
        stage, loss = partial(unseen_twin, window), window.loss_panel
        export = export_command(session, theme, window.files, loss, settings, stage, window)
        self.records = (
            file_menu(session, window.files, export, window),
            edit_menu(session, preferences, window, self._have_keys_go_to),
            network_menu(session, self._of_weights, window),
            data_menu(session, window.files.tables, window),
            descent,
            view_menu(
                self._of_drawing,
                (
                    switch_command(preferences, GUESS),
                    switch_command(preferences, TURNS),
                    *diagnosis_commands(diagnosis, line.open, preferences),
                ),
                preferences,
                window.docks,
                hill,
                (
                    steps_menu(session, window.docks[LOSS], window.loss_panel),
                    picture_menu(window),
                ),
                middle,
                options,
                self._reset_layout,
                projector_commands(projector),
            ),
            learn_menu(
                session,
                window.player,
                canvas,
                explanation,
                race,
                hands.command,
                self._lessons(window, settings),
                preferences,
                window,
            ),
            help_menu(log, guide.open, self._show_keys, self._show_palette, window),
        )
        of_cell = ask_menu(session, window.files.open, window, window.data_panel.computed)
        window.data_panel.table.menu_opened.connect(partial(self._offer, (None, of_cell)))
        window.weights_panel.table.menu_opened.connect(partial(self._offer, (None, self._asking)))
        canvas.menu_requested.connect(self._show_at_pointer)
        window.loss_panel.menu_requested.connect(self._show_for_moment)
        window.panels.branches.menu_wanted.connect(self._show_for_branch)
        window.panels.branches.name_wanted.connect(partial(ask_branch_name, session, window))
        canvas.unfolding_wanted.connect(partial(look_for, session, window, self._have_keys_go_to))
        self._history = session.history
        session.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        """Close a menu that is for something of another history."""
        if self._window.session.history is not self._history:
            self._history = self._window.session.history
            popup = QApplication.activePopupWidget()
            if isinstance(popup, QMenu):
                popup.close()

    def _lessons(self, window: "MainWindow", settings: Settings) -> Sequence[Entry]:
        files = window.files
        menu = lessons_menu(lambda: files.lessons, self._asking, files.open, window)
        results = class_command(lambda: files.lessons, window.theme, settings, window)
        printing = paper_commands(lambda: files.lessons, files.may_leave, settings, window)
        return menu, results, *printing

    def _set_scale(self, scale: float) -> None:
        """Change the size of text and drawing, where it is not that of the window."""
        if self._projector.is_on:
            self._window.session.tell(_AS_LARGE)
        else:
            self._window.set_scale(scale)

    def put_back(self) -> None:
        """Put back what the next start should not find: the projector view, and a lesson's room."""
        self._projector.leave()
        if "lessons" in vars(self._window.panels):
            self._window.panels.lessons.put_away()

    def _reset_layout(self) -> None:
        self._projector.leave()
        self._window.reset_layout()

    def _show_keys(self) -> None:
        dialog = KeysDialog(self._window.menuBar(), self._window)
        dialog.exec()
        dialog.deleteLater()

    def _show_palette(self) -> None:
        dialog = CommandPalette(self.records, self._window)
        chosen = dialog.chosen if dialog.exec() else None
        dialog.deleteLater()
        if chosen is not None:
            chosen.do()

    def _have_keys_go_to(self, found: SearchHit) -> None:
        """What is typed now is for what was found."""
        table = self._window.data_panel.table
        for_table = found.row is not None and table.isVisible()
        (table if for_table else self._window.canvas).setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, entries: Sequence[Entry], menu: QMenu) -> None:
        """Have entries at the end of a menu that others make."""
        self._window.commands.add_to(menu, entries)

    def _show_at_pointer(self, target: Target, where: QPoint) -> None:
        """The menu for what lies under the pointer."""
        session = self._window.session
        entries: Sequence[Entry]
        if target.parameters:
            entries = (*self._of_weights, None, self._asking)
        elif target.node is not None:
            of_layer = layer_entries(session, target.node.layer)
            of_node = node_entries(session, target.node, self._window)
            entries = (*of_node, None, *self._histories, self._asking, None, *of_layer)
        elif target.layer is not None:
            entries = layer_entries(session, target.layer)
        else:
            entries = self._of_drawing
        self._pop_up(entries, where)

    def _show_for_moment(self, moment: Moment, where: QPoint) -> None:
        """The menu for a moment of the timeline or the loss plot."""
        window = self._window
        of_moment = moment_entries(window.session, moment, window)
        copying = picture_command(window.loss_panel.plot, COPY)
        self._pop_up((*of_moment, None, copying), where)

    def _show_for_branch(self, branch: Branch, where: QPoint) -> None:
        """The menu for a branch of the table."""
        self._pop_up(branch_entries(self._window.session, branch, self._window), where)

    def _pop_up(self, entries: Sequence[Entry], where: QPoint) -> None:
        show_menu(self._window.commands.popup(entries), where)
