"""The window: everything on screen, drawn from the session's present moment."""

import builtins
import gc
from importlib import import_module

_USUAL = gc.get_threshold()

# All that is imported and built until the window is complete stays. The garbage collector would
# walk through it more than a hundred times, a tenth of the time until the first paint.
gc.set_threshold(100_000)

# PySide, but no library of Qt yet, puts a function of its own in the place of `import`, which reads
# and keeps the source of every module, to see whether it might choose a `__feature__`. None here
# does; the one before it is put back, for that is another tenth.
import_module("PySide6")
builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)
import_module("gui.overrides").handle_faults()  # before a class is made


def collect_as_usual() -> None:
    """Collect garbage as usual from now on; what the start has made is never walked through.

    That would make one of the first clicks late by two frames.
    """
    if gc.get_threshold() != _USUAL:
        gc.freeze()
        gc.set_threshold(*_USUAL)
