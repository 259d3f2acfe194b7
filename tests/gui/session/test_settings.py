"""What is remembered from one start to the next."""

from pathlib import Path

from PySide6.QtCore import QSettings

from gui.session.settings import (
    UserSettings,
    load_flag,
    load_number,
    load_text,
    recent_files,
    remember_recent,
)


def test_what_is_remembered_survives_the_users_settings_file(tmp_path: Path) -> None:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    kept = UserSettings()
    for key, value in (("motion", False), ("slopes", True), ("speed", 0.5), ("theme", "dark")):
        kept.store(key, value)
    remember_recent(kept, tmp_path / "work.downhill")
    del kept
    again = UserSettings()
    assert load_flag(again, "motion", True) is False
    assert load_flag(again, "slopes", False) is True
    assert load_number(again, "speed", 60.0) == 0.5
    assert load_text(again, "theme", "") == "dark"
    assert recent_files(again) == [tmp_path / "work.downhill"]
