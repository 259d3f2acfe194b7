"""Files of weights damaged at random are refused with words for people, or they are models."""

import random

import pytest

from core.files.document_checks import DocumentError
from tests.core.models.weight_files import SAMPLES, model_in, npz
from tests.core.spreadsheet.test_damage import mutate

ORIGINALS = {
    "a.safetensors": (SAMPLES / "sequential.safetensors").read_bytes(),
    "b.safetensors": (SAMPLES / "square.safetensors").read_bytes(),
    "c.keras": (SAMPLES / "sequential.keras").read_bytes(),
    "d.npz": npz([[1.0, 2.0]], [0.5], [[3.0]], [1.0]),
}
TOKENS = (
    *(b"", b"\x00", b"\xff" * 8, b"PK\x03\x04", b"F64", b"F32", b"BF16", b"[0]", b"[-1,1]"),
    *(b"9" * 30, b"null", b'"', b"{", b"}", b"1e999", b"NaN", b"<f8", b"|O", b"(1, 2)", b"weight"),
)


def fuzz(count: int, seed: int) -> int:
    """Open damaged files of weights; return how many were refused."""
    chance = random.Random(seed)
    return sum(
        refused(name := chance.choice([*ORIGINALS]), mutate(ORIGINALS[name], chance, TOKENS))
        for _ in range(count)
    )


def refused(name: str, data: bytes) -> bool:
    """Whether a file is refused, in words that can be shown; another one has layers."""
    try:
        assert model_in(name, data).readings
    except DocumentError as problem:
        why = str(problem)
    else:
        return False
    assert why.startswith(f"{name}: ")
    assert why.replace("\u202f", "").isprintable()
    return True


def test_a_damaged_file_of_weights_is_refused_or_a_model() -> None:
    assert fuzz(300, seed=1) > 100


@pytest.mark.long
def test_many_damaged_files_of_weights_are_refused_or_models() -> None:
    assert fuzz(20_000, seed=2) > 7_000
