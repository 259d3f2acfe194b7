"""The system is told whether title bars are to be dark, where it can be told: as under KDE."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.display
def test_title_bars_follow_the_theme_that_is_chosen() -> None:
    program = """
from PySide6.QtGui import QGuiApplication
from gui.app import create_window
from gui.session.settings import Key, MemorySettings
from gui.style.theme import ThemeChoice

def tell():
    QGuiApplication.processEvents()
    print(QGuiApplication.styleHints().colorScheme().name, window.theme.is_dark)

settings = MemorySettings()
settings.store(Key.THEME, "dark")
window = create_window(settings=settings)
tell()
for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.SYSTEM):
    window.theme.choose(choice)
    tell()
"""
    desktop = {"XDG_CURRENT_DESKTOP": "KDE", "KDE_SESSION_VERSION": "6", "KDE_FULL_SESSION": "true"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | desktop | {"QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.splitlines() == ["Dark True", "Light False", "Dark True", "Light False"]
