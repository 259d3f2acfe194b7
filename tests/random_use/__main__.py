"""Use the window at random, and end with 1 at the first thing that goes wrong.

    python -m tests.random_use --seed 1 --events 5000 --log events.txt
    python -m tests.random_use --replay events.txt
    python -m tests.random_use --shrink events.txt

Each event is written to the log before it is sent, so that the log of a crash holds what led to it.
"""

import argparse
import faulthandler
import os
import sys
import tempfile
import traceback
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from types import TracebackType
from typing import TextIO
from unittest.mock import patch

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from core.files.document_file import write_document
from core.opening.starters import open_starter
from tests.random_use.driver import Driver
from tests.random_use.events import Event, random_events, read_events
from tests.random_use.shrinking import shrink

_SECONDS = 60  # that an event may take
_HARMLESS = (
    "This plugin does not support",  # what the offscreen platform says of every window
    "Populating font family aliases",
    "OpenType support missing",  # for scripts that other encodings of a table bring in
    "Mouse event at",  # outside the window: a drag may end there
)


class Watch:
    """Ends the program at the first exception, warning, crash or freeze, and says what it was."""

    def __init__(self, log: TextIO) -> None:
        self._log = log
        faulthandler.enable()
        warnings.simplefilter("error")
        sys.excepthook = self._on_exception
        qInstallMessageHandler(self._on_message)

    def note(self, event: Event) -> None:
        """Write down what is done next, and give it its time."""
        self._log.write(f"{event}\n")
        self._log.flush()
        faulthandler.dump_traceback_later(_SECONDS, exit=True)

    def _on_exception(
        self, kind: type[BaseException], value: BaseException, trace: TracebackType | None
    ) -> None:
        traceback.print_exception(kind, value, trace)
        self._leave()

    def _on_message(self, kind: QtMsgType, _: QMessageLogContext, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not text.startswith(_HARMLESS):
            sys.stderr.write(f"Qt says: {text}\n")
            traceback.print_stack()
            self._leave()

    def _leave(self) -> None:
        sys.stderr.flush()
        os._exit(1)


def use(events: Sequence[Event], log: Path) -> int:
    """Send these events; return 0 if nothing went wrong."""
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)  # the driver opens another one
    with log.open("w") as stream, tempfile.TemporaryDirectory() as folder:
        watch = Watch(stream)
        with _answered_file_dialogs(Path(folder)):
            driver = Driver(events, watch.note)
            driver.begin()
            code = application.exec()
            application.clipboard().clear()  # kept longer than Python is, where there is no display
        faulthandler.cancel_dump_traceback_later()
    return code


@contextmanager
def _answered_file_dialogs(folder: Path) -> Iterator[None]:
    """Choose files of this folder in turn, and sometimes none; open nothing outside."""
    (folder / "rows.csv").write_text("a,b,c\n1,2,3\n4,5,6\n7,8,9\n2,2,1\n")
    write_document(folder / "xor.downhill", open_starter("xor"))
    (folder / "broken.downhill").write_text("{")
    opened = cycle(["rows.csv", "xor.downhill", "", "broken.downhill", ""])
    saved = cycle(["saved.downhill", "", "predicted.csv", "another"])
    chosen_folders = cycle([str(folder), ""])
    chosen = [""]

    def open_one(*_: object, **__: object) -> tuple[str, str]:
        name = next(opened)
        return (str(folder / name) if name else "", "")

    def choose_folder(*_: object, **__: object) -> str:
        return next(chosen_folders)

    def save_one(_: QFileDialog) -> bool:
        chosen[0] = next(saved)
        return bool(chosen[0])

    with (
        patch.object(QFileDialog, "getOpenFileName", open_one),
        patch.object(QFileDialog, "getExistingDirectory", choose_folder),
        patch.object(QFileDialog, "exec", save_one),
        patch.object(QFileDialog, "selectedFiles", lambda _: [str(folder / chosen[0])]),
        patch.object(QDesktopServices, "openUrl", lambda _: True),
    ):
        yield


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.random_use")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--events", type=int, default=5000)
    parser.add_argument("--log", type=Path, default=Path("events.txt"))
    parser.add_argument("--replay", type=Path)
    parser.add_argument("--shrink", type=Path)
    given = parser.parse_args()
    if given.shrink is not None:
        shrink(given.shrink)
        return 0
    events = read_events(given.replay) if given.replay else random_events(given.seed, given.events)
    log = Path(os.devnull) if given.replay else given.log
    return use(events, log)


if __name__ == "__main__":
    sys.exit(main())
