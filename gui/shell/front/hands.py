"""The show of hands in its place: where the explanation usually stands."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gui.operations.command import Command

if TYPE_CHECKING:
    from gui.operations.show_of_hands import ShowOfHands
    from gui.panels.hands.hands_panel import HandsPanel
    from gui.shell.main_window import MainWindow

_TIP = "What will the loss, or what is selected, do at the next step? Count hands, then see"


class HandsPlace:
    """The show of hands of one window and its panel, made when they are first asked for."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self.command = Command(
            "hands",
            "Show of &hands",
            lambda: self._hands.switch(),
            ("F9",),
            _TIP,
            is_checked=lambda: "_hands" in vars(self) and self._hands.is_on,
        )

    @cached_property
    def _hands(self) -> "ShowOfHands":
        from gui.operations.show_of_hands import ShowOfHands

        hands = ShowOfHands(self._window.session, self._window)
        hands.changed.connect(self._on_changed)
        return hands

    @cached_property
    def _panel(self) -> "HandsPanel":
        from gui.panels.hands.hands_panel import HandsPanel

        window = self._window
        panel = HandsPanel(self._hands, window.session, window.theme)
        window.panels.below.addWidget(panel)
        return panel

    def _on_changed(self) -> None:
        """Show the panel with the keys in it, or the explanation and the keys in the drawing."""
        below, is_on = self._window.panels.below, self._hands.is_on
        shown = self._panel if is_on else self._window.panels.explanation
        if shown is below.currentWidget():
            return
        focused = QApplication.focusWidget()
        had_keys = focused is not None and below.isAncestorOf(focused)
        below.setCurrentWidget(shown)
        if is_on:
            self._panel.first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif had_keys:
            self._window.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self._window.commands.refresh()
