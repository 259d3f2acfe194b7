"""The File menu: new, open, save, and leave."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from core.opening.sample_data import SAMPLES
from core.opening.starters import BANK, FIRST_STEPS, GOING_WRONG, WAYS_DOWN, Starter
from gui.actions.files import Files
from gui.operations.command import Command, Entry, Menu
from gui.session.session import Session
from gui.widgets.texts.plain_text import as_entry

_Standard = QKeySequence.StandardKey
_ABOUT_OPENING = "Open a document, a table, weights or a lesson"


def file_menu(session: Session, files: Files, export: Command, window: QWidget) -> Menu:
    """What is done with the document as a whole."""
    samples = [
        Command(
            f"new.{sample.key}",
            sample.title,
            partial(files.new_sample, sample),
            tip=sample.description,
        )
        for sample in SAMPLES
    ]

    new_data = Command(
        "new.data",
        "With &rows, noise and seed…",
        files.ask_and_new_data,
        tip="A built-in set with other rows, or data by a formula",
    )

    def beginning(starter: Starter) -> Command:
        keys = (_Standard.New,) if starter.key == BANK else ()
        do = partial(files.new, starter)
        return Command(f"new.{starter.key}", starter.title, do, keys, starter.description)

    def recent() -> Sequence[Entry]:
        return [
            Command("", as_entry(path.name), partial(files.open, path), tip=str(path))
            for path in files.recent
        ]

    def can_revert() -> bool:
        return session.path is not None and session.is_modified

    return Menu(
        "&File",
        (
            Menu(
                "&New",
                (
                    *map(beginning, FIRST_STEPS),
                    None,
                    Menu("&Ways down", [*map(beginning, WAYS_DOWN)]),
                    Menu("Where it &goes wrong", [*map(beginning, GOING_WRONG)]),
                    Menu("&Data sets", [*samples, None, new_data]),
                ),
            ),
            Command("open", "&Open…", files.ask_and_open, (_Standard.Open,), _ABOUT_OPENING),
            Menu("Open &recent", recent, is_possible=lambda: bool(files.recent)),
            None,
            Command("save", "&Save", files.save, (_Standard.Save,), "Save the document"),
            Command(
                "save_as", "Save &as…", files.save_as, ("Ctrl+Shift+S",), "Save to another file"
            ),
            Command(
                "save_without_history",
                "Save without &history…",
                files.save_without_history,
                tip="Save a small file of the document as it is now, without the way there",
            ),
            export,
            Command(
                "revert",
                "Re&vert",
                files.revert,
                tip="Return to what the file holds",
                is_possible=can_revert,
            ),
            None,
            Command("quit", "&Quit", window.close, (_Standard.Quit,), "Close the window"),
        ),
    )
