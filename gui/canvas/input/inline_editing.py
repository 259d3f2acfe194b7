"""Editing in place: which editor opens over what, and what becomes of its text."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from core.nn.network import NodePlace
from gui.canvas.input.editor import InPlaceEditor, Nudged
from gui.canvas.viewport import Viewport
from gui.formatting.names import read_name
from gui.formatting.nudges import stepped
from gui.formatting.numbers import editable
from gui.formatting.typed_numbers import parse_number
from gui.operations import structure
from gui.operations.numbers import Editable, name_of, read_value, set_value, value_of, with_value
from gui.session.messages import change
from gui.session.session import Session
from gui.style.theme import Theme


class InlineEditing(QObject):
    """The editing in place of one canvas: one editor at a time.

    `went_on` comes when an edit was committed by a key, with the `Go` it leads.
    """

    went_on = Signal(object)

    def __init__(self, session: Session, theme: Theme, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._session, self._theme, self._canvas = session, theme, canvas
        self._editor: InPlaceEditor | None = None
        self._number: Editable | None = None
        self._others: tuple[int, ...] = ()

    @property
    def editor(self) -> InPlaceEditor | None:
        """The editor that is open."""
        return self._editor

    @contextmanager
    def kept_over(self, viewport: Viewport) -> Iterator[None]:
        """Let what is open stay over its place in the drawing while the view changes."""
        editor = self._editor
        if editor is None:
            yield
            return
        middle = editor.geometry().center()
        place = viewport.view.to_drawing(middle.x(), middle.y())
        yield
        box = None if self._number is None else viewport.picture.pill_of(self._number)
        across, down = viewport.view.to_pixels(*(place if box is None else box.center))
        editor.move_over(QPoint(round(across), round(down)))

    def open_number(
        self,
        number: Editable,
        box: QRect,
        text: str | None = None,
        together: tuple[int, ...] = (),
    ) -> None:
        """Edit a number; `text` is typed already. `together`: weights that all get the value."""
        document = self._session.document
        editor = self._open(partial(read_value, document, number), _nudged)
        self._number, self._others = number, together if len(together) > 1 else ()
        editor.previewed.connect(self._on_previewed)
        editor.committed.connect(self._on_number_committed)
        name = f"{len(together)} weights" if self._others else name_of(document, number)
        shown = editable(value_of(document, number)) if text is None else text
        editor.open_over(box, shown, name, is_typed=text is not None)

    def open_name(self, place: NodePlace, box: QRect) -> None:
        """Rename a node."""
        name = self._session.document.experiment.network.node_name(place)
        editor = self._open(read_name, None)
        self._number = None
        editor.committed.connect(lambda text: structure.rename_node(self._session, place, text))
        editor.open_over(box, name, f"Name of {name}")

    def _open(self, read: Callable[[str], object], nudged: Nudged | None) -> InPlaceEditor:
        editor = InPlaceEditor(self._session.typing, self._theme, read, nudged, self._canvas)
        editor.closed.connect(self._on_closed)
        editor.went_on.connect(self.went_on)
        self._editor = editor
        return editor

    def _on_previewed(self, text: str | None) -> None:
        """Let everything follow what is typed; while steps are taken, wait until it is meant."""
        number = self._number
        if number is None or self._others or self._session.is_running:
            return
        self._session.cancel()
        if text is None:
            return
        document = self._session.document
        before, value = value_of(document, number), parse_number(text)
        if value != before:
            name = change(name_of(document, number), before, value)
            self._session.preview(name, with_value(document, number, value))

    def _on_number_committed(self, text: str) -> None:
        number, value = self._number, parse_number(text)
        self._session.cancel()
        if self._others:
            structure.set_parameters(self._session, self._others, value)
        elif number is not None:
            set_value(self._session, number, value)

    def _on_closed(self) -> None:
        if self.sender() is self._editor:
            self._editor = self._number = None
            self._session.cancel()


def _nudged(text: str, steps: int, step: float) -> str:
    return editable(stepped(parse_number(text), steps, step))
