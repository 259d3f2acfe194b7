"""Questions about files: which one, where to, and what to do with what is there."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.files.atomic_write import write_file
from core.files.file_names import with_ending
from core.files.file_reading import is_there
from core.text.module_names import why_not_called
from gui.dialogs.message_box import MessageBox
from gui.formatting.sentences import as_read

Button = QMessageBox.StandardButton


def ask_which(parent: QWidget, caption: str, folder: Path, filters: str) -> Path | None:
    """Ask for a file that is there; None if the question was cancelled."""
    name, _ = QFileDialog.getOpenFileName(parent, caption, str(folder), filters)
    return Path(name) if name else None


def ask_which_folder(parent: QWidget, caption: str, folder: Path) -> Path | None:
    """Ask for a folder; None if the question was cancelled."""
    name = QFileDialog.getExistingDirectory(parent, caption, str(folder))
    return Path(name) if name else None


def ask_where(
    parent: QWidget, caption: str, offered: Path, filters: str, endings: Sequence[str]
) -> Path | None:
    """Ask for a file to write, and before another one is replaced; None if that is not to be.

    The dialog's own question would come before the ending is put behind the name, so it would be
    about another file.

    Args:
        parent: the window.
        caption: of the dialog.
        offered: the file that is proposed.
        filters: what the dialog shows.
        endings: one of these the name will have; the first, if it has none.
    """
    dialog = QFileDialog(parent, caption, str(offered.parent), filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.selectFile(offered.name)
    chosen: Path | None = None
    while chosen is None and dialog.exec():
        path = with_ending(Path(dialog.selectedFiles()[0]), endings)
        if not is_there(path) or _may_replace(parent, path):
            chosen = path
    dialog.deleteLater()
    return chosen


def ask_and_write(
    parent: QWidget,
    caption: str,
    offered: Path,
    filters: str,
    endings: Sequence[str],
    written: bytes,
) -> Path | None:
    """Ask where to, as `ask_where` does, until it could be written; None if that is not to be."""
    path = ask_where(parent, caption, offered, filters, endings)
    while path is not None and (why := why_not_called(path) or _why_not_written(path, written)):
        complain(parent, f"“{path.name}” could not be saved.", why)
        path = ask_where(parent, caption, path, filters, endings)
    return path


def _why_not_written(path: Path, written: bytes) -> str:
    """Write a file, or say why that is not possible."""
    try:
        write_file(path, written)
    except OSError as problem:
        return problem.strerror or str(problem)
    return ""


def _may_replace(parent: QWidget, path: Path) -> bool:
    answer = ask(
        parent,
        f"“{path.name}” is already there. Replace it?",
        f"What it holds in {path.parent} is lost then.",
        {Button.Save: "&Replace", Button.Cancel: "&Cancel"},
    )
    return answer is Button.Save


def ask(
    parent: QWidget,
    text: str,
    explanation: str,
    choices: Mapping[Button, str],
    default: Button = Button.Cancel,
) -> Button:
    """Ask a question with some answers; Enter gives the default, which should lose nothing."""
    question = MessageBox(QMessageBox.Icon.Question, "Downhill", text, parent=parent)
    question.setInformativeText(explanation)
    for kind, words in choices.items():
        question.addButton(kind).setText(words)
    question.setDefaultButton(default)
    answer = Button(question.exec())
    question.deleteLater()
    return answer


def complain(parent: QWidget | None, what: str, why: str) -> None:
    """Say what could not be done, and why."""
    box = MessageBox(QMessageBox.Icon.Warning, "Downhill", what, parent=parent)
    box.setInformativeText(as_read(why))
    box.exec()
    box.deleteLater()
