"""The program's windows, each of which listens at an address of its own for later starts.

That is a socket in a folder which is the user's alone; on Windows, a named pipe. One that a crash
has left is found closed, and removed.
"""

import os
import stat
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

FROM_DESKTOP = "--from-desktop"  # what menus and double-clicks put before the file
YES, NO = b"yes", b"no"
LONGEST = 10_000  # bytes of a question
_PATIENCE = 1.0  # seconds: a busy window answers by then, and one that hangs is not waited for
_PIPES = "\\\\.\\pipe\\"


def shown_elsewhere(arguments: Sequence[str]) -> bool:
    """Whether a window shows the one file that is asked for, and has come to the front.

    With any other option, or without a file, a window of its own is meant.
    """
    files = [argument for argument in arguments if argument != FROM_DESKTOP]
    if len(files) != 1 or files[0].startswith("-"):
        return False
    addresses = _addresses()
    return bool(addresses) and _ask_all(addresses, question(Path(files[0]).absolute()))


def new_address() -> str:
    """Where a new window is to listen.

    Raises:
        OSError: there is no place that is the user's alone.
    """
    name = os.urandom(4).hex()
    if sys.platform == "win32":
        return f"{_PIPES}{_folder().name}-{name}"
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _is_own(folder):
        raise OSError(f"{folder} is not this user's alone")
    return str(folder / name)


def question(path: Path) -> bytes:
    """Ask for a file, with what lets another window come to the front on Wayland."""
    return os.fsencode(path) + b"\0" + os.environ.get("XDG_ACTIVATION_TOKEN", "").encode()


def asked(data: bytes) -> tuple[Path, str]:
    """What a question asks for, and what it lets come to the front with."""
    path, _, token = data.partition(b"\0")
    return Path(os.fsdecode(path)), token.decode(errors="replace")


def _folder() -> Path:
    if sys.platform == "win32":
        return Path(f"downhill-{os.environ.get('USERNAME', '')}")
    base = os.environ.get("XDG_RUNTIME_DIR") or os.environ.get("TMPDIR") or "/tmp"
    return Path(base, f"downhill-{os.getuid()}")


def _is_own(folder: Path) -> bool:
    status = folder.lstat()
    own = stat.S_ISDIR(status.st_mode) and not status.st_mode & 0o077
    return own and (sys.platform == "win32" or status.st_uid == os.getuid())


def _addresses() -> list[str]:
    folder = _folder()
    try:
        if sys.platform == "win32":
            pipes = map(str, Path(_PIPES).iterdir())
            return [pipe for pipe in pipes if pipe.startswith(f"{_PIPES}{folder.name}-")]
        return [str(address) for address in folder.iterdir()] if _is_own(folder) else []
    except OSError:
        return []


def _ask_all(addresses: Sequence[str], question: bytes) -> bool:
    """Ask at all addresses at once. Only imported here: as a rule there is no other window."""
    from queue import Empty, SimpleQueue
    from threading import Thread

    answers: SimpleQueue[bool] = SimpleQueue()

    def ask(address: str) -> None:
        answers.put(_ask(address, question))

    for address in addresses:
        Thread(target=ask, args=(address,), daemon=True).start()
    try:
        return any(answers.get(timeout=_PATIENCE) for _ in addresses)
    except Empty:
        return False


def _ask(address: str, question: bytes) -> bool:
    from multiprocessing.connection import Client

    try:
        with Client(address) as connection:
            _let_come_to_front()
            connection.send_bytes(question)
            return connection.recv_bytes(LONGEST) == YES
    except ConnectionRefusedError:
        with suppress(OSError):
            Path(address).unlink()
    except (OSError, EOFError):
        pass
    return False


def _let_come_to_front() -> None:
    """Windows lets no program do so that the user has not just started, unless that one says so."""
    if sys.platform == "win32":
        import ctypes

        any_process = 0xFFFFFFFF
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
