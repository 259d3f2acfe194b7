"""The form of how a file is read: found by the program, corrected by the user."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from core.tables.dialect import DELIMITERS, ENCODINGS, QUOTES, Dialect
from gui.dialogs.table_import.words import MARKS
from gui.style.roles import Role
from gui.widgets.fields.count_field import CountField
from gui.widgets.texts.plain_text import Label, as_entry, set_tip
from gui.widgets.texts.text_column import TextColumn

_MARKS = {"": "as found", **MARKS}
_QUOTES = {'"': 'double "', "'": "single '", "": "none"}
_MOST_SKIPPED = 1_000_000
_MOST_UNDER = 9


class ReadingForm(QWidget):
    """A row of choices, and what was remarked below. `changed` comes with another `Dialect`."""

    changed = Signal(object)

    def __init__(
        self,
        dialect: Dialect,
        sheets: Sequence[str],
        *,
        pasted: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._known = dialect
        delimiters = dict(DELIMITERS)
        delimiters.setdefault(dialect.delimiter, f"“{dialect.delimiter}”")
        quotes = {quote: _QUOTES[quote] for quote in QUOTES}
        self.sheet = _choice({name: as_entry(name) for name in sheets}, "Which sheet is read")
        self.encoding = _choice(ENCODINGS, "Encoding of the file")
        self.delimiter = _choice(delimiters, "What stands between two cells")
        self.decimal = _choice(_MARKS, "The decimal mark in numbers")
        self.quote = _choice(quotes, "What stands around cells with separators")
        self.skip = CountField(0, _MOST_SKIPPED)
        self.skip.setAccessibleName("Lines left out at the top")
        set_tip(self.skip, "How many lines above the table are left out")
        self.under = CountField(0, _MOST_UNDER)
        self.under.setAccessibleName("Rows left out below the names")
        set_tip(self.under, "How many rows below the names are none of data, such as units")
        self.header = QCheckBox("the &first row has names")
        set_tip(self.header, "Whether the first row has the names of the columns, and not data")
        self.keep_end = QCheckBox("t&otals at the end are data")
        set_tip(self.keep_end, "Whether rows at the end that look like totals or notes are data")
        self.remarks = Label(role=Role.MUTED)
        self.remarks.setWordWrap(True)
        of_text = [
            *([] if pasted else [("&Encoding", self.encoding)]),
            ("&Separator", self.delimiter),
            ("&Quotes", self.quote),
        ]
        fields = [
            *([("Shee&t", self.sheet)] if sheets else of_text),
            ("&Decimal mark", self.decimal),
            ("Lines s&kipped", self.skip),
            ("Rows of &units", self.under),
        ]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for at, (text, field) in enumerate(fields):
            label = Label(text, role=Role.MUTED)
            label.setBuddy(field)
            grid.addWidget(label, 0, at)
            grid.addWidget(field, 1, at)
        last = len(fields)
        grid.addWidget(self.header, 0, last)
        grid.addWidget(self.keep_end, 1, last)
        grid.addWidget(TextColumn([self.remarks]), 2, 0, 1, last + 2)
        grid.setColumnStretch(last + 1, 1)
        self.show_dialect(dialect)
        for box in (self.sheet, self.encoding, self.delimiter, self.decimal, self.quote):
            box.activated.connect(self._tell)
        for check in (self.header, self.keep_end):
            check.clicked.connect(self._tell)
        for count in (self.skip, self.under):
            count.valueChanged.connect(self._tell)

    def show_dialect(self, dialect: Dialect) -> None:
        """Show what is chosen."""
        self._known = dialect
        for box, key in (
            (self.sheet, dialect.sheet),
            (self.encoding, dialect.encoding),
            (self.delimiter, dialect.delimiter),
            (self.decimal, dialect.decimal),
            (self.quote, dialect.quote),
        ):
            box.setCurrentIndex(box.findData(key))
        self.header.setChecked(dialect.has_header)
        self.keep_end.setChecked(dialect.keep_end)
        self.skip.show_value(dialect.skip)
        self.under.show_value(dialect.under)

    def _tell(self) -> None:
        dialect = replace(
            self._known,
            encoding=self.encoding.currentData(),
            delimiter=self.delimiter.currentData(),
            decimal=self.decimal.currentData(),
            quote=self.quote.currentData(),
            has_header=self.header.isChecked(),
            keep_end=self.keep_end.isChecked(),
            skip=self.skip.value(),
            under=self.under.value(),
            sheet=self.sheet.currentData() or "",
        )
        if dialect != self._known:
            self._known = dialect
            self.changed.emit(dialect)


def _choice(names: Mapping[str, str], tip: str) -> QComboBox:
    box = QComboBox()
    set_tip(box, tip)
    box.setAccessibleName(tip)
    for key, name in names.items():
        box.addItem(name, key)
    return box
