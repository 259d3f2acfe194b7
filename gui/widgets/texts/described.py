"""Descriptions for screen readers of widgets that draw themselves, made when one asks."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from typing_extensions import override


class Described:
    """Part of a widget that can say what it shows."""

    def describe(self) -> str:
        """What is to be seen, so far as it may be seen, in sentences."""
        raise NotImplementedError


class _Interface(QAccessibleWidget):
    """What is told of a widget that draws itself. Qt deletes it together with the widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Chart)

    @override
    def text(self, t: QAccessible.Text) -> str:
        widget = self.widget()
        if t == QAccessible.Text.Description and isinstance(widget, Described):
            return widget.describe() if widget.isVisible() else ""  # it may be covered
        return widget.toolTip() if t == QAccessible.Text.Help else super().text(t)


def _interface(_: str, asked: QObject) -> QAccessibleInterface | None:
    """The interface of an object, if it is one of these; Qt asks for all of them."""
    return (
        _Interface(asked) if isinstance(asked, QWidget) and isinstance(asked, Described) else None
    )


QAccessible.installFactory(_interface)
