"""The Descent menu: stepping, running, and moving in time."""

from functools import partial

from PySide6.QtWidgets import QWidget

from core.history.best_moment import BestMoment, best_moment, least_moment
from core.nn.loss import Loss
from core.nn.losses import LOSSES
from gui.actions.menus.way_down_menu import optimizer_menu
from gui.actions.preference_commands import option_commands
from gui.formatting.sentences import as_read
from gui.operations import structure
from gui.operations.command import Command, Menu
from gui.operations.futures import Futures
from gui.operations.run_until import last_conditions, remember_conditions
from gui.session.preferences import SPEED, Preferences
from gui.session.session import Session
from gui.session.settings import Settings

_COUNTS = (10, 100, 1000)
_RUN = "Take updates until paused, or until they change nothing"
_MOST_STEPS = 10_000_000


def descent_menu(
    session: Session, futures: Futures, preferences: Preferences, window: QWidget
) -> Menu:
    """Walking downhill, or back. The toolbar shows the same commands as buttons."""
    run_until = _run_until(session, preferences.settings, window)

    return Menu(
        "&Descent",
        (
            Command("step", "&Step downhill", session.step, ("Space",), "Take exactly one update"),
            *_several(session, window),
            Command(
                "run",
                lambda: "Pause" if session.is_running else "&Run",
                lambda: session.pause() if session.is_running else session.run(),
                ("R",),
                lambda: "Stop taking updates" if session.is_running else _RUN,
            ),
            run_until,
            Command(
                "back",
                "&Back",
                session.back,
                ("Shift+Space", "Alt+Left"),
                lambda: _back_tip(session),
                is_possible=lambda: _previous(session),
                repeats=True,
            ),
            Command(
                "restart",
                "Res&tart",
                session.restart,
                ("Ctrl+Backspace",),
                "Put the weights back to step 0; data and settings stay as they are now",
                # a file may have been saved later on
                is_possible=lambda: _previous(session) or session.document.experiment.updates > 0,
            ),
            None,
            Menu(SPEED.title, (*option_commands(preferences, SPEED), None, run_until), "speeds"),
            optimizer_menu(session, window),
            _loss_menu(session),
            Command(
                "best",
                "Go to the &best moment",
                partial(_go_to_best, session),
                ("Ctrl+B",),
                lambda: _best_tip(session),
                is_possible=lambda: _previous(session) or session.history.redo_moment is not None,
            ),
            None,
            Command(
                "futures",
                "F&utures",
                lambda: futures.switch(not futures.is_on),
                ("Ctrl+U",),
                "Look ahead: several learning rates side by side, in the loss plot and on the hill",
                is_checked=lambda: futures.is_on,
            ),
        ),
    )


def _several(session: Session, window: QWidget) -> tuple[Command, Menu]:
    count = _COUNTS[0]

    def take(steps: int) -> None:
        nonlocal count
        count = steps
        session.step(steps)

    def ask() -> None:
        from PySide6.QtWidgets import QInputDialog  # a start asks nothing

        chosen, meant = QInputDialog.getInt(
            window, "Step × N", "How many steps?", count, 1, _MOST_STEPS
        )
        if meant:
            take(chosen)

    several = Command(
        "several",
        lambda: f"Step × {count}",
        lambda: take(count),
        ("Ctrl+Space",),
        "Take several updates, as one action",
        label=lambda: f"× {count}",
    )

    def choice(steps: int) -> Command:
        return Command(
            f"several.{steps}",
            f"{steps} steps",
            lambda: take(steps),
            is_checked=lambda: count == steps,
        )

    another = Command("several.other", "Another &number…", ask)
    return several, Menu("Step × &N", (*map(choice, _COUNTS), None, another), "several")


def _run_until(session: Session, settings: Settings, window: QWidget) -> Command:
    def ask() -> None:
        from gui.dialogs.run_until_dialog import RunUntilDialog

        session.pause()
        dialog = RunUntilDialog(session.document.experiment, last_conditions(settings), window)
        if dialog.exec():
            remember_conditions(settings, dialog.until)
            session.run(dialog.until)
        dialog.deleteLater()

    return Command(
        "run_until",
        "Run &until…",
        ask,
        ("Shift+R",),
        "Take updates until it is flat, the loss is low, the validation loss rises, or so many",
    )


def _loss_menu(session: Session) -> Menu:
    def command(loss: Loss) -> Command:
        return Command(
            f"loss.{loss.key}",
            f"{loss.title}: {loss.formula}",
            partial(structure.set_loss, session, loss),
            is_checked=lambda: session.document.experiment.loss is loss,
        )

    return Menu("&Loss", [*map(command, LOSSES.values())])


def _best(session: Session) -> BestMoment | None:
    """Where the validation loss is lowest on this path or, without such rows, the loss."""
    sets_aside = session.evaluation.validation_loss is not None
    find = best_moment if sets_aside else least_moment
    return find(session.history, ahead=True)


def _go_to_best(session: Session) -> None:
    best = _best(session)
    if best is not None:
        session.go(best.moment)


def _best_tip(session: Session) -> str:
    sets_aside = session.evaluation.validation_loss is not None
    which = "the loss of the rows set aside" if sets_aside else "the loss"
    return f"Go to where {which} is lowest on this path"


def _previous(session: Session) -> bool:
    return session.history.previous(session.history.present) is not None


def _back_tip(session: Session) -> str:
    history = session.history
    action = history.undo_action
    if action is None:
        return "Back: this is the first moment"
    if action.updates:
        return f"Back: to step {history.updates_at(history.present) - 1}"
    return as_read(f"Back: {action.back or f'undo {action.name}'}")
