"""Names of modules, which no script may have."""

import sys
from pathlib import Path

_LIBRARIES = {"keras", "numpy", "torch"}  # that scripts use, besides those of Python itself


def why_not_called(path: Path) -> str:
    """Why a file of Python may not be called so; empty where it may, and of other files.

    Python looks beside a script first for whatever the script and its libraries import.
    """
    name = path.stem
    if path.suffix.lower() != ".py" or name not in {*sys.stdlib_module_names, *_LIBRARIES}:
        return ""
    return f"{path.name} would be imported in the place of {name}: give it another name"
