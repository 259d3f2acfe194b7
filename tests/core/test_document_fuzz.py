"""Files damaged at random."""

import random

import pytest
from msgspec.structs import replace

from core.document.document import Point
from core.files.document_file import DocumentError, decode_document, encode_document
from core.nn.network import NodePlace
from core.opening.starters import BANK, STARTERS, open_starter
from tests.core.document_samples import document_bits, document_with_square

_TOKENS = [
    b"null",
    b"NaN",
    b"1e999",
    b"-1",
    b"[",
    b"]",
    b"{",
    b"}",
    b",",
    b'"',
    b"\xff",
    b"\\u",
    b"9" * 30,
]


def mutate(data: bytes, random_numbers: random.Random) -> bytes:
    """Return the data with a few bytes cut out, doubled, changed or replaced by a token."""
    for _ in range(random_numbers.randint(1, 3)):
        at = random_numbers.randrange(len(data))
        end = at + random_numbers.choice((0, 1, 1, 2, 8, 40))
        put = random_numbers.choice(
            (b"", data[at:end] * 2, bytes([random_numbers.randrange(256)]), *_TOKENS)
        )
        data = data[:at] + put + data[end:] or b" "
    return data


def fuzz(count: int, seed: int) -> int:
    """Open damaged files; return how many were refused."""
    random_numbers = random.Random(seed)
    originals = [encode_document(open_starter(starter.key)) for starter in STARTERS]
    bank = open_starter(BANK)
    stepped = replace(bank.experiment, updates=2)
    originals.append(
        encode_document(
            bank.with_experiment(stepped).with_positions({NodePlace(0, 0): Point(1.0, 2.0)})
        )
    )
    originals += [encode_document(document_with_square())] * 4
    refused = 0
    for _ in range(count):
        try:
            document = decode_document(mutate(random_numbers.choice(originals), random_numbers))
        except DocumentError:
            refused += 1
        else:
            assert document_bits(decode_document(encode_document(document))) == document_bits(
                document
            )
    return refused


def test_a_damaged_file_is_refused_or_still_a_document() -> None:
    assert fuzz(600, seed=1) > 300


@pytest.mark.long
def test_many_damaged_files_are_refused_or_still_documents() -> None:
    assert fuzz(100_000, seed=2) > 50_000
