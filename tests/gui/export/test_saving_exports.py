"""Writing what is exported: nothing that is there is lost, and what goes wrong is said."""

import errno
import os
from pathlib import Path
from typing import NoReturn

import pytest

from tests.gui.export.export_hands import Exporter, export
from tests.gui.file_hands import Answer, choose, name_the_file, one_after_another, read_into
from tests.gui.window_hands import WindowHands


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A file that somebody wrote."""
    path = tmp_path / "there.py"
    path.write_text("mine", encoding="utf-8")
    return path


def test_nothing_is_overwritten_without_a_question(
    hands: WindowHands, tmp_path: Path, there: Path
) -> None:
    another = tmp_path / "another"

    def deal(exporter: Exporter) -> None:
        refuse = choose(hands, Answer.Cancel), name_the_file(hands, another)
        hands.answer(one_after_another(hands, name_the_file(hands, there), *refuse))
        exporter.press("Save…")
        assert there.read_text(encoding="utf-8") == "mine"
        assert exporter.says("Saved as another.py"), "with the ending of its kind"
        replaced = one_after_another(hands, name_the_file(hands, there), choose(hands, Answer.Save))
        hands.answer(replaced)
        exporter.press("Save…")
        assert exporter.says("Saved as there.py")
        assert there.read_text(encoding="utf-8") == exporter.text

    export(hands, deal)


def test_a_script_that_would_import_itself_is_not_written(
    hands: WindowHands, tmp_path: Path
) -> None:
    """A library imports others: beside random.py, NumPy cannot be imported either."""
    said = list[str]()

    def deal(exporter: Exporter) -> None:
        taken = name_the_file(hands, tmp_path / "random"), read_into(said)
        hands.answer(one_after_another(hands, *taken, name_the_file(hands, tmp_path / "mine")))
        exporter.press("Save…")
        assert exporter.says("Saved as mine.py")

    export(hands, deal)
    why = "random.py would be imported in the place of random: give it another name"
    assert said == ["“random.py” could not be saved.", why]
    assert [path.name for path in tmp_path.iterdir()] == ["mine.py"]


def test_what_is_chosen_after_that_is_not_called_saved(hands: WindowHands, tmp_path: Path) -> None:
    def deal(exporter: Exporter) -> None:
        exporter.choose("SVG")
        hands.answer(name_the_file(hands, tmp_path / "mine"))
        exporter.press("Save…")
        assert exporter.says("Saved as mine.svg")
        exporter.pick("Dark")
        assert not exporter.says("Saved as")
        assert exporter.says("Lines and text, to be made larger or changed")

    export(hands, deal)


def test_the_window_has_no_ground_to_be_left_out(hands: WindowHands) -> None:
    def deal(exporter: Exporter) -> None:
        exporter.choose("PNG")
        assert exporter.can("Transparent ground")
        exporter.press("Transparent ground")
        exporter.pick("The whole window")
        assert not exporter.can("Transparent ground")
        exporter.pick("The network")
        assert exporter.can("Transparent ground")
        assert exporter.is_ticked("Transparent ground")

    export(hands, deal)


def test_what_cannot_be_written_is_said_and_nothing_is_lost(
    hands: WindowHands, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that may not be written to is found out early, a full disk late."""

    def save(exporter: Exporter, name: str, trouble: int) -> list[str]:
        def fail(*given: object) -> NoReturn:
            raise OSError(trouble, os.strerror(trouble))

        read = list[str]()
        with monkeypatch.context() as patch:
            patch.setattr(os, name, fail)
            answers = name_the_file(hands, there), choose(hands, Answer.Save), read_into(read)
            hands.answer(one_after_another(hands, *answers, lambda dialog: dialog.reject()))
            exporter.press("Save…")
        return read

    def deal(exporter: Exporter) -> None:
        made = exporter.text
        for name, trouble in (("open", errno.EACCES), ("fsync", errno.ENOSPC)):
            said = os.strerror(trouble)
            assert save(exporter, name, trouble) == ["“there.py” could not be saved.", said]
            assert there.read_text(encoding="utf-8") == "mine"
            assert [each.name for each in there.parent.glob(".*")] == []
            assert exporter.text == made
            assert exporter.can("Save…")
            assert not exporter.says("Saved as")

    export(hands, deal)
