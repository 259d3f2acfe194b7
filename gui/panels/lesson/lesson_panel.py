"""The lesson panel: the page that is played, with its tasks."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from core.lessons.course import place_in, title_in
from core.lessons.lesson import AskedTask, Lesson, Page
from core.lessons.ordering import shuffled
from core.lessons.tasks.tasks import AnyTask, LinesTask, OrderTask
from core.lessons.text.markdown import Block
from gui.formatting.sentences import as_read
from gui.formatting.typed_numbers import NUMBER_STARTS
from gui.operations.lessons.lesson_player import LessonPlayer
from gui.panels.lesson.lesson_foot import LessonFoot
from gui.panels.lesson.over_task import OverTask
from gui.panels.lesson.page_view import PageView
from gui.panels.lesson.rich_text import rich_block
from gui.panels.lesson.task_view import TaskView
from gui.session.session import Session
from gui.session.snapshot import Focus
from gui.style.roles import Role
from gui.widgets.buttons.quiet_button import QuietButton
from gui.widgets.event_filter import on_press
from gui.widgets.ground import lay_ground
from gui.widgets.panel import Panel, PanelHead
from gui.widgets.texts.plain_text import Label, set_tip


class LessonPanel(Panel):
    """Shows the page as far as its first open task, and what comes of each.

    `closed` comes when the lesson is to be left, `wanted` with the file of the one after it,
    `hand_in_wanted` when what came of it is to be handed in, `drawing_wanted` when keys are to go
    to the drawing, where the task is solved.
    """

    closed = Signal()
    wanted = Signal(Path)
    hand_in_wanted = Signal()
    drawing_wanted = Signal()

    def __init__(self, player: LessonPlayer, session: Session) -> None:
        super().__init__()
        self.player, self._session = player, session
        self._shown: object = None
        self._mark = session.focus.mark
        self._page: Page | None = None
        self.task: TaskView | None = None
        self._is_brief = self._is_copy = False
        self._close = close = QuietButton()
        close.setText("✕")
        close.setAccessibleName("Close the lesson")
        set_tip(close, "Close the lesson; it goes on here when it is opened again")
        close.clicked.connect(self.closed)
        self._head = PanelHead("Lesson")
        self._head.addWidget(close)
        self._title = _wrapped(Role.TITLE)
        self._of_lesson: Label | None = None
        self._problem = ""
        self._view = PageView()
        self.foot = LessonFoot(player)
        self.foot.wanted.connect(self.wanted)
        self.foot.hand_in_wanted.connect(self.hand_in_wanted)
        self._lay_out()
        player.changed.connect(self._on_changed)
        session.focus_changed.connect(self._on_focus_changed)
        self._on_changed()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.addLayout(self._head)
        column.addWidget(self._title)
        column.addWidget(self._view, 1)
        column.addWidget(self.foot)
        column.addStretch()  # where the page takes no room, for there is none

    def set_brief(self, is_brief: bool) -> None:
        """Leave room for the page, as it is read from afar: its open task is always in view."""
        self._is_brief = is_brief
        for widget in (self._head.title, self._head.note, self._close, self._of_lesson):
            if widget is not None:
                widget.setVisible(not is_brief)
        self.foot.set_brief(is_brief)
        self._view.set_pinned(is_brief)

    def complain(self, problem: str) -> None:
        """Say what is wrong with the lesson as its file is now; nothing if nothing is."""
        self._problem = problem
        self._on_changed()
        self._view.to_top()

    # Following

    def _on_changed(self) -> None:
        player, page = self.player, self.player.page
        if player.lesson is None and self._has_keys:
            self.drawing_wanted.emit()  # before what has them is hidden
        for widget in (self._view, self.foot):
            widget.setVisible(player.lesson is not None)
        self._close.setVisible(player.lesson is not None and not self._is_brief)
        if player.lesson is None or page is None:
            self._head.title.setText("Lesson")
            self._head.note.setText("")
            self._title.setText("No lesson is open: Learn ▸ Lessons has them.")
            return
        was_copy, self._is_copy = self._is_copy, player.copy.is_open
        if self._is_copy and not was_copy:
            self.drawing_wanted.emit()  # before what has the keys takes none
        self._write_head(player.lesson, page)
        self.foot.show_page(player.lesson, page)
        records = [player.record(place) for place in range(len(page.tasks))]
        states = [(record.solved, record.skipped) for record in records]
        place = player.progress.page, player.start
        shown = (player.lesson, place, states, self._problem, self._mark)
        if shown != self._shown:
            self._shown = shown
            self._fill(page)
        if self.task is not None and player.open_task is not None:
            self.task.setEnabled(not player.copy.is_open)
            self._show_state(self.task, player.open_task)
        if was_copy and not self._is_copy:
            self.take_keys()

    def _on_focus_changed(self, focus: Focus) -> None:
        if focus.mark is not self._mark:
            self._mark = focus.mark
            self._on_changed()

    def _show_state(self, task: TaskView, at: int) -> None:
        """Say what came of the open task, and have that in view."""
        record, attempt = self.player.record(at), self.player.attempt(at)
        had_keys = task.hint.hasFocus()
        task.show_state(record, attempt)
        if had_keys and task.hint.isHidden():
            self.take_keys()  # else they would go on to Skip
        if attempt is not None or record.hints:
            self._view.go_on()

    def _write_head(self, lesson: Lesson, page: Page) -> None:
        player, at = self.player, place_in(self.player.course, self.player.path)
        lessons = len(player.course)
        place = "" if at is None or lessons == 1 else f" {at + 1} of {lessons}"
        title = f"Lesson{place}" if player.sheet is None else f"Sheet {player.sheet}"
        self._head.title.setText(title)
        tasks = sum(len(each.tasks) for each in lesson.pages)
        self._head.note.setText(f"{player.progress.solved} of {tasks} solved")
        for label in (self._head.title, self._head.note):
            set_tip(label, lesson.title)
        self._title.setText(as_read(page.title))

    def _content(self, page: Page) -> QWidget:
        """The page as far as its first open task, below what is wrong with it."""
        inner = QWidget()
        lay_ground(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        if self._problem:
            problem = _wrapped(Role.ERROR, self._problem)
            problem.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(problem)
        self._of_lesson = None
        if self.player.lesson is not None and self.player.progress.page == 0:
            self._of_lesson = _wrapped(Role.MUTED, self.player.lesson.title)
            column.addWidget(self._of_lesson)
            self._of_lesson.setVisible(not self._is_brief)
        self.task, at = None, -1
        for part in page.content:
            if not isinstance(part, AskedTask):
                column.addWidget(self._text(part))
                continue
            at += 1
            record = self.player.record(at)
            if record.is_open:
                self.task = self._task_view(part.task)
                break
            column.addWidget(self._done(part.task, at))
        if self.task is None:
            column.addWidget(self._end())
        column.addStretch(1)
        return inner

    def _task_view(self, task: AnyTask) -> TaskView:
        texts: Sequence[str] = ()
        if isinstance(task, OrderTask | LinesTask):
            texts = shuffled(task, self._session.document)
        return TaskView(task, self._session.typing, texts)

    def _fill(self, page: Page) -> None:
        """Put another content in the place of the one before; the keys go on where they were."""
        inner = self._content(page)
        is_new = page is not self._page
        is_here = is_new or self._has_keys
        self._page = page
        is_begun = not is_new or self.player.open_task not in (0, None)
        self._view.show_page(inner, self.task, is_begun=is_begun)
        for one, other in pairwise([self._close, *_reached(self._view), *_reached(self.foot)]):
            self.setTabOrder(one, other)
        if self.task is not None:
            self.task.answered.connect(self.player.answer)
            self.task.hint_wanted.connect(self.player.hint)
            self.task.skipped.connect(self.player.skip)
            self.task.typed.connect(self._view.go_on)
        if self.isVisible() and is_here:
            self.take_keys()

    @property
    def _has_keys(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does; a number is an answer."""
        button, typed = QApplication.focusWidget(), event.text()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and isinstance(button, QAbstractButton):
            button.click()
        elif not (typed and typed in NUMBER_STARTS and self.begin_answer(typed)):
            super().keyPressEvent(event)

    def take_keys(self) -> None:
        """Have what is typed go to where the page is answered, or led on from."""
        first = self.foot.next if self.task is None else self.task.first
        if first is None:
            self.drawing_wanted.emit()
        else:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_answer(self, text: str) -> bool:
        """Go on typing an answer here; False where none is to be typed."""
        is_asked = self.task is not None and self.task.isEnabled() and self.isVisible()
        return is_asked and self.task is not None and self.task.begin(text)

    def _end(self) -> Label:
        """What stands where all tasks are over: what comes next, where a press leads."""
        player, at = self.player, self.player.progress.page
        pages, following = player.lesson.pages if player.lesson else (), self.foot.following
        if at + 1 < len(pages):
            text = f"Next: {pages[at + 1].title} →"
        elif following is not None:
            text = f"Next lesson: {title_in(following)} →"
        else:
            return _wrapped(Role.MUTED, "That was the last page.")
        label = _wrapped(Role.MUTED, text)
        label.setCursor(Qt.CursorShape.PointingHandCursor)
        on_press(label, self.foot.next.click)
        return label

    def _text(self, block: Block) -> Label:
        label = Label()
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setText(rich_block(block))
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _done(self, task: AnyTask, at: int) -> Label:
        """A task that is over: what was answered wrongly, the answer, how it comes about."""
        player, session = self.player, self._session
        over = OverTask(task, player.record(at), player.attempt(at), player.solution(at))
        label = _wrapped(Role.MUTED, over.words(session.document, session.focus.numerals))
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label


def _wrapped(role: Role, text: str = "") -> Label:
    label = Label(as_read(text), role=role)
    label.setWordWrap(True)
    return label


def _reached(part: QWidget) -> list[QWidget]:
    """What Tab comes to in a part of the panel, from top to bottom."""
    tab = Qt.FocusPolicy.TabFocus
    return [each for each in part.findChildren(QWidget) if each.focusPolicy() & tab]
