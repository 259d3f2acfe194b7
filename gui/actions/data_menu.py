"""The Data menu: which rows are learnt from, and how their numbers are scaled."""

from functools import partial

from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from core.data.batches import ALL_ROWS
from core.data.image import possible_shapes
from core.data.scaling import Scale
from gui.actions.building import add_action, add_choice
from gui.actions.table_files import TableFiles
from gui.operations import data
from gui.operations.data import batch_text, image_text
from gui.session.session import Session
from gui.session.snapshot import Present
from gui.widgets.emptying import empty

BATCHES = (ALL_ROWS, 1, 8, 16, 32, 64, 128)
PARTS = (0.0, 0.1, 0.2, 0.3, 0.5)
_MOST_ROWS = 100_000
_MOST_PICTURES = 12
_NEAR = 0.02  # a part of the rows, to whole rows


class DataMenu(QMenu):
    """What is done with the rows before they are learnt from."""

    def __init__(self, session: Session, tables: TableFiles, parent: QWidget) -> None:
        super().__init__("&Data", parent)
        self._session = session
        add_action(
            self,
            "Open a &table…",
            tables.ask_and_learn,
            ["Ctrl+T"],
            "Open a CSV or another file of rows, and build a network that can learn it",
        )
        add_action(
            self,
            "&Paste a table…",
            tables.paste,
            ["Ctrl+Shift+V"],
            "Take rows copied in a spreadsheet, and build a network that can learn them",
        )
        self.addSeparator()
        self.batch_menu = self._build_batch_menu()
        self.aside_menu = self._build_validation_menu()
        self.addSeparator()
        self._inputs = self._build_scale_menu("Scale &inputs", data.scale_inputs)
        self._targets = self._build_scale_menu("Scale &targets", data.scale_targets)
        self.refit = add_action(
            self,
            "&Refit scaling",
            partial(data.refit, session),
            tip="Fit the scaling again, on the rows that are learnt from now",
        )
        self._image = self.addMenu("Inputs as a &picture")
        self._image.aboutToShow.connect(self._offer_pictures)
        self.addSeparator()
        self.predict = add_action(
            self,
            "Predict &new rows…",
            tables.predict,
            tip="Open a file with the same columns, and save what the network predicts for it",
        )
        self.save_predictions = add_action(
            self,
            "&Save predictions…",
            tables.save_predictions,
            tip="Save all rows with what the network predicts, as CSV",
        )
        session.changed.connect(self._on_changed)
        self._on_changed(session.present)

    def _build_batch_menu(self) -> QMenu:
        menu = self.addMenu("Slopes &from")
        for size in BATCHES:
            action = add_choice(
                menu, batch_text(size), partial(data.set_batch_size, self._session, size)
            )
            action.setData(size)
        menu.addSeparator()
        self._another = add_choice(menu, "Another &number of rows…", self._ask_for_batch)
        return menu

    def _build_validation_menu(self) -> QMenu:
        menu = self.addMenu("Set rows &aside for validation")
        for part in PARTS:
            text = f"{part:.0%} of the rows" if part else "None: learn from all rows"
            add_choice(menu, text, partial(self._set_aside, part)).setData(part)
        return menu

    def _set_aside(self, part: float) -> None:
        data.set_aside(self._session, part, self._session.document.experiment.seed)

    def _build_scale_menu(self, title: str, choose: data.Choose) -> QMenu:
        menu = self.addMenu(title)
        for scale, text in data.SCALES.items():
            action = add_choice(menu, text, partial(choose, self._session, scale))
            action.setData(scale)
        return menu

    def _offer_pictures(self) -> None:
        """The pictures that so many inputs can be."""
        document, menu = self._session.document, self._image
        empty(menu)
        shapes = possible_shapes(document.experiment.network.sizes[0])[:_MOST_PICTURES]
        for image in (None, *shapes):
            text = "No picture" if image is None else image_text(image)
            action = add_choice(menu, text, partial(data.set_image, self._session, image))
            action.setChecked(image == document.image)

    def _ask_for_batch(self) -> None:
        size, ok = QInputDialog.getInt(
            self.window(),
            "Batches",
            "Rows in a batch",
            self._session.document.experiment.batch_size or 10,
            1,
            _MOST_ROWS,
        )
        if ok:
            data.set_batch_size(self._session, size)
        self._on_changed(self._session.present)

    def _on_changed(self, present: Present) -> None:
        experiment = present.document.experiment
        dataset = experiment.dataset
        for action in self.batch_menu.actions():
            action.setChecked(action.data() == experiment.batch_size)
        held_out = experiment.validation
        aside = 0 if held_out is None else held_out.rows / (held_out.rows + dataset.rows)
        for action in self.aside_menu.actions():
            action.setChecked(abs(action.data() - aside) < (_NEAR if aside else 1e-9))
        self._another.setChecked(experiment.batch_size not in BATCHES)
        for menu, scaling in (
            (self._inputs, dataset.input_scaling),
            (self._targets, dataset.target_scaling),
        ):
            for action in menu.actions():
                action.setChecked(Scale(action.data()) is scaling.scale)
        self.refit.setEnabled(dataset.is_scaled)
        self._image.setEnabled(bool(possible_shapes(len(dataset.inputs))))
        self.predict.setEnabled(bool(present.document.columns))
