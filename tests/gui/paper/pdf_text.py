"""Reading the text of a PDF that Qt wrote: the glyphs of its runs, by the tables that say which.

And what it is clipped to.
"""

import re
import zlib

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\s")
_RANGE = re.compile(rb"<([0-9A-F]{4})> <[0-9A-F]{4}> (\[[^\]]*\]|<[0-9A-F]+>)", re.IGNORECASE)
_SIGN = re.compile(rb"<([0-9A-F]+)>", re.IGNORECASE)
_RUN = re.compile(rb"BT(.*?)ET", re.DOTALL)
_CLIP = re.compile(rb"q\n((?:[\d. ]+ [ml]\n|h\n)+)W\*? n")
_POINT = re.compile(rb"([\d.]+) ([\d.]+) [ml]\n")
_PART = re.compile(rb"/F(\d+) [\d.]+ Tf|<([0-9A-F]+)> Tj", re.IGNORECASE)


class Pdf:
    """The objects of a PDF."""

    def __init__(self, data: bytes) -> None:
        starts = list(_OBJECT.finditer(data))
        ends = [start.start() for start in starts[1:]] + [len(data)]
        self._objects = {
            int(start[1]): data[start.end() : end] for start, end in zip(starts, ends, strict=True)
        }

    @property
    def pages(self) -> list[str]:
        """The text of each page, a run of glyphs a line."""
        return [*map(self._text, self._contents)]

    def clips(self, unit: float) -> set[tuple[float, float]]:
        """Width and height, in so many units of the page, of all that it is clipped to."""
        found = set()
        for content in self._contents:
            for path in _CLIP.findall(content):
                points = [(float(x) / unit, float(y) / unit) for x, y in _POINT.findall(path)]
                across, down = zip(*points, strict=True)
                found.add((max(across) - min(across), max(down) - min(down)))
        return found

    @property
    def _contents(self) -> list[bytes]:
        pages = [one for one in self._objects.values() if b"/Type /Page\n" in one]
        return [self._stream(_reference(page, b"Contents")) for page in pages]

    def _text(self, content: bytes) -> str:
        return "\n".join(self._run(run) for run in _RUN.findall(content))

    def _run(self, run: bytes) -> str:
        text, signs = "", dict[int, str]()
        for font, glyphs in _PART.findall(run):
            if font:
                signs = self._signs(int(font))
            else:
                codes = [int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4)]
                text += "".join(signs.get(code, "\ufffd") for code in codes)
        return text.replace("\t", " ").replace("\xa0", " ")

    def _signs(self, font: int) -> dict[int, str]:
        """What each glyph of a font stands for."""
        table, found = self._stream(_reference(self._objects[font], b"ToUnicode")), {}
        for start, signs in _RANGE.findall(table):
            for at, sign in enumerate(_SIGN.findall(signs), int(start, 16)):
                found[at] = bytes.fromhex(sign.decode()).decode("utf-16-be")
        return found

    def _stream(self, number: int) -> bytes:
        head, _, data = self._objects[number].partition(b"stream\n")
        return zlib.decompressobj().decompress(data) if b"FlateDecode" in head else data


def _reference(found: bytes, key: bytes) -> int:
    match = re.search(rb"/" + key + rb" (\d+) 0 R", found)
    assert match is not None
    return int(match[1])
