"""What the documentation shows of the code is so."""

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from core.nn.activations import OUTPUT_ACTIVATIONS
from core.nn.losses import LOSSES
from core.training.rules.optimizers import OPTIMIZERS, Momentum

ROOT = Path(__file__).resolve().parent.parent


def test_the_lines_that_use_the_core_print_what_is_said() -> None:
    text = (ROOT / "docs" / "core.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"```(python|text)\n(.*?)```", text, re.DOTALL))
    printed = StringIO()
    with redirect_stdout(printed):
        exec(compile(blocks["python"], "docs/core.md", "exec"), {})
    assert printed.getvalue() == blocks["text"]


def test_the_page_about_optimizers_has_each_of_them_and_its_usual_settings() -> None:
    text = (ROOT / "docs" / "optimizers.md").read_text(encoding="utf-8")
    assert [rule.name for rule in OPTIMIZERS.values() if f"| {rule.name} |" not in text] == []
    assert f"momentum={Momentum().momentum:g}" in text


def test_the_file_format_names_every_entry() -> None:
    text = (ROOT / "docs" / "file-format.md").read_text(encoding="utf-8")
    keys = {*OUTPUT_ACTIVATIONS, *LOSSES, *OPTIMIZERS}
    assert [key for key in keys if f"`{key}`" not in text] == []


def test_every_link_leads_to_a_file() -> None:
    pages = [*(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md")]
    links = {
        (page.parent / link.partition("#")[0])
        for page in pages
        for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
        if "://" not in link
    }
    assert len(links) > 10
    assert [str(link) for link in links if not link.exists()] == []
