"""The weights panel: all weights and biases in a table, to read, type and lock them."""

from functools import partial
from itertools import groupby

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from core.document.edits import with_network
from core.nn.network_edits import set_parameters
from core.text.numbers import grouped
from core.training.experiment import Experiment
from gui.formatting.way_down_words import (
    about_optimizer,
    besides,
    formula_now,
    in_symbols,
    symbols_words,
)
from gui.operations import histories
from gui.panels.weights.weights_columns import MEMORY, Col
from gui.panels.weights.weights_table_model import WeightsTableModel
from gui.session.messages import Message, Tone
from gui.session.session import Session
from gui.session.snapshot import Focus, Present
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.panel import Panel, PanelHead, Separator
from gui.widgets.tables.clipboard_cells import read_numbers
from gui.widgets.tables.number_table import NumberTable
from gui.widgets.texts.fitting_label import FittingLabel
from gui.widgets.texts.plain_text import set_tip


class WeightsPanel(Panel):
    """A table of all parameters. What is selected in it is what is selected everywhere."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._is_following = False
        self._told: object = None  # of the rule
        self.model = WeightsTableModel(session, self)
        self.table = NumberTable(self.model, theme, session.typing, whole_rows=True)
        self.table.setAccessibleName("Weights")
        self._head = PanelHead("Weights")
        self._rule = FittingLabel(role=Role.MUTED)
        self._lay_out()
        self._connect()
        self._on_theme_changed()
        self._on_changed(session.present)
        self._make_current(0)

    def _lay_out(self) -> None:
        self._head.setContentsMargins(9, 0, 9, 0)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(9, 2, 9, 0)
        bottom.addWidget(self._rule, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 10, 6, 10)
        column.setSpacing(4)
        column.addLayout(self._head)
        column.addWidget(self.table, 1)
        column.addWidget(Separator())
        column.addLayout(bottom)

    def _connect(self) -> None:
        self._session.changed.connect(self._on_changed)
        self._session.focus_changed.connect(self._on_focus_changed)
        self._session.running_changed.connect(self._on_running_changed)
        self._theme.changed.connect(self._on_theme_changed)
        table = self.table
        table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        table.refused.connect(self._tell)
        table.pasted.connect(self._paste)
        table.delete_pressed.connect(
            lambda: self._tell("A weight cannot be removed by itself; type 0, or remove a node")
        )
        table.menu_opened.connect(self._fill_menu)

    # Following the session

    def _on_changed(self, present: Present) -> None:
        experiment = present.document.experiment
        self._show_rule(experiment)
        self._fit_columns()
        self._head.note.setText(_count(present))
        if not (present.is_preview or self._session.is_running):
            self.table.settle_columns()
        self._on_focus_changed(self._session.focus)

    def _fit_columns(self) -> None:
        """Leave out what there is no room for: first the layers, then what is remembered."""
        places = self.model.places
        drops = (places(), places(Col.LAYER), places(Col.LAYER, *MEMORY))
        if drops != self.table.drops:
            self.table.drops = drops
            self.table.fit_columns()

    def _show_rule(self, experiment: Experiment) -> None:
        optimizer, formula = experiment.optimizer, formula_now(experiment)
        told = optimizer, formula, besides(experiment)
        if told == self._told:
            return
        self._told = told
        short = in_symbols(formula, optimizer)
        self._rule.show_one_of([f"next step: {formula}", formula, f"next step: {short}", short])
        about = [f"{about_optimizer(optimizer)}; locked ones stay", symbols_words(optimizer)]
        set_tip(self._rule, "\n".join(filter(None, [*about, *told[-1]])))

    def _on_focus_changed(self, focus: Focus) -> None:
        """Select what is selected elsewhere."""
        wanted = sorted(index for index in focus.parameters if index < self.model.rowCount())
        if wanted == self.table.selected_rows:
            return
        selection, last = QItemSelection(), self.model.columnCount() - 1
        for _, run in groupby(enumerate(wanted), lambda pair: pair[1] - pair[0]):
            rows = [row for _, row in run]
            selection.select(self.model.index(rows[0], 0), self.model.index(rows[-1], last))
        self._is_following = True
        chosen = self.table.selectionModel()
        if wanted and self.table.currentIndex().row() not in wanted:
            self._make_current(wanted[0])
        chosen.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._is_following = False

    def _make_current(self, row: int) -> None:
        """Have keys go to a weight, without selecting it."""
        index, keep = self.model.index(row, Col.WEIGHT), QItemSelectionModel.SelectionFlag.NoUpdate
        self.table.selectionModel().setCurrentIndex(index, keep)
        self.table.scrollTo(self.model.index(row, Col.NAME))

    def _on_running_changed(self, running: bool) -> None:
        if not running:
            self.table.settle_columns()

    def _on_theme_changed(self) -> None:
        self.table.setMinimumHeight(self._theme.pixels(84))

    # What the user does

    def _on_selection_changed(self, _: QItemSelection, __: QItemSelection) -> None:
        if not self._is_following:
            self._session.select(parameters=self.table.selected_rows)

    def _tell(self, reason: str) -> None:
        self._session.tell(Message(reason))

    def _paste(self, text: str) -> None:
        """Fill the weights from the current one down."""
        first = max(0, self.table.currentIndex().row())
        room = self.model.rowCount() - first
        try:
            values = [row[0] for row in read_numbers(text, ["weight"])]
            if len(values) > room:
                raise ValueError(
                    f"There are {len(values)} numbers, but room for {room} from here on."
                )
        except ValueError as problem:
            self._session.tell(Message(f"Nothing was pasted. {problem}", Tone.WARNING))
            return
        document = self._session.document  # the table may lag behind it during a run
        places = range(first, first + len(values))
        network = set_parameters(document.experiment.network, places, values)
        what = "1 weight" if len(values) == 1 else f"{len(values)} weights"
        self._session.apply(f"Paste {what}", with_network(document, network))

    def _fill_menu(self, menu: QMenu) -> None:
        """Offer what can be done with the selected weights."""
        rows = self.table.selected_rows
        locked = self.model.network.locked[rows]
        menu.addAction("&Copy\tCtrl+C", self.table.copy)
        menu.addAction("&Paste\tCtrl+V", self.table.paste)
        menu.addSeparator()
        lock = menu.addAction("&Lock", lambda: self.model.set_locked(rows, True))
        lock.setEnabled(bool(rows and not locked.all()))
        unlock = menu.addAction("&Unlock", lambda: self.model.set_locked(rows, False))
        unlock.setEnabled(bool(rows and locked.any()))
        menu.addSeparator()
        for name, of in (("weight", histories.of_weight), ("slope", histories.of_slope)):
            numbers = [of(row) for row in rows]
            draw = partial(histories.switch, self._session, numbers)
            history = menu.addAction(f"History of the {name}", draw)
            history.setCheckable(True)
            history.setChecked(histories.are_drawn(self._session, numbers))
            history.setEnabled(bool(rows))


def _count(present: Present) -> str:
    network = present.document.experiment.network
    biases = sum(layer.size for layer in network.layers if layer.biased)
    weights = network.parameters.size - biases
    parts = ["1 weight" if weights == 1 else f"{grouped(weights)} weights"]
    if biases:
        parts.append("1 bias" if biases == 1 else f"{grouped(biases)} biases")
    locked = int(network.locked.sum())
    if locked:
        parts.append(f"{grouped(locked)} locked")
    return " · ".join(parts)
