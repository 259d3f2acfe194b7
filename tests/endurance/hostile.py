"""Files made to do harm: opened with a clear error, or to a sound value."""

import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.core import test_document_fuzz
from tests.core.lessons import test_hostile_lessons
from tests.core.models import test_damaged_weights
from tests.core.spreadsheet import test_damage, test_damaged_workbooks
from tests.endurance.summary import Outcome

COUNT = 20_000  # of each kind
_PORTION = 100  # of one seed, so that what is wrong with one leaves the others
FUZZERS: dict[str, Callable[[int, int], object]] = {
    "documents": test_document_fuzz.fuzz,
    "tables": test_damage.fuzz,
    "workbooks": test_damaged_workbooks.fuzz,
    "lessons": test_hostile_lessons.fuzz,
    "weights": test_damaged_weights.fuzz,
}


def hostile(kind: str, scale: float) -> Outcome:
    """Open so many files of a kind, in portions of one seed each."""
    count = max(1, round(COUNT * scale))
    faults: list[str] = []
    begun = time.perf_counter()
    with ThreadPoolExecutor(max_workers=1) as pool:
        for seed, first in enumerate(range(0, count, _PORTION), start=1000):
            portion = min(_PORTION, count - first)
            fault = pool.submit(FUZZERS[kind], portion, seed).exception()
            if fault is not None:
                text = "".join(traceback.format_exception(fault))
                faults.append(f"fuzz({portion}, seed={seed})\n{text}")
    return Outcome(kind, count, "files", time.perf_counter() - begun, tuple(faults))
