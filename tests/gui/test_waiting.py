"""What takes a while is said before it begins, and no longer once it is over."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from gui.shell.main_window import MainWindow
from tests.core.builders import as_document, sized_experiment


class Painted(QObject):
    """The accessible names of what was painted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.names: list[str] = []
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.names.append(watched.accessibleName())
        return False


def test_a_wait_is_told_while_much_is_saved_and_opened(window: MainWindow, tmp_path: Path) -> None:
    session, painted = window.session, Painted(window)
    path, notes = (
        tmp_path / "work.downhill",
        {"Saving “work.downhill” …", "Opening “work.downhill” …"},
    )
    session.save(path)
    assert window.files.save()
    assert window.files.open(path)
    assert not notes & {*painted.names}
    session.load(as_document(sized_experiment((1, 1), 51_000)), session.file)
    assert window.files.save()
    assert window.files.open(path)
    assert notes <= {*painted.names}
    assert QApplication.overrideCursor() is None
    painted.names.clear()
    window.repaint()
    assert not notes & {*painted.names}
