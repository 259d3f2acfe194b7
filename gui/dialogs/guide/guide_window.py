"""The window of the guide: its sections at the left, the text of one at the right."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from gui.dialogs.guide.guide_text import GuideText
from gui.dialogs.guide.sections import FOLDER, GUIDE, Section, read_page, sections_of
from gui.style.theme import Theme
from gui.widgets.first_size import take_first_size

_CONTENTS = 220  # pixels
_SIZE = 960, 640  # pixels


class GuideWindow(QDialog):
    """Stands beside the window, which goes on meanwhile; Esc closes it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Guide")
        self._sections = sections_of(read_page(GUIDE))
        self.search = QLineEdit()
        self.search.setAccessibleName("Search the guide")
        self.search.setPlaceholderText("Search: batch, hill, export …")
        self.search.setClearButtonEnabled(True)
        self.contents = QListWidget()
        self.contents.setAccessibleName("Sections of the guide")
        self.contents.addItems([section.title for section in self._sections])
        self.text = GuideText(theme)
        left = QVBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.contents, 1)
        for widget in (self.search, self.contents):
            widget.setFixedWidth(theme.pixels(_CONTENTS))
        row = QHBoxLayout(self)
        row.addLayout(left)
        row.addWidget(self.text, 1)
        self.search.textChanged.connect(self._look)
        self.search.returnPressed.connect(self.text.setFocus)
        self.contents.currentRowChanged.connect(self._show)
        self.contents.itemClicked.connect(lambda _: self._show(self.contents.currentRow()))
        queued = Qt.ConnectionType.QueuedConnection  # once the click on the old text is over
        self.text.anchorClicked.connect(self._follow, queued)
        take_first_size(self, theme, *_SIZE)

    def show_section(self, title: str) -> None:
        """Turn to a section by its title; to the first one where none has it."""
        titles = [section.title for section in self._sections]
        self.search.clear()
        self.contents.setCurrentRow(titles.index(title) if title in titles else 0)
        self._show(self.contents.currentRow())
        self.contents.setFocus()

    def _show(self, row: int) -> None:
        if row >= 0:
            self.text.show_markdown(self._sections[row].text)

    def _look(self, words: str) -> None:
        """Leave the sections that hold every word, and turn to the first of them."""
        wanted = words.casefold().split()
        found = [row for row, section in enumerate(self._sections) if _holds(section, wanted)]
        for row in range(len(self._sections)):
            self.contents.item(row).setHidden(row not in found)
        if wanted and found and self.contents.currentRow() not in found:
            self.contents.setCurrentRow(found[0])

    def _follow(self, link: QUrl) -> None:
        """Turn to another section, or to another page of the documentation."""
        for section in self._sections:
            if not link.path() and section.anchor == link.fragment():
                self.show_section(section.title)
        if link.path().endswith(".md"):
            self.contents.setCurrentRow(-1)
            self.text.show_markdown(read_page(FOLDER / link.fileName()))


def _holds(section: Section, words: list[str]) -> bool:
    text = section.text.casefold()
    return all(word in text for word in words)
