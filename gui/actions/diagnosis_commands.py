"""The commands of the diagnosis, in the View menu."""

from collections.abc import Callable, Sequence

from gui.actions.preference_commands import switch_command
from gui.operations.command import Command
from gui.operations.diagnosis import Diagnosis
from gui.session.preferences import DIAGNOSIS, Preferences


def diagnosis_commands(
    diagnosis: Diagnosis, show: Callable[[], object], preferences: Preferences
) -> Sequence[Command]:
    """The diagnosis on or off, remembered from one start to the next, and what it has found.

    `show` shows what is found.
    """
    return (
        switch_command(preferences, DIAGNOSIS),
        Command(
            "diagnosis.show",
            "&What is found",
            show,
            ("F8",),
            "What stands in the way of learning, its evidence, and what helps",
            is_possible=lambda: diagnosis.is_on,
        ),
    )
