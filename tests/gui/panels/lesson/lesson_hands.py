"""A hand on the lesson panel: what a student types, clicks and reads."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QListWidget

from core.lessons.course import SUFFIX
from core.lessons.moves import Board
from core.lessons.names import UnknownNameError, node_named, parameter_named
from core.lessons.playing import right_answer, wrong_answers
from core.lessons.tasks.tasks import (
    AnyTask,
    ChoiceTask,
    ClickTask,
    DirectionTask,
    LinesTask,
    NumberTask,
    OrderTask,
    ReachTask,
    moves_after,
)
from gui.operations.numbers import parameter
from tests.core.lessons.lesson_texts import lesson_text
from tests.gui.window_hands import Key, WindowHands


class LessonHands:
    """Opens lessons and answers their tasks."""

    def __init__(self, hands: WindowHands) -> None:
        self.hands = hands
        self.window = hands.window
        self.panel = hands.window.panels.lesson
        self.player = self.panel.player
        self._begun = 0

    @property
    def task(self) -> AnyTask:
        """The open task."""
        page, at = self.player.page, self.player.open_task
        assert page is not None
        assert at is not None
        return page.tasks[at].task

    def write(self, folder: Path, network: str, *tasks: str, page: str = "") -> Path:
        """Write a lesson of one page."""
        path = folder / f"one{SUFFIX}"
        path.write_text(lesson_text(network, *tasks, page=page), encoding="utf-8")
        return path

    def open(self, path: Path) -> None:
        """Open a lesson as any file is opened."""
        self.window.files.open(path)

    def begin(self, folder: Path, network: str, *tasks: str, page: str = "") -> None:
        """Open a lesson of one page that nobody has begun, in a folder of its own."""
        self._begun += 1
        path = folder / f"folder {self._begun}" / f"lesson {self._begun}{SUFFIX}"
        path.parent.mkdir()
        path.write_text(lesson_text(network, *tasks, page=page), encoding="utf-8")
        self.open(path)

    def read(self) -> str:
        """All that the panel says."""
        return "\n".join(
            label.text() for label in self.panel.findChildren(QLabel) if label.isVisible()
        )

    def type(self, text: str) -> None:
        """Type an answer, and press Enter."""
        field = self.field()
        self.hands.click(field)
        field.selectAll()
        self.hands.type(text, field)
        self.hands.press_in(field, Key.Key_Return)

    def field(self) -> QLineEdit:
        """Where an answer is typed."""
        return self.panel.findChildren(QLineEdit)[0]

    def press(self, name: str) -> None:
        """Press a button of the panel by what it says, or is called."""
        named = (b for b in self.buttons() if name in (b.text(), b.accessibleName()))
        self.hands.click(next(named))

    def label(self, text: str) -> QLabel:
        """What the panel says with these words in it."""
        labels = self.panel.findChildren(QLabel)
        return next(each for each in labels if text in each.text() and each.isVisible())

    def buttons(self) -> list[QAbstractButton]:
        """The buttons of the panel."""
        every = self.panel.findChildren(QAbstractButton)
        return [button for button in every if button.isVisible()]

    def solve(self) -> None:
        """Solve the open task as it says itself, with mouse and keys."""
        task, document = self.task, self.window.session.document
        match task:
            case NumberTask():
                self.type(right_answer(task, document))
            case DirectionTask() | ChoiceTask():
                self.press(right_answer(task, document))
            case OrderTask() | LinesTask():
                self.put_in_order(right_answer(task, document).split("\n"))
                self.press("Check")
            case ClickTask() | ReachTask():
                for move in task.solution:
                    self._do(move)

    def try_wrongly(self) -> bool:
        """Give a wrong answer, unless the task takes one only, or something has to be done."""
        task = self.task
        wrong = wrong_answers(task, self.window.session.document)
        if not wrong or moves_after(task):
            return False
        match task:
            case NumberTask():
                self.type(wrong[0])
            case OrderTask() | LinesTask():
                self.put_in_order(wrong[0].split("\n"))
                self.press("Check")
            case _:
                self.press(wrong[0])
        return True

    def put_in_order(self, texts: Sequence[str]) -> None:
        """Move each text up to its place."""
        (listed,) = [each for each in self.panel.findChildren(QListWidget) if each.isVisible()]
        for to, text in enumerate(texts):
            (item,) = listed.findItems(text, Qt.MatchFlag.MatchExactly)
            self.hands.click_at(listed.viewport(), listed.visualItemRect(item).center())
            for _ in range(listed.row(item) - to):
                self.press("Move up")

    def _do(self, move: str) -> None:
        verb, _, said = move.partition(" ")
        match verb:
            case "set":
                name, _, value = said.partition(" = ")
                self._set(name, value)
            case "scale":
                self.hands.menu("Data", "Scale inputs", "Standard: mean 0, deviation 1")
            case "step":
                self.step(int(said or 1))
            case "run":
                board = Board(self.window.session.document)
                board.play(move)
                self.step(board.steps)
            case "click":
                self._click(said)
            case _:
                raise AssertionError(f"nobody has done “{move}” yet")

    def _click(self, name: str) -> None:
        network, canvas = self.window.session.document.experiment.network, self.hands.canvas
        try:
            canvas.click(self._pill(name))
        except UnknownNameError:
            canvas.click(canvas.rim(node_named(name, network)))

    def _set(self, name: str, value: str) -> None:
        if name == "learning rate":
            self.hands.type_rate(value)
            return
        self.hands.canvas.double_click(self._pill(name))
        self.hands.canvas.type_over(value)
        self.hands.canvas.key(Key.Key_Return)

    def _pill(self, name: str) -> QPoint:
        at = parameter_named(name, self.window.session.document.experiment.network)
        return self.hands.canvas.of(parameter(at))

    def step(self, count: int) -> None:
        """Take steps, thousands, hundreds and tens from the menu, the others one by one."""
        for several in (1000, 100, 10):
            for _ in range(count // several):
                self.hands.menu("Descent", "Step × N", f"{several} steps")
                self.hands.wait_until(lambda: not self.window.session.is_running)
            count %= several
        for _ in range(count):
            self.hands.click(self.hands.button("Step downhill"))
