"""The foot of the lesson panel: back and forth, the page once more, and a copy of it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.lessons.course import place_in
from core.lessons.lesson import Lesson, Page
from gui.operations.lessons.lesson_player import LessonPlayer
from gui.style.roles import Role
from gui.widgets.buttons.quiet_button import QuietButton
from gui.widgets.texts.plain_text import Label, set_tip

_COPY_TIP = "Play freely with a copy of this page, and come back to it as it is now"
_BACK_TIP = "Give the copy up; the page is as you left it"


class LessonFoot(QWidget):
    """Leads through the pages of a lesson, and from one to the next.

    `wanted` comes with the file of the lesson that is to be opened, `hand_in_wanted` when what came
    of this one is to be handed in.
    """

    wanted = Signal(Path)
    hand_in_wanted = Signal()

    def __init__(self, player: LessonPlayer) -> None:
        super().__init__()
        self._player = player
        self.back, self.next = QPushButton("◀ Back"), QPushButton()
        for button in (self.back, self.next):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._again, self._copy = QuietButton(), QuietButton()
        self._hand_in = QuietButton()
        self._hand_in.setText("Hand in…")
        set_tip(self._hand_in, "Put what came of this lesson into your class's folder")
        self._place = Label(role=Role.MUTED)
        self._of_page = QWidget()
        self._lay_out()
        self.back.clicked.connect(lambda: player.turn(-1))
        self.next.clicked.connect(self._go_on)
        self._again.clicked.connect(self._begin_again)
        self._copy.clicked.connect(self._switch_copy)
        self._hand_in.clicked.connect(self.hand_in_wanted)

    def _lay_out(self) -> None:
        of_page, way = QHBoxLayout(self._of_page), QHBoxLayout()
        of_page.setContentsMargins(0, 0, 0, 0)
        of_page.addWidget(self._again)
        of_page.addWidget(self._copy)
        of_page.addStretch(1)
        of_page.addWidget(self._hand_in)
        way.addWidget(self.back)
        way.addStretch(1)
        way.addWidget(self._place)
        way.addStretch(1)
        way.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._of_page)
        column.addLayout(way)

    def set_brief(self, is_brief: bool) -> None:
        """Leave room for the page: what is done with it as a whole is hidden."""
        self._of_page.setVisible(not is_brief)

    @property
    def following(self) -> Path | None:
        """The lesson after this one, on its last page; None where a page follows, or nothing."""
        player, at = self._player, place_in(self._player.course, self._player.path)
        pages = () if player.lesson is None else player.lesson.pages
        if at is None or player.progress.page + 1 < len(pages):
            return None
        return next(iter(player.course[at + 1 :]), None)

    def show_page(self, lesson: Lesson, page: Page) -> None:
        """Say where the page stands, and what can be done with it."""
        player, at, is_copy = self._player, self._player.progress.page, self._player.copy.is_open
        following, is_last = self.following, at + 1 == len(lesson.pages)
        self._place.setText(f"page {at + 1} of {len(lesson.pages)}")
        self.back.setEnabled(at > 0 and not is_copy)
        self.next.setText("Next ▶" if following is None else "Next lesson ▶")
        self.next.setEnabled(not is_copy and not (is_last and following is None))
        self._again.setText("With other numbers" if self._has_others(page) else "Restart the page")
        self._again.setVisible(not is_copy)
        self._hand_in.setVisible(not is_copy)
        self._copy.setText("Return to the page" if is_copy else "Try in a copy")
        why = "" if is_copy else player.why_no_copy
        self._copy.setEnabled(not why)
        set_tip(self._copy, _BACK_TIP if is_copy else why or _COPY_TIP)

    def _begin_again(self) -> None:
        page = self._player.page
        self._player.restart_page(with_other_numbers=page is not None and self._has_others(page))

    def _has_others(self, page: Page) -> bool:
        """Whether a page has other numbers: drawn ones, which are not those of a sheet."""
        return page.varies and self._player.sheet is None

    def _switch_copy(self) -> None:
        if self._player.copy.is_open:
            self._player.return_to_page()
        else:
            self._player.try_in_copy()

    def _go_on(self) -> None:
        """To the page that comes next, or the lesson."""
        following = self.following
        if following is None:
            self._player.turn(1)
        else:
            self.wanted.emit(following)
