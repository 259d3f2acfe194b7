"""What a class handed in, shown in a window of its own."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from gui.actions.lessons.lessons import Lessons
from gui.operations.command import Command
from gui.session.settings import Key, Settings, load_text
from gui.style.theme import Theme


def class_command(
    lessons: Callable[[], Lessons], theme: Theme, settings: Settings, window: QWidget
) -> Command:
    """Gather the folder of a class and show what came of it; the folder is remembered."""

    def show() -> None:
        from gui.dialogs.class_results.class_results_dialog import ClassResultsDialog

        known = load_text(settings, Key.CLASS_FOLDER, "")
        folder = Path(known) if known else None
        dialog = ClassResultsDialog(folder, (lessons().folder,), theme, window)
        dialog.exec()
        settings.store(Key.CLASS_FOLDER, str(dialog.field.folder or ""))
        dialog.deleteLater()

    return Command(
        "class_results",
        "Class res&ults…",
        show,
        tip="Who solved what, of all that a class handed in to a folder",
    )
