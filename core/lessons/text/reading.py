"""Reading a lesson: Markdown whose fences hold TOML.

# Title of the lesson
## Title of a page
```network      the network and the rows of the page
```table        a table in their place
```page         what it opens, hides and locks
```task         a task, where it stands in the text
"""

import hashlib
import re
import tomllib
from typing import Any

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from core.lessons.lesson import AskedTask, Lesson, Page, PageSettings
from core.lessons.setup import Setup
from core.lessons.table_setup import TableSetup
from core.lessons.tasks.tasks import AnyTask
from core.lessons.text.markdown import Block, Fence, Heading, blocks_of
from core.lessons.text.problems import LessonError, Problem
from core.lessons.text.wording import in_plain_words, in_plain_words_of_toml
from core.text.numbers import grouped

MAX_BYTES = 200_000
_MOST_PAGES, _MOST_TASKS = 100, 300
_MOST_PARTS, _MOST_SIGNS = 200, 20_000  # of a page
_MOST_TITLE, _MOST_SAID = 200, 400
_KINDS = ("network", "table", "page", "task")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
_TOO_DEEP = re.compile(r"(?:\.[\w\s\"'-]{0,80}){50}")  # a.b.c…, on which the reader takes for ever
_PATH = re.compile(r" - at `\$\.?(.*)`$")


class _Draft(Struct, eq=False):
    """A page that is being read."""

    title: str
    line: int
    content: list[Block | AskedTask] = field(default_factory=list)
    setup: Setup | TableSetup | None = None
    network_line: int = 0
    settings: PageSettings = field(default_factory=PageSettings)

    @property
    def parts(self) -> tuple[Block | AskedTask, ...]:
        """What stands on it; a task that names no row is about that of the page."""
        return tuple(map(self._with_row, self.content))

    def _with_row(self, part: Block | AskedTask) -> Block | AskedTask:
        if not isinstance(part, AskedTask) or part.task.row:
            return part
        return replace(part, task=replace(part.task, row=self.settings.row))


def read_lesson(data: bytes) -> Lesson:
    """Read a lesson, whether or not its tasks can be solved.

    Raises:
        LessonError: it is no text in UTF-8, too large, or something in it cannot be read.
    """
    if len(data) > MAX_BYTES:
        raise LessonError([Problem(1, f"it is larger than {grouped(MAX_BYTES)} bytes")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = data[: trouble.start].count(b"\n") + 1
        raise LessonError([Problem(line, "this is no text in UTF-8")]) from None
    return _Reader(_digest(text)).read(blocks_of(text))


def _digest(text: str) -> str:
    return hashlib.blake2b("\n".join(text.splitlines()).encode(), digest_size=16).hexdigest()


class _Reader:
    def __init__(self, digest: str) -> None:
        self._digest, self._title = digest, ""
        self._pages: list[_Draft] = []
        self._problems: list[Problem] = []

    def read(self, blocks: list[Block]) -> Lesson:
        for block in blocks:
            self._take(block)
        if not self._title:
            self._complain(1, "a lesson begins with its title: “# Title”")
        if not self._pages:
            self._complain(1, "there is no page: each begins with its title, “## Title”")
        tasks = sum(isinstance(part, AskedTask) for page in self._pages for part in page.content)
        if len(self._pages) > _MOST_PAGES or tasks > _MOST_TASKS:
            most = f"the most are {_MOST_PAGES} pages and {_MOST_TASKS} tasks"
            self._complain(1, f"there are {len(self._pages)} pages and {tasks} tasks; {most}")
        for page in self._pages:
            self._check(page)
        if self._problems:
            raise LessonError(self._problems)
        pages = [
            Page(p.title, p.line, p.parts, p.setup, p.network_line, p.settings) for p in self._pages
        ]
        return Lesson(self._title, tuple(pages), self._digest)

    def _check(self, page: _Draft) -> None:
        signs = sum(map(_signs, page.content))
        if len(page.content) > _MOST_PARTS or signs > _MOST_SIGNS:
            most = f"the most are {_MOST_PARTS} and {grouped(_MOST_SIGNS)}"
            said = (
                f"this page has {len(page.content)} parts and {grouped(signs)} characters; {most}"
            )
            self._complain(page.line, said)
        lines = [part.line for part in page.content if isinstance(part, AskedTask)]
        if lines and page.setup is None:
            self._complain(lines[0], "there is no network for it")

    def _complain(self, line: int, text: str) -> None:
        more = "…" if len(text) > _MOST_SAID else ""
        self._problems.append(Problem(line, text[:_MOST_SAID] + more))

    def _take(self, block: Block) -> None:
        if isinstance(block, Heading) and len(block.text) > _MOST_TITLE:
            self._complain(block.line, f"a heading has at most {_MOST_TITLE} characters")
        if isinstance(block, Heading) and block.level == 1:
            if self._title:
                self._complain(block.line, "a lesson has one title; a page begins with “##”")
            self._title = block.text
        elif isinstance(block, Heading) and block.level == 2:
            before = self._pages[-1] if self._pages else None
            page = _Draft(block.text, block.line)
            if before is not None:
                page.setup, page.network_line = before.setup, before.network_line
            self._pages.append(page)
        elif not self._pages:
            self._complain(block.line, "this stands before the first page, “## Title”")
        elif isinstance(block, Fence) and block.kind:
            self._take_fence(block, self._pages[-1])
        else:
            self._pages[-1].content.append(block)

    def _take_fence(self, fence: Fence, page: _Draft) -> None:
        match fence.kind:
            case "network" | "table":
                kind = Setup if fence.kind == "network" else TableSetup
                page.setup = self._converted(fence, kind) or page.setup
                page.network_line = fence.line
            case "page":
                page.settings = self._converted(fence, PageSettings) or page.settings
            case "task":
                task = self._converted(fence, AnyTask)
                if task is not None:
                    page.content.append(AskedTask(fence.line, task))
            case _:
                kinds = ", ".join(_KINDS)
                self._complain(fence.line, f"“{fence.kind}” is none of {kinds}")

    def _converted(self, fence: Fence, kind: Any) -> Any:
        """What a fence holds; None where that cannot be read, which is then said."""
        try:
            if _TOO_DEEP.search(fence.text):
                raise RecursionError
            return msgspec.convert(tomllib.loads(fence.text), kind)
        except tomllib.TOMLDecodeError as trouble:
            found, lines = _PLACE.search(str(trouble)), fence.text.splitlines() or [""]
            at = int(found[1]) if found and found[1] else len(lines)
            why = in_plain_words_of_toml(_PLACE.sub("", str(trouble)), lines[at - 1])
            self._complain(fence.line + at, f"this is no TOML: {why}")
        except msgspec.ValidationError as trouble:
            found = _PATH.search(str(trouble))
            said = in_plain_words(found[1] if found else "", _PATH.sub("", str(trouble)))
            self._complain(line_of_key(fence, said.key), said.text)
        except RecursionError:
            self._complain(fence.line, "this is nested too deeply")
        except ValueError:  # a whole number of thousands of digits, the 31st of February
            self._complain(fence.line, "this is no TOML: a number or a date in it cannot be")
        return None


def _signs(part: Block | AskedTask) -> int:
    """How long a part of the text is; a task has limits of its own."""
    if isinstance(part, AskedTask):
        return 0
    return len(part.text) if isinstance(part, Fence) else sum(len(s.text) for s in part.spans)


def line_of_key(fence: Fence, path: str) -> int:
    """The line of the key that a path such as "layers[0].weights" begins or ends with."""
    for key in (*re.findall(r"\w+", path)[::-1], *re.findall(r"[A-Za-z_]\w*", path)):
        for at, line in enumerate(fence.text.splitlines(), 1):
            if re.search(rf"(?<![\w\"]){re.escape(key)}\s*=", line):
                return fence.line + at
    return fence.line
