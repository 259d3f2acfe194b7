"""Signals that end the program: from the terminal, at log-out, at shutdown."""

import signal
import socket
import sys
from contextlib import suppress

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

from gui.shell.rescue.recovery import Recovery
from gui.widgets.fields.typing_owner import Typing

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # not every system has all


class EndingSignals:
    """Has the work rescued, with what is being typed, when the program is told to end; ends it.

    Python only sees a signal once its interpreter runs, which an idle event loop does not let it.
    A socket that the signal's number is written to wakes the loop.
    """

    def __init__(self, recovery: Recovery, typing: Typing) -> None:
        self._recovery, self._typing = recovery, typing
        self._reader, self._writer = socket.socketpair()
        self._writer.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._on_activated)
        signal.set_wakeup_fd(self._writer.fileno())
        for number in (getattr(signal, name) for name in _NAMES if hasattr(signal, name)):
            if signal.getsignal(number) != signal.SIG_IGN:  # as nohup asks for
                signal.signal(number, lambda *_: None)

    def close(self) -> None:
        """Handle signals no longer."""
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    def _on_activated(self) -> None:
        number = self._reader.recv(1)[0]
        try:
            self._typing.settle()
            rescued = self._recovery.rescue_now()
            if rescued:
                with suppress(OSError):  # the terminal may be gone
                    sys.stderr.write(f"\nUnsaved work is in {rescued}\n")
        finally:  # whatever goes wrong, who told the program to end means it
            QApplication.exit(128 + number)
