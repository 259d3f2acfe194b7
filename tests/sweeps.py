"""Sweeps over many cases: a few of them in every run, all in the longer one."""

from collections.abc import Iterable
from itertools import count
from typing import Any

import pytest


def a_few(cases: Iterable[Any], every: int = 3) -> list[Any]:
    """The cases, all but the first of so many marked as for the longer run."""
    return [
        pytest.param(*(case if isinstance(case, tuple) else [case]), marks=_marks(at % every))
        for at, case in zip(count(), cases, strict=False)
    ]


def _marks(at: int) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.long,) if at else ()
