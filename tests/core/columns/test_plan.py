from core.columns.coding import Missing, Scheme, Use
from core.columns.kinds import ColumnKind
from core.columns.plan import ColumnPlan, planning, usual_plan
from core.tables.dialect import Dialect
from core.tables.reading import read_table

PEOPLE = b"name,age,smoker,city,height\nAnn,30,yes,Rome,1.7\nBob,,no,Oslo,1.8\nEve,40,no,Rome,1.6\n"


def test_the_last_column_is_the_target_and_text_is_not_used() -> None:
    assert usual_plan(read_table(PEOPLE, Dialect())) == (
        ColumnPlan("name", Use.UNUSED, ColumnKind.TEXT, Scheme.ONE_HOT),
        ColumnPlan("age", Use.INPUT, ColumnKind.NUMBER, Scheme.NUMBER, Missing.SKIP_ROW),
        ColumnPlan(
            "smoker", Use.INPUT, ColumnKind.YES_NO, Scheme.YES_NO, Missing.SKIP_ROW, ("no", "yes")
        ),
        ColumnPlan(
            "city",
            Use.INPUT,
            ColumnKind.CATEGORY,
            Scheme.ONE_HOT,
            Missing.SKIP_ROW,
            ("Oslo", "Rome"),
        ),
        ColumnPlan("height", Use.TARGET, ColumnKind.NUMBER, Scheme.NUMBER),
    )


def test_a_last_column_of_text_is_no_target() -> None:
    table = read_table(b"a,b,note\n1,2,x\n3,4,y\n5,6,z\n7,8,w\n", Dialect())
    assert [plan.use for plan in usual_plan(table)] == [Use.INPUT, Use.TARGET, Use.UNUSED]
    texts = read_table(b"a,b\nw,p\nx,q\ny,r\nz,s\n", Dialect())
    assert [plan.use for plan in usual_plan(texts)] == [Use.UNUSED, Use.UNUSED]


def test_planning_goes_slice_by_slice() -> None:
    assert len(list(planning(read_table(PEOPLE, Dialect())))) == 5
