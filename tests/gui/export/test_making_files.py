"""Files that take a while to be made, or to be shown."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from core.slices.work import Work, WorkError, at_once
from core.text.numbers import counted
from gui.export.kinds import Group, Kind
from gui.export.options import Options
from gui.export.preview import Preview
from gui.session.session import Session
from gui.style.theme import Theme
from tests.gui.export.export_hands import Exporter, export, opened
from tests.gui.window_hands import WindowHands


def slow(seconds: float, options: Options) -> Work[bytes]:
    """Takes so long."""
    begun = time.perf_counter()
    while (spent := time.perf_counter() - begun) < seconds:
        time.sleep(0.002)
        yield spent / seconds
    return b"made\n"


def endless(ends: list[bool], given_up: list[bool]) -> Work[bytes]:
    while not ends:
        time.sleep(0.002)
        try:
            yield 0.5
        except GeneratorExit:
            given_up.append(True)
            raise
    return b"made\n"


def long(lines: int, options: Options) -> Work[bytes]:
    yield 0.5
    return b"a line of the file\n" * lines


def picture(options: Options) -> QImage:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    return image


def impossible(options: Options) -> Work[bytes]:
    yield 0.5
    raise WorkError("it has no end")


def kind(title: str, make: Callable[[Options], Work[bytes]]) -> Kind:
    return Kind(title, Group.TABLE, title, ".csv", f"About {title}", make)


@pytest.fixture
def ends() -> list[bool]:
    """Something in it, and what is endless comes to an end."""
    return []


@pytest.fixture
def given_up() -> list[bool]:
    """Something in it once what is endless was given up."""
    return []


@pytest.fixture
def exporter(
    qtbot: QtBot,
    bank: Session,
    theme: Theme,
    tmp_path: Path,
    ends: list[bool],
    given_up: list[bool],
) -> Exporter:
    every = (
        kind("quick", partial(long, 3)),
        kind("long", partial(long, 16_500)),
        kind("wide", at_once(lambda _: b"1," * 200_000)),
        kind("slow", partial(slow, 0.6)),
        kind("endless", lambda _: endless(ends, given_up)),
        kind("impossible", impossible),
        replace(kind("seen", partial(long, 3)), group=Group.PICTURE, look=picture),
        replace(kind("weights", at_once(lambda _: bytes(12_345))), inside=lambda _: "1\n" * 9_000),
    )
    return opened(qtbot, bank, theme, tmp_path, every)


def test_what_takes_a_while_shows_how_far_it_is(exporter: Exporter, qtbot: QtBot) -> None:
    exporter.list.setCurrentRow(4)
    assert exporter.chosen.startswith("slow")
    qtbot.waitUntil(exporter.bar.isVisible)
    assert not exporter.can("Save…")
    assert not exporter.can("Copy")
    assert exporter.text == "", "not the file that was made before"
    seen = exporter.bar.value()
    qtbot.waitUntil(lambda: exporter.bar.value() > seen)
    exporter.wait()
    assert exporter.text == "made\n"
    assert not exporter.bar.isVisible()


def test_it_is_given_up_and_made_after_all(
    exporter: Exporter, qtbot: QtBot, ends: list[bool]
) -> None:
    exporter.list.setCurrentRow(5)
    qtbot.waitUntil(exporter.bar.isVisible)
    assert exporter.bar.value() == 50, "a half is done, and that is said"
    ends.append(True)
    exporter.press("Cancel")
    assert not exporter.bar.isVisible()
    assert exporter.says("Cancelled")
    assert not exporter.can("Save…")
    exporter.choose("endless")
    assert exporter.text == "made\n"
    assert not exporter.says("Cancelled")


def test_another_kind_gives_up_what_is_made(exporter: Exporter, qtbot: QtBot) -> None:
    exporter.choose("seen")
    assert exporter.shows_picture
    exporter.list.setCurrentRow(5)
    assert not exporter.shows_picture
    qtbot.waitUntil(exporter.bar.isVisible)
    exporter.choose("quick")
    assert exporter.text == "a line of the file\n" * 3
    assert not exporter.bar.isVisible()


def test_closing_gives_up_what_is_made(
    exporter: Exporter, qtbot: QtBot, given_up: list[bool]
) -> None:
    exporter.list.setCurrentRow(5)
    qtbot.waitUntil(exporter.bar.isVisible)
    assert not given_up
    exporter.dialog.reject()
    assert given_up


def test_why_it_cannot_be_made_is_said(exporter: Exporter) -> None:
    exporter.choose("impossible")
    assert exporter.says("It has no end")
    assert not exporter.can("Save…")


def test_of_a_long_file_the_beginning_is_shown_and_said_to_be_one(exporter: Exporter) -> None:
    exporter.choose("long")
    assert exporter.text.count("\n") < 1000
    assert exporter.says(
        f"Only the beginning is shown here: the file has {counted(16_500, 'line')}"
    )
    exporter.choose("quick")
    assert not exporter.says("Only the beginning")
    exporter.choose("weights")
    assert exporter.text.startswith("1\n1\n")
    assert exporter.says("13 kB, with more in it than is shown here")
    exporter.choose("wide")
    assert len(exporter.text) <= 100_000
    assert exporter.says("Only the beginning is shown here: the file has 1 line")


def test_all_of_a_picture_is_previewed_where_it_was_chosen_before(hands: WindowHands) -> None:
    def check(exporter: Exporter) -> None:
        exporter.wait()
        preview = exporter.dialog.findChild(Preview)
        assert isinstance(preview, Preview)
        label = preview.currentWidget()
        assert isinstance(label, QLabel)
        for _ in range(5):
            QApplication.processEvents()
        seen = label.pixmap().deviceIndependentSize().toSize()
        assert not seen.isEmpty()
        assert seen.boundedTo(label.size()) == seen

    hands.window.resize(1280, 720)
    export(hands, lambda exporter: exporter.choose("PNG (.png)"))
    export(hands, check)


def test_a_picture_is_previewed_as_sharp_as_the_screen_is(
    qtbot: QtBot, bank: Session, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scales: list[float] = []

    def look(options: Options) -> QImage:
        scales.append(options.scale)
        return picture(options)

    monkeypatch.setattr(Preview, "devicePixelRatioF", lambda _: 2.0)
    seen = replace(kind("seen", partial(long, 3)), group=Group.PICTURE, look=look)
    exporter = opened(qtbot, bank, theme, tmp_path, (seen,))
    exporter.wait()
    assert scales == [2.0]
