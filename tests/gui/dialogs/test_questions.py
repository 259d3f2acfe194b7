"""Dialogs that say at once what cannot be, and keep what was typed."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit

from gui.operations import structure
from tests.gui.window_hands import Key, WindowHands


def test_a_factor_that_is_too_large_is_refused_while_it_is_typed(hands: WindowHands) -> None:
    session = hands.window.session
    structure.set_parameters(session, (0, 1), 1e300)
    session.select((0, 1))
    seen: list[tuple[bool, str]] = []

    def scale(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit)
        assert isinstance(line, QLineEdit)
        buttons = dialog.findChild(QDialogButtonBox)
        assert isinstance(buttons, QDialogButtonBox)
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        for text in ("1e10", "0.5"):
            line.selectAll()
            hands.type(text, line)
            seen.append((ok.isEnabled(), line.text()))
        hands.press_in(line, Key.Key_Return)

    hands.answer(scale)
    hands.menu("Network", "Scale 2 weights…")
    assert seen == [(False, "1e10"), (True, "0.5")]
    assert hands.canvas.parameter_values()[:2] == [5e299, 5e299]
