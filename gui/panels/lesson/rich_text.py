"""The text of a lesson as Qt's rich text: every sign escaped, a few styles, nothing else."""

from html import escape

from core.lessons.text.markdown import Block, Heading, Item, Spans


def rich(spans: Spans) -> str:
    """A line of text in its styles."""
    found = []
    for span in spans:
        text = escape(span.text)
        if span.code:
            text = f'<span style="font-family: monospace;">{text}</span>'
        if span.italic:
            text = f"<i>{text}</i>"
        found.append(f"<b>{text}</b>" if span.bold else text)
    return "".join(found)


def rich_block(block: Block) -> str:
    """A paragraph, a heading or an entry of a list."""
    if isinstance(block, Heading):
        return f"<b>{rich(block.spans)}</b>"
    if isinstance(block, Item):
        sign = "•" if block.number is None else f"{block.number}."
        return f"{sign}&nbsp;{rich(block.spans)}"
    return escape(block.text) if not hasattr(block, "spans") else rich(block.spans)
