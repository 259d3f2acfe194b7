"""Messages of Protocol Buffers, as bytes: numbers, texts and messages in numbered fields."""

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
