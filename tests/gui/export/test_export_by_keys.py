"""The dialog for all that can be taken away, used with the keys alone."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs import file_questions
from gui.session.session import Session
from gui.style.theme import Theme
from tests.gui.export.export_hands import Exporter, opened
from tests.gui.window_hands import Key


@pytest.fixture
def exporter(qtbot: QtBot, bank: Session, theme: Theme, tmp_path: Path) -> Exporter:
    found = opened(qtbot, bank, theme, tmp_path)
    found.dialog.activateWindow()
    qtbot.waitUntil(found.dialog.isActiveWindow)
    found.wait()
    return found


def press(key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def name_of(widget: QWidget | None) -> str:
    if isinstance(widget, QAbstractButton):
        return widget.text().replace("&", "")
    assert widget is not None
    labels = [label for label in widget.window().findChildren(QLabel) if label.buddy() is widget]
    return labels[0].text().replace("&", "") if labels else widget.accessibleName()


def test_tab_leads_from_the_kinds_over_options_and_preview_to_the_buttons(
    exporter: Exporter,
) -> None:
    found = [name_of(QApplication.focusWidget())]
    while len(found) < 2 or found[-1] != found[0]:
        press(Key.Key_Tab)
        found.append(name_of(QApplication.focusWidget()))
    kinds, preview, buttons = "What to export", "Preview", ["Save…", "Copy", "Close"]
    assert found == [kinds, "Begins at", "Updates", preview, *buttons, kinds]


def test_the_arrow_keys_pass_over_the_headings(exporter: Exporter) -> None:
    found = [exporter.chosen]
    for _ in exporter.titles[1:]:
        press(Key.Key_Down)
        found.append(exporter.chosen)
    assert found == exporter.titles


def test_a_kind_is_found_by_its_first_letters(exporter: Exporter) -> None:
    QTest.keyClicks(exporter.list, "ke")
    assert exporter.chosen.startswith("Keras")


def test_enter_saves_and_escape_closes(
    exporter: Exporter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bank.py"
    monkeypatch.setattr(file_questions, "ask_where", lambda *_: path)
    press(Key.Key_Return)
    assert path.read_text(encoding="utf-8") == exporter.text
    assert exporter.says("Saved as bank.py")
    press(Key.Key_Escape)
    assert not exporter.dialog.isVisible()


def test_each_letter_with_alt_leads_to_one_thing(exporter: Exporter) -> None:
    for title in ("NumPy", "ONNX", "Losses", "PNG"):
        exporter.choose(title)
        labels = exporter.dialog.findChildren(QLabel)
        texts = [one.text() for one in labels if one.isVisible() and "&" in one.text()]
        buttons = exporter.dialog.findChildren(QAbstractButton)
        texts += [one.text() for one in buttons if one.isVisible()]
        letters = [letter.lower() for text in texts for letter in re.findall("&(.)", text)]
        assert len(letters) >= 3, title
        assert len(set(letters)) == len(letters), texts


def test_alt_and_a_letter_lead_to_an_option(exporter: Exporter) -> None:
    press(Key.Key_U, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is exporter.updates
