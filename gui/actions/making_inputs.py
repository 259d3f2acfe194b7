"""The command that makes inputs of others."""

from PySide6.QtWidgets import QWidget

from gui.dialogs.new_data.made_input_dialog import MadeInputDialog
from gui.operations.command import Command
from gui.operations.rows.made_inputs import make_inputs
from gui.session.session import Session


def make_inputs_command(session: Session, window: QWidget, name: str = "") -> Command:
    """Ask which inputs are to be made of others, and make them; `name` as a menu asks for it."""

    def ask() -> None:
        dialog = MadeInputDialog(session.document, window)
        if dialog.exec():
            make_inputs(session, dialog.formulas)
        dialog.deleteLater()

    tip = "More inputs from those there are: x², x × y, sin(x), or any formula"
    return Command(name, "Ma&ke inputs of others…", ask, tip=tip)
