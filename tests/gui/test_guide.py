"""The guide: what it shows is there, what it names exists, and F1 opens it where it is wanted."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMenuBar, QTableWidget

from gui.dialogs.guide.guide_place import SECTIONS
from gui.dialogs.guide.guide_window import GuideWindow
from gui.dialogs.guide.sections import FOLDER, GUIDE, read_page, sections_of
from gui.shell.layout.docks import DOCKS
from gui.style.theme import ThemeChoice
from tests.gui.window_hands import Key, Modifier, WindowHands

TEXT = GUIDE.read_text(encoding="utf-8")
TITLES = [section.title for section in sections_of(TEXT)]
PICTURES = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", TEXT)
LINKS = re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", TEXT)
FLAT = TEXT.replace("\n", " ")
PATHS = re.findall(r"\*\*((?:File|Edit|Network|Data|Descent|View|Learn|Help) ▸ [^*]+)\*\*", FLAT)
KEYS = set(re.findall(r"`([^`]+)`", FLAT))
MOST_BYTES = 1_500_000


def entries(bar: QMenuBar) -> Iterator[str]:
    """All that the menus have, each with the way to it."""
    for action in bar.actions():
        yield from entries_of(action.menu(), action.text())


def entries_of(menu: object, way: str) -> Iterator[str]:
    yield way.replace("&", "")
    if isinstance(menu, QMenu):
        menu.aboutToShow.emit()
        for action in menu.actions():
            if action.text():
                yield from entries_of(action.menu(), f"{way} ▸ {action.text()}")


def keys_that_work(hands: WindowHands) -> str:
    """All that the list of keys has, a line each."""
    found: list[str] = []

    def read(dialog: QDialog) -> None:
        table = dialog.findChild(QTableWidget)
        assert isinstance(table, QTableWidget)
        model = table.model()
        found.extend(str(model.index(row, 2).data()) for row in range(table.rowCount()))
        dialog.reject()

    hands.answer(read)
    hands.press(Key.Key_F1, Modifier.ControlModifier)
    return "\n".join(found)


def opened(hands: WindowHands) -> GuideWindow:
    hands.press(Key.Key_F1)
    guide = hands.window.findChild(GuideWindow)
    assert isinstance(guide, GuideWindow)
    hands.wait_until(guide.isVisible)
    return guide


def title(guide: GuideWindow) -> str:
    return guide.text.toPlainText().partition("\n")[0]


def follow(hands: WindowHands, guide: GuideWindow, link: str) -> None:
    """Click a link to another page of the documentation, which bears its name."""
    cursor = guide.text.document().find(link)
    guide.text.setTextCursor(cursor)
    guide.text.ensureCursorVisible()
    place = guide.text.cursorRect(cursor).center() - QPoint(8, 0)
    hands.click_at(guide.text.viewport(), place)
    hands.wait_until(lambda: title(guide) == link)


def test_every_picture_is_there_in_light_and_dark_and_told_in_words() -> None:
    files = [FOLDER / name for _, name in PICTURES]
    assert len(files) > 5
    assert all(len(words.split()) > 4 for words, _ in PICTURES)
    both = [*files, *(path.with_stem(f"{path.stem}-dark") for path in files)]
    assert [path for path in both if QImage(str(path)).isNull()] == []
    assert sorted(both) == sorted((FOLDER / "guide").iterdir())
    assert sum(path.stat().st_size for path in both) < MOST_BYTES


def test_every_link_leads_somewhere() -> None:
    anchors = {f"#{section.anchor}" for section in sections_of(TEXT)}
    assert [each for each in LINKS if each not in anchors and not (FOLDER / each).exists()] == []


def test_a_page_that_is_not_there_says_so() -> None:
    assert "is not there" in read_page(FOLDER / "no-such-page.md")


def test_what_the_guide_names_exists_in_the_window(hands: WindowHands) -> None:
    found = set(entries(hands.window.menuBar()))
    assert len(PATHS) > 15
    assert [path for path in PATHS if path not in found] == []
    listed = keys_that_work(hands)
    form = QKeySequence.SequenceFormat.NativeText
    unknown = []
    for key in KEYS:
        written = QKeySequence(key).toString(form) or key
        if not re.search(rf"(?<![\w+]){re.escape(written)}(?![\w+])", listed):
            unknown.append(key)
    assert unknown == []


def test_the_guide_opens_at_the_panel_that_has_the_keys(hands: WindowHands) -> None:
    assert [*SECTIONS] == [place.title for place in DOCKS]
    assert set(SECTIONS.values()) <= set(TITLES)
    window = hands.window
    window.canvas.setFocus()
    guide = opened(hands)
    assert title(guide) == "Guide"
    hands.press_in(guide.contents, Key.Key_Down)
    assert title(guide) == TITLES[1]
    hands.press_in(guide.contents, Key.Key_Escape)
    assert not guide.isVisible()
    window.activateWindow()
    window.data_panel.table.setFocus()
    assert opened(hands) is guide
    assert title(guide) == "Rows and tables"


def test_the_guide_is_searched_followed_and_seen_in_the_colours_of_the_theme(
    hands: WindowHands,
) -> None:
    guide = opened(hands)
    hands.type("batches validation", guide.search)
    rows = range(guide.contents.count())
    assert [TITLES[row] for row in rows if not guide.contents.item(row).isHidden()] == [
        "Rows and tables"
    ]
    assert title(guide) == "Rows and tables"
    guide.search.clear()
    for width, name in zip(range(500, 1100, 50), TITLES, strict=False):
        guide.show_section(name)
        guide.resize(width, 500)
        QApplication.processEvents()
        assert guide.text.document().size().width() <= guide.text.viewport().width(), name
    guide.show_section("Lessons")
    looks = []
    for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        hands.window.theme.choose(theme)
        QApplication.processEvents()
        looks.append(guide.text.grab(guide.text.rect()).toImage().pixelColor(60, 120).lightness())
    assert looks[0] > 200 > 80 > looks[1]
    follow(hands, guide, "Lesson plans")


def test_a_search_beside_another_page_turns_to_what_is_found(hands: WindowHands) -> None:
    guide = opened(hands)
    guide.show_section("Lessons")
    QApplication.processEvents()
    follow(hands, guide, "Lesson plans")
    hands.type(TITLES[-1], guide.search)
    assert guide.contents.currentRow() >= 0
    assert title(guide) == TITLES[guide.contents.currentRow()]
