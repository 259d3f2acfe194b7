"""What the command line says: results on standard output, all else on standard error."""

import os
import sys


def say(what: object) -> None:
    """Tell the user something that is no result."""
    sys.stderr.write(f"downhill: {what}\n")


def print_result(text: str) -> int:
    """Write a result, and return the exit code."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as trouble:
        _forget_output()
        say(f"the numbers could not be written: {trouble.strerror}")
        return 1
    return 0


def _forget_output() -> None:
    """Let Python find nothing that it would try to write once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
