"""The dialog for all that can be taken away: kinds at the left, options and a preview beside."""

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.files.file_names import safe_name
from core.slices.work import Work, WorkError, scaled
from gui.dialogs.file_questions import ask_and_write
from gui.export.animation_form import AnimationForm
from gui.export.kinds import Group, Kind
from gui.export.option_forms import OptionForm, PictureForm, ScriptForm
from gui.export.preview import Preview
from gui.export.withholding import why_withheld
from gui.figures.figure import Subject
from gui.session.session import Session
from gui.session.settings import Key, Settings, load_text
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets import painted_file
from gui.widgets.clocks import RestTimer
from gui.widgets.first_size import take_first_size
from gui.widgets.slices import Slices
from gui.widgets.texts.plain_text import Label, as_entry, set_tip

_Button = QDialogButtonBox.StandardButton
_KIND = Qt.ItemDataRole.UserRole
_SIZE = 880, 560  # pixels
_REST = 150  # milliseconds until what was chosen is made
_AT_ONCE = 0.2  # seconds, in which nobody needs to see how far it is


class ExportDialog(QDialog):
    """Stays open for several files; the kind chosen last is remembered, and each kind's options.

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
        self._settings, self._theme = settings, theme
        self._list = QListWidget()
        self._list.setAccessibleName("What to export")
        self._about = Label(role=Role.MUTED)
        self._about.setWordWrap(True)
        self._scripts = ScriptForm(session.document)
        self._forms: dict[Group, OptionForm] = {group: OptionForm() for group in Group}
        self._forms |= {Group.SCRIPT: self._scripts, Group.PICTURE: PictureForm(subjects)}
        self._forms[Group.ANIMATION] = AnimationForm(subjects, session.history)
        self._options = QStackedWidget()
        self._preview = Preview(theme)
        self._note = Label(role=Role.MUTED)
        self._bar, self._give_up = QProgressBar(), QPushButton("Ca&ncel")
        self._trouble = Label(role=Role.DOUBT)
        self._trouble.setWordWrap(True)
        self._buttons = QDialogButtonBox(_Button.Close)
        self._made: bytes | None = None
        self._fill()
        self._lay_out()
        self._rest = RestTimer(self, _REST, self._make)
        self._begun, self._slices = 0.0, Slices(self)
        self._slices.advanced.connect(self._on_advanced)
        self._slices.done.connect(self._on_made)
        self._slices.failed.connect(self._on_failed)
        self._give_up.clicked.connect(self._on_given_up)
        for stop in (self._rest.stop, self._slices.cancel):
            self.finished.connect(stop)
        for form in self._forms.values():
            form.changed.connect(self._on_options_changed)
        self._list.currentItemChanged.connect(self._on_kind_chosen)
        self._list.itemClicked.connect(self._on_asked_again)
        self._list.itemActivated.connect(self._on_asked_again)
        self._choose(load_text(settings, Key.EXPORT, kinds[0].key))
        take_first_size(self, theme, *_SIZE)

    def _fill(self) -> None:
        group: Group | None = None
        indent = QPixmap(self._theme.pixels(8), 1)
        indent.fill(Qt.GlobalColor.transparent)
        for kind in self._kinds:
            if kind.group is not group:
                group = kind.group
                head = QListWidgetItem(group.value)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setForeground(QColor(self._theme.colors.muted))
                self._list.addItem(head)
            item = QListWidgetItem(indent, f"{as_entry(kind.title)} ({kind.ending})")
            item.setData(_KIND, kind.key)
            set_tip(item, kind.about)
            self._list.addItem(item)

    def _lay_out(self) -> None:
        for form in self._forms.values():
            self._options.addWidget(form)
        self._save = self._buttons.addButton("&Save…", QDialogButtonBox.ButtonRole.ActionRole)
        self._copy = self._buttons.addButton("&Copy", QDialogButtonBox.ButtonRole.ActionRole)
        self._save.clicked.connect(self._on_save)
        self._copy.clicked.connect(self._on_copy)
        self._buttons.button(_Button.Close).setText("C&lose")
        self._buttons.rejected.connect(self.reject)
        self._bar.setAccessibleName("How much of the file is made")
        progress = QHBoxLayout()
        progress.addWidget(self._bar, 1)
        progress.addWidget(self._give_up)
        beside = QVBoxLayout()
        for part in (self._about, self._options):
            beside.addWidget(part)
        beside.addWidget(self._preview, 1)
        beside.addWidget(self._note)
        beside.addLayout(progress)
        beside.addWidget(self._trouble)
        row = QHBoxLayout()
        row.addWidget(self._list)
        row.addLayout(beside, 1)
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addWidget(self._buttons)
        width = self._list.sizeHintForColumn(0) + 2 * self._list.frameWidth()
        self._list.setFixedWidth(width + self._list.verticalScrollBar().sizeHint().width())
        self._save.setDefault(True)  # of this window, so not before it is in it

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

    @property
    def _form(self) -> OptionForm:
        """The options of the chosen kind."""
        return self._forms[self.kind.group]

    @property
    def _place(self) -> str:
        """The name in the settings under which the options of the chosen kind are kept."""
        return f"{Key.EXPORT}/{self.kind.key}"

    def _on_kind_chosen(self) -> None:
        kind, form = self.kind, self._form
        self._settings.store(Key.EXPORT, kind.key)
        self._about.setText(kind.about)
        form.recall(self._settings, self._place)
        self._options.setCurrentWidget(form)
        self._options.setMaximumHeight(max(1, form.sizeHint().height()))
        self._make()

    def _on_options_changed(self) -> None:
        """Nothing is written or copied until it is made anew."""
        self._form.remember(self._settings, self._place)
        self._about.setText(self.kind.about)  # what was saved or copied was another file
        self._slices.cancel()
        self._let_take_away(None)
        self._rest.start()

    # Making

    def _make(self) -> None:
        """Make the file, a slice at a time, and show it; or say why it cannot be made."""
        self._rest.stop()
        why = why_withheld(self.kind, self._session)
        self._show(None, why)
        if not why:
            self._begun = time.perf_counter()
            self._slices.begin(self._making())

    def _making(self) -> Work[bytes]:
        if self._form is not self._scripts or self._scripts.knows_beginnings:
            return (yield from self.kind.make(self._form.options))
        yield from scaled(self._scripts.finding_beginnings(), 0, 2)
        self._scripts.recall(self._settings, self._place)
        return (yield from scaled(self.kind.make(self._form.options), 1, 2))

    def _on_advanced(self, fraction: float) -> None:
        if time.perf_counter() > self._begun + _AT_ONCE:
            self._bar.setMaximum(100 if fraction else 0)
            self._bar.setValue(round(100 * fraction))
            self._let_give_up(True)

    def _on_made(self, made: bytes) -> None:
        self._show(made)

    def _on_failed(self, why: WorkError) -> None:
        text = str(why)
        self._show(None, text[:1].upper() + text[1:])

    def _on_given_up(self) -> None:
        self._slices.cancel()
        self._show(None, "Cancelled: choose it again to have it made")

    def _on_asked_again(self) -> None:
        if self._made is None and not self._slices.is_busy:
            self._make()

    def _show(self, made: bytes | None, why: str = "") -> None:
        """Show a file that was made, or why there is none."""
        self._let_give_up(False)
        self._preview.show_file(made, self.kind, lambda: self._form.options)
        for label, text in ((self._note, self._preview.note), (self._trouble, why)):
            label.setText(text)
            label.setVisible(bool(text))
        self._let_take_away(made)

    def _let_give_up(self, may: bool) -> None:
        for widget in (self._bar, self._give_up):
            widget.setVisible(may)

    def _let_take_away(self, made: bytes | None) -> None:
        self._made = made
        self._save.setEnabled(made is not None)
        kind = self.kind
        self._copy.setEnabled(made is not None and bool(kind.clipboard))
        set_tip(self._copy, _copy_tip(kind))

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
        kind = self.kind
        if self._made is None:
            return
        if kind.look is None:
            QGuiApplication.clipboard().setText(self._made.decode())
        else:
            painted_file.copy_file(self._made, kind.clipboard, kind.look(self._form.options))
        self._about.setText("Copied")


def _copy_tip(kind: Kind) -> str:
    """What goes to the clipboard, or why nothing does."""
    if kind.look is not None:
        return f"Copy it as {kind.title} and as pixels: each program takes what it can use"
    if kind.clipboard:
        return "Copy its text"
    return "Other programs take this as a file only: save it"
