"""Which column is likely to be predicted, as its name tells."""

import re
from collections.abc import Sequence

from core.tables.table import without_unit

# The likeliest first; beside another of these, the later ones are often inputs.
_NAMES = (
    "target",
    "label",
    "labels",
    "outcome",
    "survived",
    "species",
    "variety",
    "diagnosis",
    "class",
    "quality",
    "charges",
    "profit",
    "mpg",
    "tip",
    "medv",
    "medianhousevalue",
    "saleprice",
    "sellingprice",
    "price",
    "y",
    "output",
    "result",
    "churn",
    "exited",
    "default",
    "salary",
    "income",
)
_COUNTERS = {"id", "index", "idx", "no", "nr", "num", "number", "row", "rownumber", "rownames"}
_COUNTERS |= {"rowname", "rowid", "obs", "observation", "caseid", "sno", "sn", "uid", "unnamed0"}
_COUNTERS |= {"instant"}
_ID = re.compile(r".*(?:[a-z]I[dD]|ID|[ _.-](?:id|Id|ID))")


def likely_target(names: Sequence[str], places: Sequence[int]) -> int:
    """Return which of the columns at some places is predicted: a likely name, or the last one."""
    called = {_plain(names[at]): at for at in reversed(places)}
    if "x" in called and len(places) > 2:
        called.pop("y", None)  # both say where a point is, or how large a thing
    return next((called[name] for name in _NAMES if name in called), places[-1])


def tells_rows_apart(name: str) -> bool:
    """Whether a column is called as one that counts rows, or names them, is: Id, index, no."""
    return _plain(name) in _COUNTERS or bool(_ID.fullmatch(name))


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", without_unit(name).casefold())
