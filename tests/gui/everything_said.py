"""All that the window tells, for tests of what it must not tell."""

from tests.gui.window_hands import WindowHands


def everything_said(hands: WindowHands) -> list[str]:
    """All that the window shows or says to anybody, in any way."""
    window = hands.window
    said = [*window.canvas.picture.texts(), window.canvas.describe()]
    said += [label.text() for label in hands.labels()]
    said += [label.toolTip() for label in hands.labels()]
    said += [label.accessibleDescription() for label in hands.labels()]
    for table in (hands.data, hands.weights):
        model = table.table.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                said += [str(index.data(role)) for role in (0, 2, 3, 11)]
    said.append(window.explanation.plain_text())
    said.append(window.statusBar().currentMessage())
    return said
