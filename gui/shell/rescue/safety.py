"""What sees to it that no work is lost while the program runs."""

import threading
from pathlib import Path

from core.files.atomic_write import sweep_leftovers
from gui.session.preferences import RESCUE
from gui.shell.main_window import MainWindow
from gui.shell.rescue.crash_reports import ProblemReporter
from gui.shell.rescue.ending_signals import EndingSignals
from gui.shell.rescue.recovery import Recovery
from gui.shell.rescue.rescue_offers import RescueOffers


class Safety:
    """Rescues the work, reports crashes, and heeds signals that end the program.

    What was rescued from windows that are gone is offered once this one is complete.

    Args:
        window: where the work is done.
        folder: of the log and of rescued work.
        rescue_after: how many seconds after a change unsaved work is rescued; as preferred, if
            nothing is said.
    """

    def __init__(self, window: MainWindow, folder: Path, rescue_after: float | None) -> None:
        self._window, self._rescued = window, folder / "rescued"
        self._recovery = Recovery(
            window.session, self._rescued, rescue_after or window.preferences[RESCUE]
        )
        if rescue_after is None:
            window.preferences.follow(RESCUE, self._recovery.wait)
        ProblemReporter(self._recovery, window, folder).install()
        self._signals = EndingSignals(self._recovery, window.session.typing)
        self._offers: RescueOffers | None = None
        window.completed.connect(self._look_around)

    def close(self) -> None:
        """End; unless the work was saved or given up, the next start finds what was rescued."""
        if self._offers is not None:
            self._offers.close()
        self._recovery.close(decided=not self._window.isVisible())
        self._signals.close()

    def _look_around(self) -> None:
        files, notices = self._window.files, self._window.notices
        self._offers = RescueOffers(files, self._recovery, notices, self._rescued)
        _sweep({self._rescued, *(path.parent for path in files.recent)})


def _sweep(folders: set[Path]) -> None:
    """Remove what killed saves have left, without waiting for the disks."""

    def sweep() -> None:
        for folder in folders:
            sweep_leftovers(folder)

    threading.Thread(target=sweep, name="sweep", daemon=True).start()
