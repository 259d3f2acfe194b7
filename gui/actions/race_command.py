"""The race in the place of the drawing: set up, shown, and left again."""

from functools import cached_property

from PySide6.QtWidgets import QWidget

from core.racing.by_hand import by_hand
from gui.operations.command import Command
from gui.operations.race.racing import Racing
from gui.panels.race.race_page import RacePage
from gui.session.session import Session
from gui.style.theme import Theme
from gui.widgets.middle import Guest, Middle

_TIP = "Optimizers, rates, starts or batch sizes side by side, in step from the same moment"


def race_command(session: Session, theme: Theme, middle: Middle, window: QWidget) -> Command:
    """Set up a race and show it; once there is one, show it or go back to the drawing."""
    place = _Place(session, theme, middle, window)
    return Command(
        "race",
        lambda: "The &race" if place.has_race else "&Race…",
        place.show,
        ("Ctrl+Shift+R",),
        _TIP,
        is_checked=lambda: place.is_shown,
    )


class _Place:
    """The race of a window and its page, which is made when it is first asked for."""

    def __init__(self, session: Session, theme: Theme, middle: Middle, window: QWidget) -> None:
        self._session, self._theme, self._middle, self._window = session, theme, middle, window
        self._racing = Racing(session, window)

    @cached_property
    def _guest(self) -> Guest:
        page = RacePage(self._session, self._racing, self._theme)
        page.set_up_wanted.connect(self._set_up)
        page.close_wanted.connect(self._close)
        self._middle.addWidget(page)
        return Guest(page)

    @property
    def has_race(self) -> bool:
        """Whether one is set up."""
        return self._racing.race is not None

    @property
    def is_shown(self) -> bool:
        """Whether it stands in the place of the drawing."""
        return "_guest" in vars(self) and self._middle.is_showing(self._guest)

    def show(self) -> None:
        """Show it, or go back to the drawing; where there is none yet, ask for it first."""
        if self.has_race or self.is_shown:
            self._middle.switch(self._guest)
        else:
            self._set_up()

    def _set_up(self) -> None:
        from gui.dialogs.race.race_dialog import RaceDialog

        self._session.settle()
        self._racing.pause()
        experiment, hand = self._session.document.experiment, by_hand(self._session.history)
        dialog = RaceDialog(experiment, self._racing.line_up, hand, self._window)
        if dialog.exec():
            self._racing.set_up(dialog.line_up, against_hand=dialog.with_hand)
            if not self.is_shown:
                self._middle.switch(self._guest)
        dialog.deleteLater()

    def _close(self) -> None:
        self._racing.pause()
        if self.is_shown:
            self._middle.bring_back()
