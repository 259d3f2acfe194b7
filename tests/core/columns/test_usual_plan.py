"""What is usually meant: the target by its name, what is not used and why, classes, scales."""

import pytest

from core.columns.coding import Scheme, Use
from core.columns.levels import natural_order
from core.columns.plan import usual_plan
from core.columns.preparing import prepare
from core.nn.losses import MEAN_SQUARED_ERROR
from core.opening.from_table import Learning, document_of
from core.opening.table_plans import plan_for
from core.tables.dialect import Dialect
from core.tables.reading import read_table
from tests.core.columns.columns_by_hand import numbers, refusal, table_of

IDS = "id,size,kind\n1,1.1,a\n2,1.2,a\n3,1.0,a\n4,1.1,b\n5,1.2,b\n6,1.0,b\n"


def uses(text: str) -> dict[str, str]:
    return {plan.name: plan.use.value for plan in usual_plan(table_of(text))}


@pytest.mark.parametrize(
    "name", ["id", "Id", "index", "PassengerId", "customer_id", "No.", "instant"]
)
def test_a_column_that_counts_the_rows_is_not_used(name: str) -> None:
    table = table_of(IDS.replace("id", name))
    prepared = prepare(table, usual_plan(table))
    assert prepared.input_names == ("size",)
    assert prepared.notes[-1] == f"{name}: not used; it only counts the rows"


def test_a_first_column_without_a_name_that_counts_the_rows_is_not_used() -> None:
    frame = uses(",x,y\n0,1.5,2\n1,2.5,2.5\n2,1,3\n")  # as pandas and R write it
    assert frame == {"column 1": "unused", "x": "input", "y": "target"}
    glass = read_table("1,1.52,13.6,1\n2,1.51,13.8,1\n3,1.52,13.5,2\n", Dialect(has_header=False))
    assert [plan.use for plan in usual_plan(glass)] == [
        Use.UNUSED,
        Use.INPUT,
        Use.INPUT,
        Use.TARGET,
    ]
    assert uses(",x,y\n3,1.5,2\n9,2.5,2.5\n4,1,3\n")["column 1"] == "input"
    assert uses(",y\n1,3.5\n2,4\n3,6\n")["column 1"] == "input"
    bank = read_table("3,2,5\n", Dialect(has_header=False))
    assert [plan.use for plan in usual_plan(bank)] == [Use.INPUT, Use.INPUT, Use.TARGET]


def test_numbers_of_rows_in_another_order_only_tell_them_apart() -> None:
    table = table_of("x,id,y\n1.5,842302,1\n2.5,842517,2.5\n1,8430,3\n")
    assert prepare(table, usual_plan(table)).notes[-1] == (
        "id: not used; it only tells the rows apart"
    )


def test_what_counts_up_under_another_name_or_alone_is_an_input() -> None:
    assert uses("year,water\n1885,344.5\n1886,350\n1887,369\n")["year"] == "input"
    assert uses("x,y\n1,3.5\n2,4\n3,6\n")["x"] == "input"
    assert uses("id,y\n1,3.5\n2,4\n3,6\n")["id"] == "input"
    assert uses("id,x,y\n1,1,3.5\n1,2,4\n2,2,6\n")["id"] == "input"  # not each once
    assert uses("fluid,x,y\n1,1,3.5\n2,2,4\n3,2,6\n")["fluid"] == "input"


def test_what_never_changes_is_neither_input_nor_target() -> None:
    table = table_of("a,b,c,d\n1,7,no,0\n2.5,7,no,0\n3,7,no,0\n4,8,no,0\n")
    assert [plan.use for plan in usual_plan(table)] == [
        Use.INPUT,
        Use.TARGET,
        Use.UNUSED,
        Use.UNUSED,
    ]
    assert prepare(table, usual_plan(table)).notes[-2:] == (
        "c: not used; it is “no” in every row: there is nothing to learn",
        "d: not used; it is 0 in every row: there is nothing to learn",
    )
    gaps = table_of("a,b,c\n1,yes,2.5\n3,NA,4\n5,yes,7\n")
    assert prepare(gaps, usual_plan(gaps)).notes[-1] == (
        "b: not used; it is “yes” in every row that has one: there is nothing to learn"
    )


def test_a_target_that_never_changes_is_refused() -> None:
    """Unasked it is no target, which is said; asked for, it is named with its value."""
    table = table_of("x,y\n1,0\n2,0\n3,0\n4,0\n")
    assert refusal(lambda: prepare(table, usual_plan(table))) == (
        "there is no target: choose a column to predict;"
        " y: it is 0 in every row: there is nothing to learn"
    )
    prepared = prepare(table, plan_for(table, ["y"], None))
    with pytest.raises(ValueError, match="y is 0 in every row: there is nothing to learn"):
        document_of(prepared, Learning())


@pytest.mark.parametrize(
    ("head", "target"),
    [
        ("label,p1,p2", "label"),
        ("p1,Class,p2", "Class"),
        ("target,p1,p2", "target"),
        ("species,island,p1", "species"),
        ("Survived,Pclass,Fare", "Survived"),
        ("SalePrice,p1,p2", "SalePrice"),
        ("y,x1,x2", "y"),
        ("x,y,class", "class"),
        ("price,x,y", "price"),
        ("X,Y,area", "area"),
        ("total_bill,tip,size", "tip"),
        ("default,balance,y", "y"),
        ("class,survived,p1", "survived"),
        ("p1,p2,p3", "p3"),
        ("unit price per kg,p2,p3", "p3"),
    ],
)
def test_a_likely_target_is_known_by_its_name(head: str, target: str) -> None:
    found = uses(f"{head}\n3.5,0.5,2.5\n1.5,1,2\n3,4,5.5\n1,1.5,2\n")
    assert [name for name, use in found.items() if use == "target"] == [target]


def test_the_first_column_is_the_class_although_others_come_last() -> None:
    table = table_of("label,p1,p2\n3,0,255\n1,10,20\n3,0,250\n1,12,18\n")
    prepared = prepare(table, usual_plan(table))
    assert prepared.classes == ("1", "3")
    assert prepared.input_names == ("p1", "p2")
    assert numbers(prepared)[1] == [[0, 1, 0, 1], [1, 0, 1, 0]]


@pytest.mark.parametrize(
    ("cells", "coding"),
    [
        ("0 1 1", Scheme.ONE_HOT),
        ("-1 1 1 -1", Scheme.ONE_HOT),
        ("3 4 5 6 3 4 5 6", Scheme.ONE_HOT),
        ("3 4 5 6 3 4 5", Scheme.NUMBER),  # four that hardly come again
        ("10 20 10 20", Scheme.NUMBER),  # an amount
        ("0.5 1 0.5 1", Scheme.NUMBER),
        ("1 2 3", Scheme.NUMBER),
    ],
)
def test_few_whole_numbers_are_classes_if_they_are_predicted(cells: str, coding: Scheme) -> None:
    rows = "\n".join(f"{at * at},{cell}" for at, cell in enumerate(cells.split()))
    table = table_of(f"x,t\n{rows}\n")
    assert usual_plan(table)[-1].coding is coding
    assert plan_for(table, [], None)[-1].coding is coding
    assert plan_for(table, ["t"], MEAN_SQUARED_ERROR)[-1].coding is Scheme.NUMBER
    turned = table_of(f"x,t,z\n{rows.replace(chr(10), ',1.5' + chr(10))},2\n")
    assert usual_plan(turned)[1].coding is Scheme.NUMBER  # an input


def test_levels_are_in_their_natural_order() -> None:
    table = table_of("level,y\nlow,1.5\nmedium,2\nhigh,3\nlow,1\nmedium,2\nhigh,3\n")
    plan = usual_plan(table)[0]
    assert (plan.coding, plan.categories) == (Scheme.ORDINAL, ("low", "medium", "high"))
    assert numbers(prepare(table, usual_plan(table)))[0] == [[0, 1, 2, 0, 1, 2]]
    classes = table_of("x,level\n1,Low\n2,High\n3,Low\n4,High\n")
    assert prepare(classes, usual_plan(classes)).classes == ("Low", "High")


def test_a_scale_has_to_have_all_words() -> None:
    assert natural_order(["High", "very_low", "medium"]) == ("very_low", "medium", "High")
    assert natural_order(["low", "purple"]) == ()
    assert natural_order(["low"]) == ()
    assert natural_order(["low", "Low", "high"]) == ()


def test_a_column_of_nothing_is_not_used_with_its_reason() -> None:
    table = table_of("x,note,y\n1,,2\n2,NA,3.5\n3,,4\n")
    assert prepare(table, usual_plan(table)).notes[-1] == (
        "note: not used; all of its cells are missing"
    )


def test_the_reason_why_a_column_is_not_used_can_be_printed() -> None:
    table = table_of("x,same,y\n1,2\u00a0400,2\n2,2\u00a0400,3.5\n3,2\u00a0400,4\n")
    assert usual_plan(table)[1].reason == "it is 2 400 in every row: there is nothing to learn"
