"""The text of a lesson as Qt's rich text: every sign escaped, a few styles, nothing else."""

from html import escape

from core.lessons.text.markdown import Block, Fence, Heading, Item, Spans
from gui.formatting.sentences import as_read

_CODE = '<span style="font-family: monospace; white-space: pre-wrap;">{}</span>'
_LINE = '<p style="margin: 0 0 0 20px; text-indent: -20px;">{}</p>'  # its end stands further in
_BOLD = '<span style="font-weight: 600;">{}</span>'  # the heaviest type there is


def rich(spans: Spans) -> str:
    """A line of text in its styles."""
    found = []
    for span in spans:
        text = escape(span.text if span.code else as_read(span.text))
        text = _CODE.format(text) if span.code else text
        text = f"<i>{text}</i>" if span.italic else text
        found.append(_BOLD.format(text) if span.bold else text)
    return "".join(found)


def rich_block(block: Block) -> str:
    """A paragraph, a heading, an entry of a list, or lines of code."""
    match block:
        case Fence():
            lines = (_CODE.format(escape(line)) for line in block.text.splitlines())
            return "".join(map(_LINE.format, lines))
        case Heading():
            return _BOLD.format(rich(block.spans))
        case Item():
            sign = "•" if block.number is None else f"{block.number}."
            return f"{sign}&nbsp;{rich(block.spans)}"
        case _:
            return rich(block.spans)
