"""A start from the desktop, where nobody sees a terminal."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from main import main


@pytest.mark.usefixtures("qapp")
def test_why_a_file_cannot_be_opened_is_said_in_a_window(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "broken.downhill"
    file.write_text("{", encoding="utf-8")
    said: list[str] = []

    def read_and_close() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.extend((box.text(), box.informativeText()))
        box.accept()

    QTimer.singleShot(0, read_and_close)
    assert main(["--from-desktop", str(file)]) == 1
    assert said[0] == "The file could not be opened."
    assert said[1].startswith("broken.downhill: ")
    assert capsys.readouterr().err == f"downhill: {said[1]}\n"
    assert main([str(file)]) == 1  # with a terminal, there alone
