"""Where the window's code may make labels, messages and tooltips."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import gui

PLAIN_BY_HAND = ("QLabel", "QMessageBox", "QToolTip", "QStaticText", "QTextEdit", "QTextBrowser")


TIPS_BY_HAND = ("setToolTip", "setWhatsThis")


SUSPECT = re.compile("|".join((*PLAIN_BY_HAND, *TIPS_BY_HAND)))


GUI = Path(gui.__file__).parent


def names_used(tree: ast.AST) -> Iterator[str]:
    """What a module makes, inherits from, or asks of a class itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func.value if isinstance(node.func, ast.Attribute) else node.func
            yield getattr(function, "id", "")
        elif isinstance(node, ast.ClassDef):
            yield from (getattr(base, "id", "") for base in node.bases)


def unescaped_tips(tree: ast.AST) -> Iterator[int]:
    """The lines that set a tooltip which is not spelt out there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            spelt_out = all(isinstance(argument, ast.Constant) for argument in node.args)
            if node.func.attr in TIPS_BY_HAND and not spelt_out:
                yield node.lineno


def test_labels_messages_and_tooltips_are_each_made_in_one_place() -> None:
    texts = {path: path.read_text() for path in GUI.rglob("*.py")}
    suspects = {path: ast.parse(text) for path, text in texts.items() if SUSPECT.search(text)}
    makers = {path for path, tree in suspects.items() if set(names_used(tree)) & {*PLAIN_BY_HAND}}
    setters = {path for path, tree in suspects.items() if any(unescaped_tips(tree))}
    own = "guide_text.py"  # shows the program's own pages, and nothing that somebody else wrote
    assert {path.name for path in makers} == {"plain_text.py", "message_box.py", own}
    assert {path.name for path in setters} == {"plain_text.py"}
