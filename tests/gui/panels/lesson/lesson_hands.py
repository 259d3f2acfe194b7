"""A hand on the lesson panel: what a student types, clicks and reads."""

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from core.lessons.checking import asked_for
from core.lessons.course import SUFFIX
from core.lessons.moves import Board
from core.lessons.playing import right_answer
from core.lessons.tasks import (
    AnyTask,
    ChoiceTask,
    ClickTask,
    DirectionTask,
    NumberTask,
    OrderTask,
    ReachTask,
)
from tests.core.lessons.lesson_texts import lesson_text
from tests.gui.window_hands import Key, WindowHands


class LessonHands:
    """Opens lessons and answers their tasks."""

    def __init__(self, hands: WindowHands) -> None:
        self.hands = hands
        self.window = hands.window
        self.panel = hands.window.panels.lesson
        self.player = self.panel.player

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

    def read(self) -> str:
        """All that the panel says."""
        return "\n".join(
            label.text() for label in self.panel.findChildren(QLabel) if label.isVisible()
        )

    def type(self, text: str) -> None:
        """Type an answer, and press Enter."""
        field = self.panel.findChildren(QLineEdit)[0]
        self.hands.click(field)
        field.selectAll()
        self.hands.type(text, field)
        self.hands.press_in(field, Key.Key_Return)

    def press(self, name: str) -> None:
        """Press a button of the panel by what it says, or is called."""
        buttons = self.panel.findChildren(QAbstractButton)
        shown = [button for button in buttons if button.isVisible()]
        self.hands.click(next(b for b in shown if name in (b.text(), b.accessibleName())))

    def solve(self) -> None:
        """Solve the open task as it says itself."""
        task, session = self.task, self.window.session
        match task:
            case NumberTask():
                numbers, quantity = asked_for(task, session.document)
                self.type(repr(numbers.value(quantity)))
            case DirectionTask() | ChoiceTask():
                self.press(right_answer(task, session.document))
            case OrderTask():
                self.player.answer(right_answer(task, session.document))
            case ClickTask() | ReachTask():
                self._do(task)

    def _do(self, task: ClickTask | ReachTask) -> None:
        session = self.window.session
        for move in task.solution:
            if move.startswith("step"):
                session.step(int(move.partition(" ")[2] or 1))
                session.finish_run()
                continue
            board = Board(session.document)
            board.play(move)
            if isinstance(task, ClickTask):
                session.select(board.parameters, board.nodes)
            else:
                steps = board.document.experiment.updates - session.document.experiment.updates
                if steps > 0:
                    session.step(steps)
                    session.finish_run()
                else:
                    session.apply(move, board.document)
