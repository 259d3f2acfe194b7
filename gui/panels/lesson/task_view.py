"""The open task of a page: what is asked, where it is answered, and what came of a try."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from core.lessons.progress import Record
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
from core.lessons.words import Change
from core.text.numbers import counted
from gui.formatting.sentences import as_read
from gui.operations.lessons.attempt import SEEN_BEFORE, Attempt, answer_of_factors
from gui.panels.lesson.choices import Choices
from gui.style.code_font import code_font
from gui.style.roles import Role
from gui.widgets.buttons.quiet_button import QuietButton
from gui.widgets.fields.answer_field import AnswerField, factors_in
from gui.widgets.fields.typing_owner import Typing
from gui.widgets.ground import lay_ground
from gui.widgets.texts.plain_text import Label, set_tip

_LETTERS = "ABCDEFGH"
_LOWEST, _AROUND = 100, 12  # pixels: of a list, and around its lines


class TaskView(QWidget):
    """A task, its answer, what came of it, hints, and Skip.

    `texts` are what is put in order, as it is first seen, `hint` the button for one more of these.
    `answered` comes with the answer as text, `typed` while it is written, be it a number or not,
    `hint_wanted` and `skipped` with nothing.
    """

    answered = Signal(str)
    typed = Signal()
    hint_wanted = Signal()
    skipped = Signal()

    def __init__(self, task: AnyTask, typing: Typing, texts: Sequence[str] = ()) -> None:
        super().__init__()
        self._task, self._texts = task, texts
        lay_ground(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.addWidget(_wrapped(task.ask, Role.STRONG))
        self.first: QWidget | None = None
        self._list = QListWidget(self)
        self._list.hide()
        self._choices: Choices | None = None
        self._add_answer(typing)
        self._problem = _wrapped("", Role.ERROR)
        self._verdict, self.hints = _wrapped("", Role.STRONG), _wrapped("", Role.MUTED)
        for said in (self._problem, self._verdict, self.hints):
            said.hide()
            self._column.addWidget(said)
        self.hint = QuietButton()
        self._add_buttons()

    def _add_answer(self, typing: Typing) -> None:
        task = self._task
        match task:
            case NumberTask():
                field = self._number_field(typing)
                self._add_row(field, self._check(partial(_commit, field)))
            case DirectionTask():
                self._add_row(*(self._button(change.value, change.value) for change in Change))
            case ChoiceTask():
                self._choices = Choices()
                for letter, text in zip(_LETTERS, task.choices, strict=False):
                    self._choices.add(self._button(letter, text), Label(as_read(text)))
                self._column.addWidget(self._choices)
            case OrderTask() | LinesTask():
                self._add_list(is_code=isinstance(task, LinesTask))
            case ClickTask():
                text = "Click it in the drawing, or go there with the arrow keys and press Enter."
                self._column.addWidget(_wrapped(text, Role.MUTED))
            case ReachTask():
                most = task.most_steps
                within = "" if most is None else f", within {counted(most, 'step')}"
                text = f"It counts as soon as it is so{within}."
                self._column.addWidget(_wrapped(text, Role.MUTED))

    def _check(self, do: Callable[[], object]) -> QPushButton:
        button = QPushButton("Check")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: do())
        return button

    def _number_field(self, typing: Typing) -> AnswerField:
        field = _TaskField(typing)
        field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        field.setAccessibleName(as_read(self._task.ask))
        set_tip(field, as_read("A number: 0.5, −2, 1/3; of a slope also its factors, 3 × 44 × 1"))
        field.given.connect(self._answer_number)
        field.complained.connect(self._complain)
        field.textChanged.connect(self.typed)
        self.first = field
        return field

    def _button(self, text: str, answer: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(as_read(answer))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self._answer, answer))
        self.first = self.first or button
        return button

    def _add_list(self, *, is_code: bool) -> None:
        listed = self._list
        if is_code:
            listed.setFont(code_font(listed.fontInfo().pixelSize()))
            listed.setSpacing(2)  # tells lines apart where they wrap
        listed.setWordWrap(True)
        listed.setFixedHeight(_LOWEST)
        listed.show()
        listed.addItems(self._texts)
        listed.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        listed.setAccessibleName(as_read(self._task.ask))
        set_tip(listed, "Drag the lines into their order, or move the chosen one with ▲ and ▼")
        listed.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        listed.setCurrentRow(0)
        self.first = self._list = listed
        self._column.addWidget(listed)
        up, down = (QPushButton(sign) for sign in "▲▼")
        for button in (up, down):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        up.setAccessibleName("Move up")
        down.setAccessibleName("Move down")
        up.clicked.connect(partial(self._move, -1))
        down.clicked.connect(partial(self._move, 1))
        self._add_row(up, down, self._check(self._answer_list))

    def _add_buttons(self) -> None:
        skip = QuietButton()
        self.hint.clicked.connect(self.hint_wanted)
        skip.setText("Skip")
        set_tip(skip, "Show how it is solved, and go on; it does not count")
        skip.clicked.connect(self.skipped)
        once = Label("one try" if moves_after(self._task) else "", role=Role.MUTED)
        once.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        set_tip(once, "What is predicted is done once you have answered")
        self._add_row(self.hint, skip, once)

    def _add_row(self, *widgets: QWidget) -> None:
        row = QHBoxLayout()
        for widget in widgets:
            is_text = isinstance(widget, Label)
            row.addWidget(widget, 1 if is_text else 0)
        if not isinstance(widgets[-1], Label):
            row.addStretch(1)
        self._column.addLayout(row)

    def _answer_number(self, text: str) -> None:
        """Answer with what was meant, however it was written: 0,5 is 0.5."""
        self.answered.emit(answer_of_factors(factors_in(text)))

    def _complain(self, problem: str) -> None:
        _say(self._problem, problem)
        if problem:
            self.typed.emit()

    def _answer(self, text: str) -> None:
        self.answered.emit(text)

    def _answer_list(self) -> None:
        listed = self._list
        self.answered.emit("\n".join(listed.item(at).text() for at in range(listed.count())))

    def _move(self, way: int) -> None:
        row = self._list.currentRow()
        to = row + way
        if row >= 0 and 0 <= to < self._list.count():
            self._list.insertItem(to, self._list.takeItem(row))
            self._list.setCurrentRow(to)

    def fit(self, room: int, left: int) -> None:
        """Have choices, or a list that is put in order, stand so that all is seen if it can be.

        Args:
            room: how high it may be, and the list in it.
            left: as high as this it is seen without scrolling.
        """
        listed, choices, width = self._list, self._choices, self.width()
        if choices is not None:
            others = self.heightForWidth(width) - choices.heightForWidth(width)
            choices.fit(width, left - others)
        if listed.isVisible():
            places = [listed.visualItemRect(listed.item(at)) for at in range(listed.count())]
            lines = places[-1].bottom() - places[0].top() + _AROUND
            others = self.heightForWidth(self.width()) - listed.maximumHeight()
            listed.setFixedHeight(max(_LOWEST, min(lines, room - others)))

    def begin(self, text: str) -> bool:
        """Go on typing an answer; False where none is to be typed."""
        if not isinstance(self.first, AnswerField):
            return False
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.first.begin_with(text)
        return True

    def show_state(self, record: Record, attempt: Attempt | None) -> None:
        """Say what came of a try, and the hints that were asked for."""
        hints = self._task.hints
        note = [SEEN_BEFORE] if record.counted.seen and not record.counted.tries else []
        _say(self._verdict, "" if attempt is None else attempt.words)
        _say(self.hints, "\n".join([*note, *(f"Hint: {each}" for each in hints[: record.hints])]))
        self.hint.setText("Another hint" if record.hints else "Hint")
        self.hint.setVisible(record.hints < len(hints))


class _TaskField(AnswerField):
    """An answer that is given with Enter, or by its button; elsewhere it waits as it stands.

    Why it is no number comes with `complained`; an empty reason takes back what was said.
    """

    complained = Signal(str)

    @override
    def complain(self, problem: str) -> None:
        self.mark(problem)
        self.complained.emit(problem)

    @override
    def settle(self) -> bool:
        self._typing.end(self)
        return True


def _commit(field: AnswerField) -> None:
    """Take what stands in a field, unless it was taken before."""
    if field.isModified() or not field.text().strip():
        field.commit()


def _say(label: Label, text: str) -> None:
    """Have a label say something, and take no room where that is nothing."""
    label.setText(as_read(text))
    label.setVisible(bool(text))


def _wrapped(text: str, role: Role = Role.BODY) -> Label:
    label = Label(as_read(text), role=role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
