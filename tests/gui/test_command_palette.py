"""Any command by its name: Ctrl+Shift+P."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from gui.dialogs.command_palette import CommandPalette, matches
from gui.operations.command import listed
from tests.gui.window_hands import WindowHands

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def palette(hands: WindowHands, text: str, last: Qt.Key = Key.Key_Return) -> list[str]:
    """Open it with its keys, type a text, press a key; return what was listed."""
    shown: list[str] = []

    def deal(dialog: QDialog) -> None:
        assert isinstance(dialog, CommandPalette)
        hands.type(text, dialog.text)
        for at in range(dialog.list.topLevelItemCount()):
            item = dialog.list.topLevelItem(at)
            assert item is not None
            shown.append(item.text(0))
        hands.press_in(dialog.text, last)
        if dialog.isVisible():
            dialog.reject()

    hands.answer(deal)
    hands.press(Key.Key_P, Modifier.ControlModifier | Modifier.ShiftModifier)
    return shown


def test_a_command_is_found_by_a_part_of_its_name_and_done(hands: WindowHands) -> None:
    palette(hands, "step dow")
    assert hands.window.session.document.experiment.updates == 1


def test_commands_of_submenus_are_called_with_their_menu(hands: WindowHands) -> None:
    shown = palette(hands, "theme dark")
    assert shown == ["Theme: Dark"]
    assert hands.window.theme.is_dark


def test_what_is_chosen_has_a_mark(hands: WindowHands) -> None:
    shown = palette(hands, "Loss: mean squared", Key.Key_Escape)
    assert shown[0].endswith("✓")


def test_what_cannot_be_done_now_is_not_done(hands: WindowHands) -> None:
    before = hands.window.session.document
    palette(hands, "undo")
    assert hands.window.session.document is before


def test_every_command_of_the_menus_is_in_it(hands: WindowHands) -> None:
    shown = palette(hands, "", Key.Key_Escape)
    assert len(shown) == len([*listed(hands.window.menus)])
    assert len(shown) > 100


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("dark", ["Theme: Dark", "Darken"]),
        ("th li", ["Theme: Light"]),
        ("ark", ["Theme: Dark", "Darken"]),
        ("nothing", []),
    ],
)
def test_every_word_has_to_be_in_the_name(text: str, found: list[str]) -> None:
    names = ["Theme: Dark", "Theme: Light", "Darken"]
    assert [names[at] for at in matches(names, text)] == found


def test_no_two_commands_have_one_id_or_one_key(hands: WindowHands) -> None:
    commands = [command for _, command in listed(hands.window.menus)]
    ids = [command.id for command in commands if command.id]
    assert len(ids) == len(set(ids))
    keys = [key.toString() for command in commands for key in command.sequences]
    assert len(keys) == len(set(keys))


def test_an_entry_that_is_chosen_late_does_nothing(hands: WindowHands) -> None:
    """A screen reader can choose an entry of a closed menu, which has not heard of the present."""
    hands.window.session.select([0])
    action = hands.window.commands["set_weights"]
    hands.window.session.select()
    before = hands.window.session.document
    action.trigger()
    assert hands.window.session.document is before
    assert not action.isEnabled()
