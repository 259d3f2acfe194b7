"""What is chosen for worksheets, remembered from one start to the next."""

from pathlib import Path
from typing import Annotated

import msgspec

from core.cli.paper_options import LARGEST_NUMBER, MOST_SHEETS
from core.lessons.paper.names import names_in
from gui.paper.paper import Paper
from gui.session.settings import Key, Settings, load_text


class PrintChoices(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """For whom sheets are, and on what paper.

    Attributes:
        copies: how many there are, if they are not for names.
        are_named: whether there is one for each name.
        names: one a line, as they were typed.
        first: the number of the first sheet.
        paper: the size.
        folder: where they were saved last; empty for nowhere yet.
    """

    copies: Annotated[int, msgspec.Meta(ge=1, le=MOST_SHEETS)] = 1
    are_named: bool = False
    names: str = ""
    first: Annotated[int, msgspec.Meta(ge=0, le=LARGEST_NUMBER)] = 1
    paper: Paper = Paper.A4
    folder: str = ""

    @property
    def on_sheets(self) -> list[str]:
        """The name on each sheet, empty where it is to be filled in.

        Raises:
            ValueError: there are no names, too many, or one is too long.
        """
        if not self.are_named:
            return [""] * self.copies
        return names_in(self.names.encode(errors="replace"), MOST_SHEETS)

    @property
    def place(self) -> Path:
        """The folder that is offered."""
        folder = Path(self.folder) if self.folder else Path.home()
        return folder if folder.is_dir() else Path.home()


def remembered_choices(settings: Settings) -> PrintChoices:
    """What was chosen last."""
    try:
        return msgspec.json.decode(load_text(settings, Key.WORKSHEET, ""), type=PrintChoices)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return PrintChoices()


def remember_choices(settings: Settings, choices: PrintChoices) -> None:
    """Keep what is chosen."""
    settings.store(Key.WORKSHEET, msgspec.json.encode(choices).decode())
