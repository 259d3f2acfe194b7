"""The text of a lesson and the names in it are shown as they are, never as markup."""

from pathlib import Path

import pytest

from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.shown_texts import shown_texts
from tests.gui.window_hands import WindowHands

MARKUP = """<img src=x> <b>"a" & 'b'</b> &lt; <i"""
_TOML = MARKUP.replace('"', '\\"')
_LESSON = f"""# Lesson {MARKUP}

## Page {MARKUP}

### Heading {MARKUP}

Prose {MARKUP} **bold {MARKUP}** `code {MARKUP}`

- Entry {MARKUP}
1. Count {MARKUP}

```
Fence {MARKUP}
  Second {MARKUP}
```

```network
title = "Title {_TOML}"
inputs = ["In {_TOML}", "Other {_TOML}"]
rows = [[3, 2]]
targets = [5]
layers = [
  {{ nodes = ["Node {_TOML}", "b {_TOML}"], activation = "relu", weights = [[2, 1], [0, 0]] }},
  {{ nodes = ["Out {_TOML}"], weights = [[2, 2]] }},
]
```

```task
kind = "number"
ask = "Ask {_TOML}"
answer = "error"
hints = ["Hint {_TOML}"]
```

```task
kind = "choice"
ask = "Which {_TOML}"
choices = ["Choice {_TOML}", "Wrong {_TOML}"]
right = 1
because = "Because {_TOML}"
```

```task
kind = "order"
ask = "Sort {_TOML}"
order = ["Alpha {_TOML}", "Beta {_TOML}"]
```
"""


@pytest.fixture
def student(hands: WindowHands, tmp_path: Path) -> LessonHands:
    """A student whose lesson has markup in all that a lesson can say."""
    path = tmp_path / "plain.downhill-lesson"
    path.write_text(_LESSON, encoding="utf-8")
    student = LessonHands(hands)
    student.open(path)
    return student


def said() -> set[str]:
    """The first words of all texts on show in which markup stands as it was written."""
    found = set()
    for shown in shown_texts():
        assert not shown.fault, f"{shown.where} {shown.fault}: {shown.text[:300]}"
        text = " ".join(shown.text.split())
        before = text.split(MARKUP)[:-1]
        found |= {part.split()[-1] for part in before if part.split()}
    return found


def test_all_that_a_lesson_says_is_plain(student: LessonHands) -> None:
    lines = [line for shown in shown_texts() for line in shown.text.split("\n")]
    assert {f"Fence {MARKUP}", f"  Second {MARKUP}"} <= set(lines)

    lesson = {"Lesson", "Page", "Heading", "Prose", "bold", "code", "Entry", "Count", "Fence"}
    student.press("Hint")
    assert said() >= {*lesson, "Title", "In", "Node", "Out", "Ask", "Hint"}
    student.solve()
    assert said() >= {"Which", "Choice", "Wrong"}
    student.press("Skip")
    assert said() >= {"Because", "Sort", "Alpha", "Beta"}
    student.press("Skip")
    assert student.player.open_task is None
    assert said() >= lesson

    session = student.hands.window.session
    for index in range(session.document.experiment.network.parameters.size):
        session.select(parameters=(index,))
        written = {shown.text for shown in shown_texts() if shown.where == "written"}
        assert any(MARKUP in " ".join(text.split()) for text in written), index
        assert said() >= {"In", "Node"}
