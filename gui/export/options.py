"""What can be chosen of the kinds of files."""

from typing import NamedTuple

from core.export.scripts.replay import Replay
from gui.figures.animation import USUAL_RATE, Stretch
from gui.figures.figure import Subject
from gui.style.theme import ThemeChoice


class Options(NamedTuple):
    """What can be chosen: of scripts what is retold, of pictures how they look and move."""

    replay: Replay | None = None
    subject: Subject | None = None
    theme: ThemeChoice | None = None
    scale: float = 1.0
    transparent: bool = False
    stretch: Stretch | None = None
    per_second: int = USUAL_RATE
