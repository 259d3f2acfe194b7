"""The choices of a file's dialect: found by the program, corrected by the user."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from core.tables.dialect import DELIMITERS, ENCODINGS, QUOTES, Dialect
from gui.style.roles import Role
from gui.widgets.plain_text import Label, set_tip

_DECIMAL_NAMES = {"": "as found", ".": "point 0.5", ",": "comma 0,5"}
_QUOTE_NAMES = {'"': 'double "', "'": "single '", "": "none"}


class DialectRow(QWidget):
    """A line of small choices. `changed` comes with the `Dialect` when the user changes one."""

    changed = Signal(object)

    def __init__(self, dialect: Dialect, *, pasted: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = dialect
        delimiters = dict(DELIMITERS)
        delimiters.setdefault(dialect.delimiter, f"“{dialect.delimiter}”")
        self.encoding = _choice(ENCODINGS, dialect.encoding, "Encoding of the file")
        self.delimiter = _choice(delimiters, dialect.delimiter, "What stands between two cells")
        self.decimal = _choice(_DECIMAL_NAMES, dialect.decimal, "The decimal mark in numbers")
        quotes = {quote: _QUOTE_NAMES[quote] for quote in QUOTES}
        self.quote = _choice(quotes, dialect.quote, "What stands around cells with separators")
        self.header = QCheckBox("first row has &names")
        self.header.setChecked(dialect.has_header)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        labelled = [
            ("Encoding", self.encoding),
            ("Separator", self.delimiter),
            ("Decimal", self.decimal),
            ("Quotes", self.quote),
        ]
        for text, box in labelled[1:] if pasted else labelled:
            label = Label(text, role=Role.MUTED)
            row.addWidget(label)
            row.addWidget(box)
            row.addSpacing(8)
        self.encoding.setVisible(not pasted)
        row.addWidget(self.header)
        row.addStretch(1)
        for box in (self.encoding, self.delimiter, self.decimal, self.quote):
            box.activated.connect(self._tell)
        self.header.clicked.connect(self._tell)

    @property
    def dialect(self) -> Dialect:
        """What is chosen."""
        return replace(
            self._known,
            encoding=self.encoding.currentData(),
            delimiter=self.delimiter.currentData(),
            decimal=self.decimal.currentData(),
            quote=self.quote.currentData(),
            has_header=self.header.isChecked(),
        )

    def _tell(self) -> None:
        self.changed.emit(self.dialect)


def _choice(names: dict[str, str], chosen: str, tip: str) -> QComboBox:
    box = QComboBox()
    set_tip(box, tip)
    box.setAccessibleName(tip)
    for key, name in names.items():
        box.addItem(name, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
