"""What the tests of the race do with the window, and read in it."""

from collections.abc import Callable, Sequence

from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.training.descent import Descent
from core.training.experiment import Experiment
from gui.panels.race.race_page import RacePage
from tests.gui.window_hands import LEFT, WindowHands

Ok = QDialogButtonBox.StandardButton.Ok


class RaceHands:
    """Acts on the race of one window as a user would."""

    def __init__(self, bot: QtBot, hands: WindowHands) -> None:
        self.bot, self.hands = bot, hands

    def set_up(self, deal: Callable[["SetUp"], object]) -> None:
        """Open the set-up, from the page of a race if it is on show, and deal with it."""
        self.hands.answer(lambda dialog: deal(SetUp(self.bot, dialog)))
        page = self.hands.window.findChild(RacePage)
        if isinstance(page, RacePage) and page.isVisible():
            self.press("Set up…")
        else:
            self.hands.menu("Learn", "Race…")

    def begin(self, preset: str) -> None:
        """Set up one of the usual races, and begin."""

        def deal(asked: SetUp) -> None:
            asked.press(preset)
            asked.begin()

        self.set_up(deal)

    @property
    def page(self) -> RacePage:
        """The page in the middle of the window."""
        page = self.hands.window.findChild(RacePage)
        assert isinstance(page, RacePage)
        return page

    def press(self, text: str) -> None:
        """Click a button of the page."""
        self.bot.mouseClick(named(self.page, text), LEFT)

    def wait(self) -> None:
        """Wait until the steps that were asked for are taken."""
        self.bot.waitUntil(lambda: named(self.page, "Run").isVisible(), timeout=10_000)
        QApplication.processEvents()

    def adopt(self, name: str) -> None:
        """Click the button under a racer."""
        buttons = self.page.findChildren(QAbstractButton)
        found = next(each for each in buttons if each.accessibleName() == f"Adopt {name}")
        self.bot.mouseClick(found, LEFT)

    def texts(self) -> list[str]:
        """All that stands on labels of the page."""
        return [label.text() for label in self.page.findChildren(QLabel) if label.isVisible()]

    def says(self, text: str) -> bool:
        """Whether any label of the page has this in it."""
        return any(text in each for each in self.texts())


class SetUp:
    """Acts on the dialog that sets up a race."""

    def __init__(self, bot: QtBot, dialog: QDialog) -> None:
        self.bot, self.dialog = bot, dialog

    def press(self, text: str) -> None:
        """Click a button."""
        self.bot.mouseClick(named(self.dialog, text), LEFT)

    def choose(self, racer: int) -> None:
        """Click a racer in the list."""
        rows = self._list
        at = rows.visualItemRect(rows.item(racer)).center()
        self.bot.mouseClick(rows.viewport(), LEFT, pos=at)

    def type(self, name: str, text: str) -> None:
        """Type another number into a field of the chosen racer."""
        fields = self.dialog.findChildren(QLineEdit)
        field = next(f for f in fields if f.accessibleName() == name and f.isVisible())
        field.selectAll()
        QTest.keyClicks(field, text)

    def names(self) -> Sequence[str]:
        """The racers in the list."""
        return [self._list.item(at).text() for at in range(self._list.count())]

    @property
    def _list(self) -> QListWidget:
        found = self.dialog.findChild(QListWidget)
        assert isinstance(found, QListWidget)
        return found

    @property
    def can_begin(self) -> bool:
        """Whether the button can be clicked."""
        return named(self.dialog, "Begin").isEnabled()

    def begin(self) -> None:
        """Click Begin."""
        self.press("Begin")

    def cancel(self) -> None:
        """Click Cancel."""
        self.press("Cancel")


def named(owner: QWidget, text: str) -> QAbstractButton:
    """The button that says this."""
    buttons = owner.findChildren(QAbstractButton)
    found = [each for each in buttons if each.text().replace("&", "") == text]
    assert found, f"no {text} among {[each.text() for each in buttons]}"
    return found[0]


def descended(experiment: Experiment, steps: int) -> Experiment:
    """An experiment so many updates later."""
    descent = Descent(experiment)
    descent.run(steps)
    return descent.experiment
