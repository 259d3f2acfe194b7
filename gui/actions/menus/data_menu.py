"""The Data menu: which rows are learnt from, and how their numbers are scaled."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QInputDialog, QWidget

from core.data.batches import ALL_ROWS
from core.data.image import ImageShape, possible_shapes
from core.data.scaling import Scale
from core.nn.limits import MAX_ROWS
from core.nn.quantity import QuantityKind
from gui.actions.making_inputs import make_inputs_command
from gui.actions.table_files import TableFiles
from gui.operations.command import Command, Entry, Menu
from gui.operations.rows import data
from gui.operations.rows.data import batch_text, image_text
from gui.session.session import Session

BATCHES = (ALL_ROWS, 1, 8, 16, 32, 64, 128)
PARTS = (0.0, 0.1, 0.2, 0.3, 0.5)
_MOST_PICTURES = 12
_NEAR = 0.02  # a part of the rows, to whole rows


def data_menu(session: Session, tables: TableFiles, window: QWidget) -> Menu:
    """What is done with the rows before they are learnt from."""

    def are_shown() -> bool:
        return session.focus.hiding.shows_kind(QuantityKind.ACTIVATION)

    def tip(text: str) -> Callable[[], str]:
        return lambda: text if are_shown() else "Predictions are hidden"

    return Menu(
        "&Data",
        (
            Command(
                "open_table",
                "Open a &table…",
                tables.ask_and_learn,
                ("Ctrl+T",),
                "Open a CSV, a workbook or another file of rows, and build a network to learn it",
            ),
            Command(
                "paste_table",
                "&Paste a table…",
                tables.paste,
                ("Ctrl+Shift+V",),
                "Take rows copied in a spreadsheet, and build a network that can learn them",
            ),
            None,
            _batch_menu(session, window),
            _validation_menu(session),
            None,
            _scale_menu(session, "inputs"),
            _scale_menu(session, "targets"),
            Command(
                "refit",
                "&Refit scaling",
                partial(data.refit, session),
                tip="Fit the scaling again, on the rows that are learnt from now",
                is_possible=lambda: session.document.experiment.dataset.is_scaled,
            ),
            _image_menu(session),
            make_inputs_command(session, window, "make_inputs"),
            None,
            Command(
                "predict",
                "Predict &new rows…",
                tables.predict,
                tip=tip("Open a file with the same columns, and save what is predicted for it"),
                is_possible=lambda: bool(session.document.columns) and are_shown(),
            ),
            Command(
                "save_predictions",
                "&Save predictions…",
                tables.save_predictions,
                tip=tip("Save all rows with what the network predicts, as CSV"),
                is_possible=are_shown,
            ),
        ),
    )


def _batch_menu(session: Session, window: QWidget) -> Menu:
    def present() -> int:
        return session.document.experiment.batch_size

    def ask() -> None:
        size, ok = QInputDialog.getInt(
            window, "Batches", "Rows in a batch", present() or 10, 1, MAX_ROWS
        )
        if ok:
            data.set_batch_size(session, size)

    def command(size: int) -> Command:
        return Command(
            f"batch.{size}",
            batch_text(size),
            partial(data.set_batch_size, session, size),
            is_checked=lambda: present() == size,
        )

    another = Command(
        "batch.other",
        "Another &number of rows…",
        ask,
        is_checked=lambda: present() not in BATCHES,
    )
    return Menu("Slopes &from", (*map(command, BATCHES), None, another), "batches")


def _validation_menu(session: Session) -> Menu:
    def set_aside() -> float:
        experiment = session.document.experiment
        held_out = experiment.validation
        return held_out.rows / (held_out.rows + experiment.dataset.rows) if held_out else 0.0

    def command(part: float) -> Command:
        return Command(
            f"validation.{part}",
            f"{part:.0%} of the rows" if part else "None: learn from all rows",
            lambda: data.set_aside(session, part, session.document.experiment.seed),
            is_checked=lambda: abs(part - set_aside()) < (_NEAR if set_aside() else 1e-9),
        )

    return Menu("Set rows &aside for validation", [*map(command, PARTS)])


def _scale_menu(session: Session, what: str) -> Menu:
    choose = data.scale_inputs if what == "inputs" else data.scale_targets

    def present() -> Scale:
        dataset = session.document.experiment.dataset
        return (dataset.input_scaling if what == "inputs" else dataset.target_scaling).scale

    def command(scale: Scale, text: str) -> Command:
        return Command(
            f"scale_{what}.{scale.value}",
            text,
            partial(choose, session, scale),
            is_checked=lambda: present() is scale,
        )

    return Menu(f"Scale &{what}", [command(*each) for each in data.SCALES.items()])


def _image_menu(session: Session) -> Menu:
    """The pictures that so many inputs can be."""

    def shapes() -> Sequence[ImageShape]:
        return possible_shapes(session.document.experiment.dataset.pixels)

    def command(image: ImageShape | None) -> Command:
        return Command(
            "",
            "No picture" if image is None else image_text(image),
            partial(data.set_image, session, image),
            is_checked=lambda: image == session.document.image,
        )

    def entries() -> Sequence[Entry]:
        return [command(image) for image in (None, *shapes()[:_MOST_PICTURES])]

    return Menu("Inputs as a &picture", entries, is_possible=lambda: bool(shapes()))
