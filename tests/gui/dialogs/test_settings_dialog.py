"""The settings in one place: opened by key, in force at once, kept, and as usual again."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from gui.app import create_window
from gui.formatting.numerals import Numerals
from gui.session.preferences import PREFERENCES, THEME, OneOf, Preferences, Share, Switch
from gui.session.settings import MemorySettings
from gui.shell.main_window import MainWindow
from gui.style.theme import ThemeChoice
from gui.widgets.texts.plain_text import without_mnemonics
from tests.gui.window_hands import Key, Modifier, WindowHands

Show = Callable[[MainWindow], MainWindow]
W = TypeVar("W", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton
KINDS: dict[type, type[QWidget]] = {OneOf: QComboBox, Share: QSpinBox, Switch: QCheckBox}


class SettingsHands:
    """Acts on the dialog as a user would."""

    def __init__(self, bot: QtBot, dialog: QDialog) -> None:
        self.bot, self.dialog = bot, dialog

    def field(self, kind: type[W], name: str) -> W:
        """The field that a screen reader calls so."""
        return next(
            each for each in self.dialog.findChildren(kind) if each.accessibleName() == name
        )

    def pick(self, name: str, words: str) -> None:
        """Go to an entry of a list with the arrow keys."""
        box = self.field(QComboBox, name)
        box.setFocus()
        self.bot.keyClick(box, Qt.Key.Key_Home)
        while box.currentText() != words:
            before = box.currentText()
            self.bot.keyClick(box, Qt.Key.Key_Down)
            assert box.currentText() != before, f"there is no {words}"

    def switch(self, name: str) -> None:
        """Click a check box."""
        box = self.field(QCheckBox, name)
        self.bot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))

    def usual(self) -> QPushButton:
        """The button that has everything as usual, or as before."""
        texts = "As usual", "Take that back"
        buttons = self.dialog.findChildren(QPushButton)
        return next(each for each in buttons if each.text().replace("&", "") in texts)


def test_settings_apply_at_once_are_those_of_the_menus_and_are_kept(
    qtbot: QtBot, show: Show
) -> None:
    settings = MemorySettings()
    hands = WindowHands(qtbot, show(create_window(settings=settings)))
    window = hands.window
    hands.menu("Learn", "Motion")

    def deal(dialog: QDialog) -> None:
        asked = SettingsHands(qtbot, dialog)
        assert not asked.field(QCheckBox, "Motion").isChecked()
        asked.pick("Theme", "Dark")
        assert window.theme.is_dark
        asked.switch("Slopes")
        assert window.canvas.display.slopes
        asked.pick("Numbers", "Full precision")
        assert window.session.focus.numerals is Numerals.FULL
        asked.pick("Run speed", "5 steps a second")
        assert window.session.speed == 5.0
        size = asked.field(QSpinBox, "Text size")
        size.selectAll()
        qtbot.keyClicks(size, "110")
        qtbot.keyClick(size, Qt.Key.Key_Return)
        assert window.theme.scale == 1.1
        assert dialog.isVisible(), "Enter ends the typing, not the dialog"
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    hands.answer(deal)
    hands.press(Key.Key_Comma, Modifier.ControlModifier)
    assert hands.ticked("View", "Theme") == ["&Dark"]
    assert hands.ticked("Learn", "Numbers") == ["Full precision"]
    assert hands.ticked("Descent", "Run speed") == ["5 steps a second"]
    again = Preferences(settings)
    changed = {one.key for one in PREFERENCES if again[one] != one.usual}
    assert changed == {"theme", "slopes", "numerals", "speed", "scale", "motion"}
    assert window.commands["settings"].menuRole() is QAction.MenuRole.PreferencesRole


def test_one_button_has_everything_as_usual_and_as_it_was(hands: WindowHands, qtbot: QtBot) -> None:
    window = hands.window

    def deal(dialog: QDialog) -> None:
        asked = SettingsHands(qtbot, dialog)
        for one in PREFERENCES:  # each has its field, which says what it is about
            field = asked.field(KINDS[type(one)], without_mnemonics(one.title))
            assert field.isVisible()
            assert one.tip in field.toolTip()
        assert not asked.usual().isEnabled()
        asked.pick("Theme", "Dark")
        asked.switch("Diagnosis")
        qtbot.mouseClick(asked.usual(), LEFT)
        assert window.preferences[THEME] is ThemeChoice.SYSTEM
        assert asked.field(QComboBox, "Theme").currentText() == "As the system"
        assert asked.field(QCheckBox, "Diagnosis").isChecked()
        qtbot.mouseClick(asked.usual(), LEFT)
        assert window.theme.is_dark
        assert not asked.field(QCheckBox, "Diagnosis").isChecked()
        qtbot.mouseClick(asked.usual(), LEFT)
        asked.switch("Motion")  # what was before is past now
        assert asked.usual().text() == "As &usual"
        dialog.reject()

    hands.answer(deal)
    hands.menu("Edit", "Settings…")
