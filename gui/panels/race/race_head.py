"""The controls of a race: step, run, begin again, set up, copy, and close."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.racing.race import Pace
from gui.operations.race.racing import Racing
from gui.style.roles import Look, Role
from gui.widgets.texts.plain_text import Label, set_tip

_SEVERAL = 100


class RaceHead(QWidget):
    """A row of buttons; Space and R do the same as the first and the third.

    `set_up_wanted`, `copy_wanted` and `close_wanted` come when others have to do something.
    """

    set_up_wanted, copy_wanted, close_wanted = Signal(), Signal(), Signal()

    def __init__(self, racing: Racing) -> None:
        super().__init__()
        self._racing = racing
        self.step = _button("Step", racing.step)
        self.several = _button(f"× {_SEVERAL}", lambda: racing.step(_SEVERAL))
        self.run = _button("Run", self.switch_run)
        self.restart = _button("Restart", racing.restart)
        set_tip(self.restart, "Begin the same race once more, at the same moment")
        self.set_up = _button("Set up…", self.set_up_wanted.emit)
        set_tip(self.set_up, "Choose who races, and begin at the present moment")
        self.copy = _button("Copy", self.copy_wanted.emit)
        set_tip(self.copy, "Put the results on the clipboard, as a table")
        self.close_button = _button("✕", self.close_wanted.emit)
        self.close_button.setAccessibleName("Back to the drawing")
        set_tip(self.close_button, "Back to the drawing; the race waits (Esc)")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Label("Race", role=Role.HEADING))
        row.addStretch(1)
        for button in (self.step, self.several, self.run, self.restart, self.set_up, self.copy):
            row.addWidget(button)
        row.addWidget(self.close_button)
        racing.begun.connect(self._show)
        racing.advanced.connect(self._show)
        racing.running_changed.connect(self._show)
        self._show()

    def switch_run(self) -> None:
        """Run, or pause."""
        if self._racing.is_running:
            self._racing.pause()
        else:
            self._racing.run()

    def _show(self) -> None:
        racing, race = self._racing, self._racing.race
        goes = not racing.is_over
        for button in (self.step, self.several, self.run):
            button.setEnabled(goes)
        for button in (self.restart, self.copy):
            button.setEnabled(race is not None)
        self.run.setText("Pause" if racing.is_running else "Run")
        unit = "epoch" if race is not None and race.pace is Pace.EPOCHS else "step"
        set_tip(self.step, f"One {unit} of every racer (Space)")
        set_tip(self.several, f"{_SEVERAL} {unit}s of every racer (Ctrl+Space)")
        set_tip(self.run, "Stop (R)" if racing.is_running else "Take steps until paused (R)")


def _button(text: str, do: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(Look.REMEDY)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda: do())
    return button
