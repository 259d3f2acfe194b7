"""Windows to measure, and what they show."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication

from core.document.document import Document
from core.opening.starters import BANK, open_starter
from gui.app import create_window
from gui.shell.main_window import MainWindow
from tests.core.builders import as_document, sized_experiment

Documents = Mapping[str, Callable[[], Document]]


def bank() -> Document:
    """The network of the first start: 2-2-1, one row."""
    return open_starter(BANK)


def sized(*sizes: int, rows: int) -> Document:
    """A network of these sizes that learns slowly enough never to diverge."""
    return as_document(sized_experiment(sizes, rows, learning_rate=1e-4))


@contextmanager
def window_of(document: Document) -> Iterator[MainWindow]:
    """The real window at 1440 × 900 with a document, all of it painted."""
    window = create_window()
    window.resize(1440, 900)
    window.show()
    window.session.load(document)
    settle()
    yield window
    window.session.load(document)
    window.close()
    window.deleteLater()


def settle(passes: int = 20) -> None:
    """Let everything be painted that waits for it."""
    for _ in range(passes):
        QApplication.processEvents()
