"""For whom sheets are, their numbers, and the paper: what is chosen before printing."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from core.cli.paper_options import LARGEST_NUMBER, MOST_SHEETS
from core.files.file_reading import FileReadError, read_file
from core.lessons.paper.names import names_in
from gui.dialogs.file_questions import ask_which, complain
from gui.paper.paper import Paper
from gui.paper.print_choices import PrintChoices
from gui.widgets.fields.count_field import CountField
from gui.widgets.texts.plain_text import set_tip

_PAPERS = {Paper.A4: "A4", Paper.LETTER: "Letter"}
_NAMES_HEIGHT = 96


class PrintForm(QWidget):
    """Shows the choices, and lets them be changed; `changed` comes whenever they are."""

    changed = Signal()

    def __init__(self, before: PrintChoices) -> None:
        super().__init__()
        self._before = before
        self._by_copies, self._by_names = QRadioButton("&Copies"), QRadioButton("&Names")
        self._copies = CountField(1, MOST_SHEETS)
        self._names = QPlainTextEdit(before.names)
        self._first = CountField(0, LARGEST_NUMBER)
        self._paper = QComboBox()
        self._from_file = QPushButton("&From a file…")
        self._set_up(before)
        self._lay_out()
        self._connect()

    def _set_up(self, before: PrintChoices) -> None:
        (self._by_names if before.are_named else self._by_copies).setChecked(True)
        self._copies.setValue(before.copies)
        self._copies.setAccessibleName("Copies")
        self._names.setPlaceholderText("one name a line")
        self._names.setAccessibleName("Names, one a line")
        self._names.setTabChangesFocus(True)
        self._names.setFixedHeight(_NAMES_HEIGHT)
        self._first.setValue(before.first)
        self._from_file.setAutoDefault(False)
        for paper, name in _PAPERS.items():
            self._paper.addItem(name, paper)
        self._paper.setCurrentIndex(self._paper.findData(before.paper))
        set_tip(self._by_copies, "Sheets with a line for the name, each with numbers of its own")
        set_tip(self._by_names, "A sheet for each name, with the name and numbers of its own")
        set_tip(self._from_file, "Take the names from a text, one a line")
        set_tip(self._first, "It draws the numbers; the sheets after it are numbered on")

    def _lay_out(self) -> None:
        copies, of_names = QHBoxLayout(), QHBoxLayout()
        copies.addWidget(self._by_copies)
        copies.addWidget(self._copies)
        copies.addStretch(1)
        of_names.addWidget(self._by_names)
        of_names.addStretch(1)
        of_names.addWidget(self._from_file)
        form = QFormLayout()
        form.addRow("N&umber of the first sheet", self._first)
        form.addRow("&Paper", self._paper)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(copies)
        column.addLayout(of_names)
        column.addWidget(self._names)
        column.addLayout(form)

    def _connect(self) -> None:
        self._by_copies.toggled.connect(self.changed)
        self._copies.valueChanged.connect(lambda: self._by_copies.setChecked(True))
        self._copies.valueChanged.connect(self.changed)
        self._names.textChanged.connect(lambda: self._by_names.setChecked(True))
        self._names.textChanged.connect(self.changed)
        self._first.valueChanged.connect(self.changed)
        self._paper.currentIndexChanged.connect(self.changed)
        self._from_file.clicked.connect(self._read_names)

    @property
    def choices(self) -> PrintChoices:
        """What is chosen."""
        return msgspec.structs.replace(
            self._before,
            copies=self._copies.value(),
            are_named=self._by_names.isChecked(),
            names=self._names.toPlainText(),
            first=self._first.value(),
            paper=self._paper.currentData(),
        )

    def _read_names(self) -> None:
        path = ask_which(self, "Names, one a line", self._before.place, "All files (*)")
        if path is None:
            return
        try:
            names = names_in(read_file(path).data, MOST_SHEETS)
        except FileReadError as trouble:
            complain(self, "The names could not be read.", str(trouble))
        except ValueError as trouble:
            complain(self, "The names could not be read.", f"{path.name}: {trouble}")
        else:
            self._names.setPlainText("\n".join(names))
