"""What the loss plot shows besides the loss."""

from gui.operations.command import Command
from gui.panels.loss.loss_panel import LossPanel
from gui.session.settings import Key, Settings


def guess_command(loss: LossPanel, settings: Settings) -> Command:
    """The guess to beat, on or off, remembered from one start to the next."""

    def switch() -> None:
        shown = not loss.plot.is_guess_shown
        loss.set_guess_shown(shown)
        settings.store(Key.GUESS, shown)

    return Command(
        "guess_to_beat",
        "The &guess to beat",
        switch,
        tip="What always guessing the mean, or the commonest class, would give, beside the loss",
        is_checked=lambda: loss.plot.is_guess_shown,
    )


def turns_command(loss: LossPanel, settings: Settings) -> Command:
    """The marks of what nodes did, on or off, remembered from one start to the next."""
    turns = loss.plot.turns

    def switch() -> None:
        turns.switch(not turns.is_on)
        settings.store(Key.TURNS, turns.is_on)

    return Command(
        "turns_of_nodes",
        "Where nodes fell asleep",
        switch,
        tip="Mark in the loss plot where a node fell asleep, saturated or woke",
        is_checked=lambda: turns.is_on,
    )
