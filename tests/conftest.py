"""What all tests share: no display is needed, and nothing of the user's is touched."""

import importlib
import os
import sys
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

importlib.import_module("core")  # sets the number of BLAS threads, before anything loads NumPy
if sys.platform.startswith("linux") and not (
    os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")

# Property tests look at the same examples in every run, however slow the machine.
settings.register_profile("steady", deadline=None, derandomize=True, max_examples=25)
settings.load_profile("steady")
_NUMBERS = count()


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home folder of its own, which nobody has made yet."""
    home = tmp_path_factory.getbasetemp() / f"home_{next(_NUMBERS)}"
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(home))
    return home
