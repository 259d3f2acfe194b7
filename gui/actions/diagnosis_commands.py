"""The commands of the diagnosis, in the View menu."""

from collections.abc import Callable, Sequence

from gui.operations.command import Command
from gui.operations.diagnosis import Diagnosis
from gui.session.settings import Key, Settings


def diagnosis_commands(
    diagnosis: Diagnosis, show: Callable[[], object], settings: Settings
) -> Sequence[Command]:
    """The diagnosis on or off, remembered from one start to the next, and what it has found.

    `show` shows what is found.
    """

    def switch() -> None:
        diagnosis.switch(not diagnosis.is_on)
        settings.store(Key.DIAGNOSIS, diagnosis.is_on)

    return (
        Command(
            "diagnosis",
            "Diagnos&is",
            switch,
            tip="Look for what stands in the way of learning, and name it in the status bar",
            is_checked=lambda: diagnosis.is_on,
        ),
        Command(
            "diagnosis.show",
            "&What is found",
            show,
            ("F8",),
            "What stands in the way of learning, its evidence, and what helps",
            is_possible=lambda: diagnosis.is_on,
        ),
    )
