"""The dialog about what a file of weights leaves open: activations, its matrices, and the rows."""

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.document.document import Document
from core.files.document_checks import DocumentError, shortened
from core.models.model import Dense, Layers, Model, WeightRows
from core.nn.activation import Activation
from core.nn.activations import ACTIVATIONS, OUTPUT_ACTIVATIONS
from core.opening.from_model import document_of_model, with_rows_of
from core.tables.problems import quoted
from core.text.numbers import grouped
from gui.formatting.sentences import as_sentence
from gui.session.session import Session
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.texts.plain_text import Label, as_entry

_Button = QDialogButtonBox.StandardButton
_READINGS = {
    WeightRows.NODES: "a node, as in PyTorch: x @ w.T",
    WeightRows.INPUTS: "an input, as in Keras: x @ w",
}
_ABOUT = "A file of weights does not say everything: choose the rest. It opens as a new document"
_WIDTH, _HEIGHT = 520, 240


def ask(
    model: Model, title: str, session: Session, theme: Theme, parent: QWidget
) -> Document | None:
    """Make a document of a model, and ask what is open, if anything is; None if cancelled.

    Args:
        model: what a file says.
        title: of the document.
        session: whose rows it may have, unless they would tell what is hidden.
        theme: of the window.
        parent: the window.
    """
    present = None if session.focus.hiding.hidden else session.document
    dialog = WeightsDialog(model, title, present, theme, parent)
    done = not dialog.is_needed or bool(dialog.exec())
    dialog.deleteLater()
    return dialog.document if done else None


class WeightsDialog(QDialog):
    """Asks for an activation of each layer, beside its shape, and whether to keep the rows."""

    def __init__(
        self, model: Model, title: str, present: Document | None, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Open weights")
        self._model, self._title, self._present = model, title, present
        self._made: Document | None = None
        self._with_rows: Document | None = None
        self._readings, self._rows = QComboBox(), QComboBox()
        for rows in model.readings:
            self._readings.addItem(_READINGS[rows], rows)
        whose = "" if present is None else f", of {quoted(present.title)}"
        self._rows.addItem(as_entry(f"The present ones{whose}"))
        self._rows.addItem("A single one of ones, to be typed over")
        self._shapes = [Label() for _ in model.layers]
        self._choices = [_choice(each, model) for each in enumerate(model.activations)]
        self._problem = Label(role=Role.ERROR)
        self._buttons = QDialogButtonBox(_Button.Ok | _Button.Cancel)
        self._lay_out(theme)
        self._connect()
        self._on_chosen()

    def _lay_out(self, theme: Theme) -> None:
        about = Label(
            as_sentence("; ".join([_ABOUT, *self._model.stated.remarks])), role=Role.MUTED
        )
        for label in (about, self._problem):
            label.setWordWrap(True)
        layers = QWidget()
        form = QFormLayout(layers)
        form.setContentsMargins(0, 0, 0, 0)
        for shape, choice in zip(self._shapes, self._choices, strict=True):
            shape.setBuddy(choice)
            form.addRow(shape, choice)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(layers)
        self._form = QFormLayout()
        self._form.addRow("A &row of each matrix is", self._readings)
        self._form.addRow("Rows to &learn from", self._rows)
        self._form.setRowVisible(self._readings, self._readings.count() > 1)
        self._buttons.button(_Button.Ok).setText("&Open")
        column = QVBoxLayout(self)
        column.addWidget(about)
        column.addWidget(scroll, 1)
        column.addLayout(self._form)
        column.addWidget(self._problem)
        column.addWidget(self._buttons)
        fitting = layers.sizeHint().height()
        scroll.setMinimumHeight(min(fitting, theme.pixels(_HEIGHT)))
        self.setMinimumWidth(theme.pixels(_WIDTH))

    def _connect(self) -> None:
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        for box in (self._readings, *self._choices):
            box.currentIndexChanged.connect(self._on_chosen)

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to choose."""
        return self._model.is_open or self._with_rows is not None or self._made is None

    @property
    def document(self) -> Document | None:
        """What comes of the choice; None where nothing can."""
        keeps = self._rows.currentIndex() == 0
        return self._with_rows if keeps and self._with_rows is not None else self._made

    @property
    def _layers(self) -> Layers:
        return self._model.readings[self._readings.currentData()]

    def _on_chosen(self) -> None:
        """Make the document, or say why that cannot be; Open waits until it can."""
        layers, problem = self._layers, ""
        activations = [choice.currentData() for choice in self._choices]
        for label, layer in zip(self._shapes, layers, strict=True):
            label.setText(_about(layer))
        self._made = self._with_rows = None
        try:
            self._made = document_of_model(self._model, layers, activations, self._title)
        except DocumentError as wrong:
            problem = as_sentence(str(wrong))
        else:
            like = self._present
            self._with_rows = None if like is None else with_rows_of(self._made, like)
        self._form.setRowVisible(self._rows, self._with_rows is not None)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._buttons.button(_Button.Ok).setEnabled(not problem)


def _choice(layer: tuple[int, Activation], model: Model) -> QComboBox:
    """All activations that a layer can have."""
    at, chosen = layer
    is_last = at == len(model.layers) - 1
    box = QComboBox()
    for activation in (OUTPUT_ACTIVATIONS if is_last else ACTIVATIONS).values():
        box.addItem(activation.name, activation)
    box.setCurrentText(chosen.name)
    return box


def _about(layer: Dense) -> str:
    nodes, sources = layer.weights.shape
    biases = "with biases" if layer.biases is not None else "no biases"
    return f"{shortened(layer.name)}: {grouped(sources)} → {grouped(nodes)}, {biases}"
