"""What the tests of preparing columns share."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from core.columns.coding import Missing
from core.columns.plan import ColumnPlan, usual_plan
from core.columns.prepared import Prepared
from core.tables.dialect import Dialect
from core.tables.problems import SpreadsheetError
from core.tables.reading import read_table
from core.tables.table import Table

SHIP = """age,port,smoker,fare
20,Rome,yes,5
,Oslo,no,7
40,Rome,no,NA
30,Kiel,yes,8
,Rome,,9
30,Oslo,no,6
"""


def table_of(text: str) -> Table:
    return read_table(text, Dialect())


def numbers(prepared: Prepared) -> tuple[list[list[float]], list[list[float]]]:
    return [c.tolist() for c in prepared.inputs], [c.tolist() for c in prepared.targets]


def filled(table: Table, name: str, missing: Missing) -> tuple[ColumnPlan, ...]:
    """The usual plan, with this column's gaps filled in."""
    return tuple(
        replace(plan, missing=missing) if plan.name == name else plan for plan in usual_plan(table)
    )


def refusal(action: Callable[[], object]) -> str:
    with pytest.raises(SpreadsheetError) as caught:
        action()
    return str(caught.value)
