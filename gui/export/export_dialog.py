"""The dialog for all that can be taken away: kinds at the left, options and a preview beside."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.export.scripts.replay import ExportError
from core.files.file_names import safe_name
from core.tables.problems import SpreadsheetError
from gui.dialogs.file_questions import ask_and_write
from gui.export.kinds import Group, Kind, Options
from gui.export.option_forms import PictureForm, ScriptForm
from gui.export.preview import Preview
from gui.figures.figure import Subject
from gui.session.session import Session
from gui.session.settings import Key, Settings, load_text
from gui.session.visibility import way_to_show
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.clocks import RestTimer
from gui.widgets.texts.plain_text import Label, as_entry, set_tip

_Button = QDialogButtonBox.StandardButton
_KIND = Qt.ItemDataRole.UserRole
_REST = 150  # milliseconds until what was chosen is made


class ExportDialog(QDialog):
    """Stays open for several files; the kind that was chosen last is remembered.

    Args:
        session: whose document it is.
        kinds: all kinds of files.
        subjects: all that a picture can show.
        folder: where files are proposed.
        settings: where the choice is kept.
        theme: that of the window.
        parent: the window.
    """

    def __init__(
        self,
        session: Session,
        kinds: Sequence[Kind],
        subjects: Sequence[Subject],
        folder: Path,
        settings: Settings,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self._session, self._kinds, self._folder = session, kinds, folder
        self._settings = settings
        self._list = QListWidget()
        self._list.setAccessibleName("What to export")
        self._about = Label(role=Role.MUTED)
        self._about.setWordWrap(True)
        self._scripts = ScriptForm(session.document)
        self._pictures = PictureForm(subjects)
        self._options = QStackedWidget()
        self._preview = Preview(theme)
        self._trouble = Label(role=Role.DOUBT)
        self._trouble.setWordWrap(True)
        self._buttons = QDialogButtonBox(_Button.Close)
        self._made: bytes | None = None
        self._fill()
        self._lay_out()
        self._rest = RestTimer(self, _REST, self._make)
        self._scripts.changed.connect(self._on_options_changed)
        self._pictures.changed.connect(self._on_options_changed)
        self._list.currentItemChanged.connect(self._on_kind_chosen)
        self._choose(load_text(settings, Key.EXPORT, kinds[0].key))
        self.resize(theme.pixels(880), theme.pixels(560))

    def _fill(self) -> None:
        group: Group | None = None
        for kind in self._kinds:
            if kind.group is not group:
                group = kind.group
                head = QListWidgetItem(group.value)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                self._list.addItem(head)
            item = QListWidgetItem(f"  {as_entry(kind.title)} ({kind.ending})")
            item.setData(_KIND, kind.key)
            set_tip(item, kind.about)
            self._list.addItem(item)

    def _lay_out(self) -> None:
        self._forms = QWidget(), self._scripts, self._pictures
        for widget in self._forms:
            self._options.addWidget(widget)
        self._save = self._buttons.addButton("&Save…", QDialogButtonBox.ButtonRole.ActionRole)
        self._copy = self._buttons.addButton("&Copy", QDialogButtonBox.ButtonRole.ActionRole)
        self._save.setDefault(True)
        self._save.clicked.connect(self._on_save)
        self._copy.clicked.connect(self._on_copy)
        self._buttons.rejected.connect(self.reject)
        beside = QVBoxLayout()
        for part in (self._about, self._options):
            beside.addWidget(part)
        beside.addWidget(self._preview, 1)
        beside.addWidget(self._trouble)
        row = QHBoxLayout()
        row.addWidget(self._list)
        row.addLayout(beside, 1)
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addWidget(self._buttons)

    # Choosing

    @property
    def kind(self) -> Kind:
        """What is chosen."""
        key = self._list.currentItem().data(_KIND)
        return next(kind for kind in self._kinds if kind.key == key)

    def _choose(self, key: str) -> None:
        items = [self._list.item(row) for row in range(self._list.count())]
        known = [item for item in items if item.data(_KIND)]
        wanted = next((item for item in known if item.data(_KIND) == key), known[0])
        self._list.setCurrentItem(wanted)

    def _on_kind_chosen(self) -> None:
        kind = self.kind
        self._settings.store(Key.EXPORT, kind.key)
        self._about.setText(kind.about)
        form = {Group.SCRIPT: 1, Group.PICTURE: 2}.get(kind.group, 0)
        self._options.setCurrentIndex(form)
        self._options.setMaximumHeight(max(1, self._forms[form].sizeHint().height()))
        self._make()

    @property
    def _chosen(self) -> Options:
        kind = self.kind
        if kind.group is Group.SCRIPT:
            return self._scripts.options
        return self._pictures.options if kind.group is Group.PICTURE else Options()

    def _on_options_changed(self) -> None:
        """Nothing is written or copied until it is made anew."""
        for button in (self._save, self._copy):
            button.setEnabled(False)
        self._rest.start()

    def _make(self) -> None:
        """Make the file, and show it; or say why it cannot be made."""
        self._made, why = None, self._why_not()
        if not why:
            try:
                self._made = self.kind.make(self._chosen)
            except (ExportError, SpreadsheetError) as problem:
                why = str(problem)
        self._preview.show_file(self._made, self.kind)
        self._trouble.setText(why)
        self._trouble.setVisible(bool(why))
        for button in (self._save, self._copy):
            button.setEnabled(self._made is not None)
        self._copy.setEnabled(self._made is not None and self._preview.can_be_copied)

    def _why_not(self) -> str:
        """Why nothing may be written: it would tell what is hidden."""
        session, hiding = self._session, self._session.focus.hiding
        if self.kind.group is Group.SCRIPT and not session.guard.lets_code_be_read:
            return "Put the lines in order first: this would show them"
        if not self.kind.tells:
            return ""
        if session.focus.walkthrough is not None:
            return "The update is walked through: leave the walkthrough first, this would tell it"
        if not hiding.hidden:
            return ""
        return f"Numbers are hidden {way_to_show(hiding)}: this would tell them"

    # Taking away

    def _on_save(self) -> None:
        kind = self.kind
        if self._made is None:
            return
        behind = f"-{kind.name}" if kind.name else ""
        offered = self._folder / f"{safe_name(self._session.title)}{behind}{kind.ending}"
        filters = f"{kind.title} (*{kind.ending})"
        path = ask_and_write(self, "Export", offered, filters, [kind.ending], self._made)
        if path is not None:
            self._folder = path.parent
            self._about.setText(f"Saved as {path.name}")

    def _on_copy(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if self._made is None:
            return
        if self.kind.group is Group.PICTURE:
            clipboard.setImage(QImage.fromData(self._made))
        else:
            clipboard.setText(self._made.decode())
        self._about.setText("Copied")
