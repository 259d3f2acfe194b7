"""Messages of Protocol Buffers, as bytes: numbers, texts and messages in numbered fields."""

from typing import NamedTuple

_VARINT, _BYTES = 0, 2  # how a field is written


def number(field: int, value: int) -> bytes:
    """A field that holds a whole number, 0 or more."""
    return _varint(field << 3 | _VARINT) + _varint(value)


def block(field: int, content: bytes) -> bytes:
    """A field that holds bytes, or a message."""
    return _varint(field << 3 | _BYTES) + _varint(len(content)) + content


def text(field: int, content: str) -> bytes:
    """A field that holds a text; half a surrogate pair, which UTF-8 lacks, becomes “?”."""
    return block(field, content.encode(errors="replace"))


def _varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first; the eighth says whether more follow."""
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)


class Message(NamedTuple):
    """A message that was read: its fields, in their order, each with what it holds."""

    fields: tuple[tuple[int, int | bytes], ...]

    def numbers(self, field: int) -> list[int]:
        """The whole numbers in a field."""
        return [value for key, value in self.fields if key == field and isinstance(value, int)]

    def blocks(self, field: int) -> list[bytes]:
        """The bytes in a field."""
        return [value for key, value in self.fields if key == field and isinstance(value, bytes)]

    def texts(self, field: int) -> list[str]:
        """The texts in a field."""
        return [content.decode() for content in self.blocks(field)]

    def text(self, field: int) -> str:
        """The only text in a field."""
        (found,) = self.texts(field)
        return found

    def messages(self, field: int) -> list["Message"]:
        """The messages in a field."""
        return [message(content) for content in self.blocks(field)]


def message(content: bytes) -> Message:
    """Read a message that was written here."""
    found, at = list[tuple[int, int | bytes]](), 0
    while at < len(content):
        key, at = _read_varint(content, at)
        value, at = _read_varint(content, at)
        if key & 7 == _BYTES:
            found.append((key >> 3, content[at : at + value]))
            at += value
        else:
            found.append((key >> 3, value))
    return Message(tuple(found))


def _read_varint(content: bytes, at: int) -> tuple[int, int]:
    """A number, and where it ends."""
    value = shift = 0
    while True:
        value |= (content[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if content[at - 1] <= 0x7F:
            return value, at
