"""How a table was read and what became of each column, as plain data."""

from typing import Any

from core.cli.parser import MISSING
from core.columns.coding import Use
from core.columns.kinds import Survey
from core.columns.plan import ColumnPlan
from core.document.document import Document
from core.opening.table_file import ReadTable
from core.tables.remarks import Remark
from core.tables.table import unit_of, without_unit

_MISSING = {missing: word for word, missing in MISSING.items()}


def about_table(document: Document, read: ReadTable) -> dict[str, Any]:
    """How the file was read, and each of its columns, in their order; used or not."""
    categories = {coding.name: coding.categories for coding in document.columns}
    remarks = read.remarks
    return {
        "rows": read.table.rows,
        "sheet": read.dialect.sheet,
        "delimiter": read.dialect.delimiter,
        "decimal": read.table.decimal,
        "header": read.dialect.has_header,
        "skip": read.dialect.skip,
        "remarks": [_remark(remark) for remark in remarks if not remark.column],
        "columns": [
            _column(plan, found, categories.get(plan.name, plan.categories), remarks)
            for plan, found in zip(read.plans, read.surveys, strict=True)
        ],
    }


def _column(
    plan: ColumnPlan, found: Survey, categories: tuple[str, ...], remarks: tuple[Remark, ...]
) -> dict[str, Any]:
    is_used = plan.use is not Use.UNUSED
    return {
        "name": without_unit(plan.name),
        "unit": unit_of(plan.name),
        "use": plan.use.value,
        "kind": plan.kind.value,
        "coding": plan.coding.value if is_used else None,
        "categories": list(categories),
        "missing": _MISSING[plan.missing],
        "missing_cells": found.missing,
        "reason": plan.reason,
        "remarks": [_remark(remark) for remark in remarks if remark.column == plan.name],
    }


def _remark(remark: Remark) -> dict[str, str]:
    return {"read": remark.read, "instead": remark.instead}
