"""The table of a file's columns: what each is for, how cells become numbers, what gaps become."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from core.columns.kinds import ColumnKind, Survey
from core.columns.plan import ColumnPlan, Missing, Scheme, Use, usual_scheme
from gui.widgets.plain_text import set_tip

_USES = {Use.INPUT: "input", Use.TARGET: "target", Use.UNUSED: "not used"}
_SCHEMES = {
    Scheme.NUMBER: "number",
    Scheme.YES_NO: "no 0, yes 1",
    Scheme.ONE_HOT: "one-hot: a node a category",
    Scheme.ORDINAL: "ordinal: 0, 1, 2 …",
    Scheme.DATE: "days since the first",
}
_CLASSES = "classes: a node each"
_TITLES = ("column", "what it is", "use", "becomes", "missing cells")
_Choice = TypeVar("_Choice")


class ColumnsTable(QTableWidget):
    """One row a column of the file. `changed` comes when the user chose something else."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans: list[ColumnPlan] = []
        self._chosen: dict[str, ColumnPlan] = {}
        self._surveys: Sequence[Survey] = ()
        self.setAccessibleName("Columns")
        self.setColumnCount(len(_TITLES))
        self.setHorizontalHeaderLabels(list(_TITLES))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    @property
    def plans(self) -> tuple[ColumnPlan, ...]:
        """What is chosen."""
        return tuple(self._plans)

    def show_plans(self, plans: Sequence[ColumnPlan], surveys: Sequence[Survey]) -> None:
        """Show what is planned for the columns that were surveyed, and what was chosen for them."""
        self._plans, self._surveys = list(plans), surveys
        for row, (plan, survey) in enumerate(zip(plans, surveys, strict=True)):
            chosen = self._chosen.get(plan.name)
            if chosen is not None and chosen.coding in _schemes(survey):
                kept = replace(plan, use=chosen.use, coding=chosen.coding, missing=chosen.missing)
                self._plans[row] = kept
        self.setRowCount(len(plans))
        for row, survey in enumerate(surveys):
            name = QTableWidgetItem(self._plans[row].name)
            set_tip(name, self._plans[row].name)
            self.setItem(row, 0, name)
            self.setItem(row, 1, QTableWidgetItem(_about(survey)))
            self._fill(row)

    def predict(self, row: int) -> None:
        """Make one column the only target; columns that were targets become inputs."""
        for at, plan in enumerate(self._plans):
            if at == row:
                self._choose(at, self._with_use(at, Use.TARGET))
            elif plan.use is Use.TARGET:
                self._choose(at, self._with_use(at, Use.INPUT))
            self._fill(at)
        self.changed.emit()

    def leave_out(self, name: str) -> None:
        """Do without a column."""
        self._choose_use([plan.name for plan in self._plans].index(name), Use.UNUSED)

    def _choose(self, row: int, plan: ColumnPlan) -> None:
        """Plan a column otherwise, also when the file is read again."""
        self._plans[row] = self._chosen[plan.name] = plan

    def _fill(self, row: int) -> None:
        """The choices of one column, as far as they make sense."""
        plan, survey = self._plans[row], self._surveys[row]
        use = _box(_USES, plan.use, f"What {plan.name} is for")
        use.activated.connect(lambda _, row=row, box=use: self._choose_use(row, box.currentData()))
        self.setCellWidget(row, 2, use)
        self.removeCellWidget(row, 3)
        self.removeCellWidget(row, 4)
        if plan.use is Use.UNUSED:
            return
        names = {scheme: _SCHEMES[scheme] for scheme in _schemes(survey)}
        if plan.use is Use.TARGET and Scheme.ONE_HOT in names:
            names[Scheme.ONE_HOT] = _CLASSES
        coding = _box(names, plan.coding, f"How the cells of {plan.name} become numbers")
        coding.activated.connect(
            lambda _, row=row, box=coding: self._change(row, coding=box.currentData())
        )
        self.setCellWidget(row, 3, coding)
        if survey.missing and plan.use is Use.INPUT:
            of_words = survey.kind in (ColumnKind.YES_NO, ColumnKind.CATEGORY)
            ways = {way: way.value for way in Missing if way is not Missing.CATEGORY or of_words}
            gaps = _box(ways, plan.missing, f"What becomes of missing cells of {plan.name}")
            gaps.activated.connect(
                lambda _, row=row, box=gaps: self._change(row, missing=box.currentData())
            )
            self.setCellWidget(row, 4, gaps)

    def _choose_use(self, row: int, use: Use) -> None:
        self._choose(row, self._with_use(row, use))
        self._fill(row)
        self.changed.emit()

    def _with_use(self, row: int, use: Use) -> ColumnPlan:
        """The plan of a column for another use; words that are predicted become classes."""
        plan, survey = self._plans[row], self._surveys[row]
        return replace(plan, use=use, coding=usual_scheme(survey, use))

    def _change(
        self, row: int, coding: Scheme | None = None, missing: Missing | None = None
    ) -> None:
        plan = self._plans[row]
        if missing is Missing.CATEGORY:
            coding = Scheme.ONE_HOT
        elif (
            coding is not None and coding is not Scheme.ONE_HOT and plan.missing is Missing.CATEGORY
        ):
            missing = Missing.SKIP_ROW
        categories = plan.categories if self._surveys[row].kind is not ColumnKind.NUMBER else ()
        changed = replace(
            plan,
            coding=plan.coding if coding is None else coding,
            missing=plan.missing if missing is None else missing,
            categories=categories,
        )
        self._choose(row, changed)
        self._fill(row)
        self.changed.emit()


def _about(survey: Survey) -> str:
    """What the cells of a column are: "numbers, 3 missing"."""
    distinct = len(survey.categories)
    words = {
        ColumnKind.NUMBER: "numbers",
        ColumnKind.YES_NO: " or ".join(survey.categories),
        ColumnKind.CATEGORY: f"{distinct} categories",
        ColumnKind.DATE: "dates",
        ColumnKind.TEXT: "text",
    }
    text = words[survey.kind]
    if survey.missing:
        text += f", {survey.missing:,} missing"
    return text


def _schemes(survey: Survey) -> list[Scheme]:
    if survey.kind is ColumnKind.NUMBER:
        return [Scheme.NUMBER, Scheme.ONE_HOT, Scheme.ORDINAL]
    if survey.kind is ColumnKind.DATE:
        return [Scheme.DATE]
    if survey.kind is ColumnKind.YES_NO or len(survey.categories) == 2:
        return [Scheme.YES_NO, Scheme.ONE_HOT, Scheme.ORDINAL]
    return [Scheme.ONE_HOT, Scheme.ORDINAL]


def _box(names: Mapping[_Choice, str], chosen: _Choice, tip: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(tip)
    set_tip(box, tip)
    for key, name in names.items():
        box.addItem(name, key)
    box.setCurrentIndex([*names].index(chosen) if chosen in names else 0)
    return box
