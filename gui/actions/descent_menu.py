"""The Descent menu: stepping, running, and moving in time."""

from functools import partial

from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from core.history.best_moment import best_moment
from core.nn.losses import LOSSES
from gui.actions.building import add_action, add_choice, add_switch
from gui.operations import structure
from gui.operations.early_stopping import PATIENCES, EarlyStop
from gui.operations.futures import Futures
from gui.session.run_clock import AS_FAST_AS_POSSIBLE
from gui.session.session import Session
from gui.session.snapshot import Present
from gui.widgets.plain_text import set_tip

_RUN = "Take updates until paused, or until they change nothing"
_COUNTS = (10, 100, 1000)
_MOST_STEPS = 10_000_000
SPEEDS = (
    ("One step every 2 seconds", 0.5),
    ("1 step a second", 1.0),
    ("5 steps a second", 5.0),
    ("20 steps a second", 20.0),
    ("60 steps a second", 60.0),
    ("As many as the frame allows", AS_FAST_AS_POSSIBLE),
)


class DescentMenu(QMenu):
    """Commands that walk downhill, or back. The top bar shows the same actions as buttons."""

    def __init__(self, session: Session, futures: Futures, parent: QWidget) -> None:
        super().__init__("&Descent", parent)
        self._session = session
        self._early_stop = EarlyStop(session, self)
        self._count = _COUNTS[0]
        self.step = add_action(
            self, "&Step downhill", session.step, ["Space"], "Take exactly one update"
        )
        self.several = add_action(
            self, "", self._step_several, ["Ctrl+Space"], "Take several updates, as one action"
        )
        self.run = add_action(
            self,
            "&Run",
            self._toggle_run,
            ["R"],
            _RUN,
        )
        self.back = add_action(
            self, "&Back", session.back, ["Shift+Space", "Alt+Left"], "Return one moment"
        )
        self.back.setAutoRepeat(True)
        self.restart = add_action(
            self,
            "Res&tart",
            session.restart,
            ["Ctrl+Backspace"],
            "Put the weights back to step 0; data and settings stay as they are now",
        )
        self.addSeparator()
        self.several_menu = self._build_several_menu()
        self.speed_menu = self._build_speed_menu()
        self._loss_menu = self._build_loss_menu()
        self._stop_menu = self._build_stop_menu()
        self.best = add_action(
            self,
            "Go to the &best moment",
            self._go_to_best,
            ["Ctrl+B"],
            "Go back to where the loss of the rows set aside was lowest",
        )
        self.addSeparator()
        self.futures = add_switch(
            self,
            "F&utures",
            futures.switch,
            ["Ctrl+U"],
            "Look ahead: several learning rates side by side, in the loss plot and on the hill",
        )
        futures.changed.connect(lambda: self.futures.setChecked(futures.is_on))
        self._choose_count(self._count)
        session.changed.connect(self._on_changed)
        session.running_changed.connect(self._on_running_changed)
        self._on_changed(session.present)
        self._on_running_changed(session.is_running)

    def choose_speed(self, per_second: float) -> None:
        """Choose how fast Run goes."""
        self._session.set_speed(per_second)
        for action, (_, speed) in zip(self.speed_menu.actions(), SPEEDS, strict=True):
            action.setChecked(speed == per_second)

    def _build_several_menu(self) -> QMenu:
        menu = self.addMenu("Step × &N")
        for count in _COUNTS:
            add_choice(menu, f"{count} steps", partial(self._take, count))
        menu.addSeparator()
        add_action(menu, "Another &number…", self._ask_for_count)
        return menu

    def _build_speed_menu(self) -> QMenu:
        menu = self.addMenu("Run s&peed")
        for text, speed in SPEEDS:
            add_choice(menu, text, partial(self.choose_speed, speed))
        return menu

    def _build_loss_menu(self) -> QMenu:
        menu = self.addMenu("&Loss")
        for loss in LOSSES.values():
            action = add_choice(
                menu,
                f"{loss.title}: {loss.formula}",
                partial(structure.set_loss, self._session, loss),
            )
            action.setData(loss.key)
        return menu

    def _build_stop_menu(self) -> QMenu:
        menu = self.addMenu("Stop a run &early")
        for patience in PATIENCES:
            text = f"after {patience} epochs without a better validation loss"
            action = add_choice(
                menu, text if patience else "never", partial(self._stop_after, patience)
            )
            action.setData(patience)
        menu.actions()[0].setChecked(True)
        return menu

    def _stop_after(self, patience: int) -> None:
        self._early_stop.patience = patience
        for action in self._stop_menu.actions():
            action.setChecked(action.data() == patience)

    def _go_to_best(self) -> None:
        best = best_moment(self._session.history)
        if best is not None:
            self._session.go(best.moment)

    def _take(self, count: int) -> None:
        self._choose_count(count)
        self._step_several()

    def _step_several(self) -> None:
        self._session.step(self._count)

    def _choose_count(self, count: int) -> None:
        self._count = count
        self.several.setText(f"Step × {count}")
        self.several.setIconText(f"× {count}")
        for action in self.several_menu.actions():
            action.setChecked(action.text() == f"{count} steps")

    def _ask_for_count(self) -> None:
        count, meant = QInputDialog.getInt(
            self, "Step × N", "How many steps?", self._count, 1, _MOST_STEPS
        )
        if meant:
            self._take(count)

    def _toggle_run(self) -> None:
        if self._session.is_running:
            self._session.pause()
        else:
            self._session.run()

    def _on_running_changed(self, running: bool) -> None:
        self.run.setText("Pause" if running else "&Run")
        set_tip(
            self.run,
            "Stop taking updates (R)" if running else f"{_RUN} (R)",
        )

    def _on_changed(self, present: Present) -> None:
        history = self._session.history
        previous = history.previous(history.present)
        self.back.setEnabled(previous is not None)
        set_tip(self.back, f"{self._back_text()} (Shift+Space)")
        begun = present.document.experiment.updates > 0  # in a file that was saved later on
        self.restart.setEnabled(previous is not None or begun)
        self.best.setEnabled(present.evaluation.validation_loss is not None)
        for action in self._loss_menu.actions():
            action.setChecked(action.data() == present.document.experiment.loss.key)

    def _back_text(self) -> str:
        history = self._session.history
        action = history.undo_action
        if action is None:
            return "Back: this is the first moment"
        if action.updates:
            return f"Back: to step {history.updates_at(history.present) - 1}"
        return f"Back: {action.back or f'undo {action.name}'}"
