"""What a hand can press and type, and choosing by a number."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt

_Item = TypeVar("_Item")
_Key, _Modifier = Qt.Key, Qt.KeyboardModifier
_PLAIN = _Modifier.NoModifier
KEYS = (
    *(_Key.Key_Return, _Key.Key_Escape, _Key.Key_Tab, _Key.Key_Backtab, _Key.Key_Space),
    *(_Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down, _Key.Key_Home, _Key.Key_End),
    *(_Key.Key_PageUp, _Key.Key_PageDown, _Key.Key_Delete, _Key.Key_Backspace, _Key.Key_F2),
    *(_Key.Key_Enter, _Key.Key_Plus, _Key.Key_Minus, _Key.Key_F, _Key.Key_S, _Key.Key_P),
    *(_Key.Key_R, _Key.Key_Z, _Key.Key_C, _Key.Key_V, _Key.Key_X, _Key.Key_A, _Key.Key_B),
    *(_Key.Key_1, _Key.Key_2, _Key.Key_3, _Key.Key_4, _Key.Key_0, _Key.Key_U, _Key.Key_F11),
)
MODIFIERS = (
    *(_PLAIN,) * 6,
    *(_Modifier.ShiftModifier, _Modifier.ControlModifier, _Modifier.AltModifier),
    _Modifier.ControlModifier | _Modifier.ShiftModifier,
)
TEXTS = (
    *(
        "0",
        "1",
        "-2.5",
        "0.01",
        "1e-3",
        "100",
        "3,5",
        "1/3",
        "",
        "x",
        "nan",
        "-0",
        "1e30",
        "1e-300",
    ),
    *("1e300", "hidden", "<b>bold</b>", "ж", "−7", "5 6\t7", "3;1;0", "0.5", "2", "7 = 8"),
)


def pick(items: Sequence[_Item], number: float) -> _Item:
    """The item at this share of all."""
    return items[min(int(number * len(items)), len(items) - 1)]
