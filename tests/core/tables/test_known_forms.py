"""Files as they are found: the forms of well-known data, a few rows of each."""

from collections.abc import Sequence

import pytest

from core.columns.coding import Use
from core.columns.plan import usual_plan
from core.columns.preparing import prepare
from core.tables.reading import read_table
from core.tables.sniffer import guess_dialect

# Text, what is predicted, how many inputs, rows that are left, and what is said.
FORMS: dict[str, tuple[str, str, int, int, Sequence[str]]] = {
    "cars, in columns of spaces with a tab before the name": (
        (
            '18.0   8   307.0   130.0   3504.   70  1\t"chevrolet chevelle malibu"\n'
            '25.0   4   98.00   ?       2046.   71  1\t"ford pinto"\n'
            '24.0   4   113.0   95.00   2372.   70  3\t"toyota corona mark ii"\n'
            '22.0   6   198.0   95.00   2833.   71  1\t"plymouth duster"\n'
        ),
        "column 7",
        6,
        3,
        ["any white space parts two cells"],
    ),
    "seeds, with two tabs here and there": (
        (
            "15.26\t14.84\t0.871\t1\n14.88\t14.57\t0.8811\t1\n17.63\t15.98\t\t0.8673\t2\n"
            "16.84\t15.67\t0.8623\t\t2\n"
        ),
        "column 4",
        3,
        4,
        ["a guess: only tabs may"],
    ),
    "wine, with semicolons and quotes": (
        '"fixed acidity";"pH";"quality"\n7.4;3.51;5\n7.8;3.2;5\n7.8;3.26;6\n11.2;3.16;6\n',
        "quality",
        2,
        4,
        [],
    ),
    "adults, with a space behind each comma": (
        (
            "39, State-gov, 77516, Male, <=50K\n50, ?, 83311, Male, <=50K\n"
            "38, Private, 215646, Female, >50K\n53, Private, 234721, Male, >50K\n"
        ),
        "column 5",
        6,
        3,
        [],
    ),
    "a clinic's, with an identifier and a comma at the end of each line": (
        (
            '"id","diagnosis","radius_mean","area_mean",\n842302,M,17.99,1001,\n'
            "842517,M,20.57,1326,\n8510426,B,13.54,566.3,\n8510653,B,13.08,520,\n"
        ),
        "diagnosis",
        2,
        4,
        ["the last column has nothing in it and is left out"],
    ),
    "a bank's, with titles, years for names and dots for nothing": (
        (
            '"Data Source","World Development Indicators",\n\n"Last Updated Date","2024-06-28",\n\n'
            '"Country Name","Country Code","1960","1961",\n"Aruba","ABW","54608","55811",\n'
            '"Angola","AGO","5357195","..",\n"Albania","ALB","1608800","1659800",\n\n'
            "Data from database: World Development Indicators\n"
        ),
        "1961",
        1,
        2,
        ["lines 1 to 4 left out: above the table, “Data Source", "line 10 left out: below"],
    ),
    "a statistical office's, with a decimal comma and notes": (
        (
            'Country;2019;2020\nAustria;4,5;5,4\nBelgium;5,4;5,6\nGermany;3,2;3,9\nOECD;"..";1,2\n'
            '"1. Provisional; see notes.";;\nSource: OECD;;\n'
        ),
        "2020",
        1,
        3,
        ["lines 6 and 7 left out: “1. Provisional; see notes.”, “Source: OECD”; a guess"],
    ),
    "a logger's, with names between what the device and the units are": (
        (
            '"TOA5","CR1000","1234","CR1000.Std.07","x"\n"TIMESTAMP","AirTC","RH"\n'
            '"TS","Deg C","%"\n"","Avg","Smp"\n"2024-01-01 00:00:00",12.5,80.1\n'
            '"2024-01-01 00:10:00",12.7,79.5\n"2024-01-01 00:20:00",12.9,78.2\n'
        ),
        "RH (% Smp)",
        2,
        3,
        ["lines 3 and 4 left out: units"],
    ),
    "a shop's in Switzerland": (
        "Artikel;Menge;Preis\nA;12;1'200.50\nB;8;2'300.00\nA;3;980.25\nB;9;12'000.00\n",
        "Preis",
        3,
        4,
        ["Preis: “1'200.50” is read as 1200.5"],
    ),
    "a shop's in India": (
        'city,income,rent\nPune,"1,00,000",12000\nDelhi,"12,50,000",25000\nPune,"95,000",11000\n',
        "income",
        3,
        3,
        ["income: “1,00,000” is read as 100000"],
    ),
    "towns of France, with thin spaces": (
        "ville;habitants;prix\nParis;2\u202f145\u202f906;10\u202f500,5\nLyon;522\u202f250;980,25\n",
        "prix",
        1,
        2,
        ["habitants: “2 145 906” is read as 2145906"],
    ),
    "an exchange's, with dates in words": (
        (
            'Date,Open,Close\n"Jan 02, 2024","42,100.5","42,300.0"\n'
            '"Jan 03, 2024","980.0","41,900.2"\n'
            '"Jan 04, 2024","41,900.2","42,050.9"\n'
        ),
        "Close",
        2,
        3,
        ["Open: “42,100.5” is read as 42100.5"],
    ),
    "used cars, with units behind the numbers": (
        (
            "mileage,engine,price\n23.4 kmpl,1248 CC,450000\n21.14 kmpl,1498 CC,370000\n"
            "17.7 kmpl,1497 CC,158000\n"
        ),
        "price",
        2,
        3,
        ["mileage: “23.4 kmpl” is read as 23.4", "engine: “1248 CC” is read as 1248"],
    ),
    "a sensor's, with powers of ten and units in the names": (
        '"Time (s)","a (m/s^2)"\n1.0E-2,9.81E0\n2.0E-2,9.83E0\n3.0E-2,9.79E0\n',
        "a (m/s^2)",
        1,
        3,
        [],
    ),
    "a summary, with names of rows that have none": (
        (
            "            mpg cyl disp\nMazda_RX4  21.0   6  160\nDatsun_710 22.8   4  108\n"
            "Hornet     21.4   6  258\n"
        ),
        "mpg",
        2,
        3,
        ["the first column has names of rows and is not used"],
    ),
    "a questionnaire's, with points for nothing and true minus signs": (
        "item answer  change\n1 4 −5\n2 . +2.5\n3 3 0\n4 1 −1\n",
        "change",
        2,
        3,
        ["any white space parts two cells"],
    ),
    "a class's, with the sum and the mean below": (
        "Name;Punkte;Note\nAnn;12;2\nBob;15;1\nCid;7;4\nSumme;34;\nMittelwert;11,33;2,33\n",
        "Note",
        1,
        3,
        ["lines 5 and 6 left out: “Summe”, “Mittelwert”; a guess: lines 5 and 6 may be data"],
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_known_form_is_learnt_from(form: str) -> None:
    text, target, inputs, rows, said = FORMS[form]
    for data in (text, text.encode(), text.encode("utf-16"), text.replace("\n", "\r\n")):
        table = read_table(data, guess_dialect(data))
        plans = usual_plan(table)
        prepared = prepare(table, plans)
        assert [plan.name for plan in plans if plan.use is Use.TARGET] == [target]
        assert len(prepared.inputs) == inputs
        assert prepared.rows.size == rows
        remarks = "\n".join(map(str, table.remarks))
        assert [words for words in said if words not in remarks] == []
        assert bool(said) == bool(table.remarks)
