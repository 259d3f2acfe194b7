"""The diagnosis in its place: a line in the status bar that points into the loss plot."""

from typing import TYPE_CHECKING

from gui.operations.diagnosis import Diagnosis
from gui.panels.diagnosis.diagnosis_line import DiagnosisLine
from gui.shell.layout.docks import LOSS

if TYPE_CHECKING:
    from gui.shell.main_window import MainWindow


def add_diagnosis(window: "MainWindow", diagnosis: Diagnosis) -> DiagnosisLine:
    """Put the line of a diagnosis before the state of the work."""

    def show_stretch(first: int, last: int) -> None:
        window.docks[LOSS].show()
        window.docks[LOSS].raise_()
        window.loss_panel.plot.show_steps(first, last)

    bar = window.statusBar()
    line = DiagnosisLine(window.session, diagnosis, window.theme, bar)
    line.stretch_wanted.connect(show_stretch)
    bar.insertPermanentWidget(1, line)
    line.setVisible(diagnosis.is_on)  # the bar has hidden it
    return line
