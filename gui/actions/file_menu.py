"""The File menu."""

from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from core.opening.sample_data import SAMPLES
from core.opening.starters import STARTERS
from gui.actions.building import add_action
from gui.actions.files import Files
from gui.session.session import Session
from gui.widgets.emptying import empty
from gui.widgets.plain_text import as_entry, set_tip

_Standard = QKeySequence.StandardKey


class FileMenu(QMenu):
    """New, open, save, and leave."""

    def __init__(self, session: Session, files: Files, parent: QWidget) -> None:
        super().__init__("&File", parent)
        self._files = files
        self._session = session
        new = self.addMenu("&New")
        for number, starter in enumerate(STARTERS):
            keys = [_Standard.New] if number == 0 else []
            add_action(new, starter.title, partial(files.new, starter), keys, starter.description)
        samples = new.addMenu("&Data sets")
        samples.setToolTipsVisible(True)
        for sample in SAMPLES:
            add_action(
                samples, sample.title, partial(files.new_sample, sample), tip=sample.description
            )
        new.setToolTipsVisible(True)
        add_action(self, "&Open…", files.ask_and_open, [_Standard.Open], "Open a document")
        self._recent = self.addMenu("Open &recent")
        self._recent.aboutToShow.connect(self._fill_recent)
        self.addSeparator()
        add_action(self, "&Save", files.save, [_Standard.Save], "Save the document")
        add_action(self, "Save &as…", files.save_as, ["Ctrl+Shift+S"], "Save to another file")
        self._revert = add_action(
            self, "Re&vert", files.revert, tip="Return to what the file holds"
        )
        self.addSeparator()
        add_action(self, "&Quit", parent.close, [_Standard.Quit], "Close the window")
        self.aboutToShow.connect(self._refresh)

    def _refresh(self) -> None:
        self._revert.setEnabled(self._session.path is not None and self._session.is_modified)
        self._recent.setEnabled(bool(self._files.recent))

    def _fill_recent(self) -> None:
        empty(self._recent)
        for path in self._files.recent:
            entry = add_action(self._recent, as_entry(path.name), partial(self._files.open, path))
            entry.setStatusTip(str(path))
            set_tip(entry, str(path))
