"""Nine tables as people have them, small and made up: columns and ranges like the known files'."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

_Random = np.random.Generator
ROWS = 80


def _text(names: str, columns: Sequence[npt.ArrayLike]) -> str:
    return "\n".join(
        [names, *(",".join(map(str, row)) for row in zip(*map(np.asarray, columns), strict=True))]
    )


def _insurance(random: _Random) -> str:
    age, smoker = random.integers(18, 65, ROWS), random.random(ROWS) < 0.2
    bmi = random.uniform(16, 53, ROWS).round(2)
    charges = (250 * age + 120 * bmi + 23_000 * smoker + random.uniform(0, 4000, ROWS)).round(2)
    columns = (
        age,
        random.choice(["female", "male"], ROWS),
        bmi,
        random.integers(0, 6, ROWS),
        np.where(smoker, "yes", "no"),
        random.choice(["southwest", "southeast", "northwest", "northeast"], ROWS),
        charges,
    )
    return _text("age,sex,bmi,children,smoker,region,charges", columns)


def _startups(random: _Random) -> str:
    research = random.uniform(0, 165_350, 50).round(2)
    profit = (49_000 + 0.85 * research + random.normal(0, 9000, 50)).round(2)
    columns = (
        research,
        random.uniform(51_283, 182_646, 50).round(2),
        random.uniform(0, 471_784, 50).round(2),
        random.choice(["New York", "California", "Florida"], 50),
        profit,
    )
    return _text("R&D Spend,Administration,Marketing Spend,State,Profit", columns)


def _power_plant(random: _Random) -> str:
    warmth = random.uniform(2, 37, 400).round(2)
    power = (495 - 2 * warmth + random.normal(0, 5, 400)).round(2)
    columns = (
        warmth,
        random.uniform(25, 82, 400).round(2),
        random.uniform(993, 1033, 400).round(2),
        random.uniform(25, 100, 400).round(2),
        power,
    )
    return _text("AT,V,AP,RH,PE", columns)


def _flights(random: _Random) -> str:
    months = "January February March April May June July August September October November December"
    at = np.arange(144)
    passengers = 110 + 2.7 * at + 40 * np.sin(at * np.pi / 6) + random.uniform(0, 20, 144)
    columns = (1949 + at // 12, [months.split()[k % 12] for k in at], passengers.round())
    return _text("year,month,passengers", columns)


def _car_crashes(random: _Random) -> str:
    total, premium = random.uniform(6, 24, 51).round(1), random.uniform(642, 1302, 51).round(2)
    shares = [(total * random.uniform(0.3, 1, 51)).round(3) for _ in range(4)]
    losses = (20 + 0.13 * premium + random.normal(0, 15, 51)).round(2)
    names = "total,speeding,alcohol,not_distracted,no_previous,ins_premium,ins_losses,abbrev"
    states = [chr(65 + k // 26) + chr(65 + k % 26) for k in range(51)]
    return _text(names, (total, *shares, premium, losses, states))


def _planets(random: _Random) -> str:
    year = random.integers(1989, 2015, 120)
    gaps = random.random((2, 120)) < 0.3
    mass = random.lognormal(0.5, 1.3, 120).round(3)
    distance = ((year - 1985) * random.uniform(2, 20, 120)).round(2)
    columns = (
        random.choice(["Radial Velocity", "Transit", "Imaging"], 120),
        random.integers(1, 7, 120),
        random.lognormal(4, 2.5, 120).round(4),
        np.where(gaps[0], "", mass.astype(str)),
        np.where(gaps[1], "", distance.astype(str)),
        year,
    )
    return _text("method,number,orbital_period,mass,distance,year", columns)


def _auto_imports(random: _Random) -> str:
    power, weight = random.integers(48, 289, ROWS), random.integers(1488, 4067, ROWS)
    gap = random.random(ROWS) < 0.2
    price = (40 * power + 5 * weight - 6000 + random.normal(0, 1500, ROWS)).round()
    columns = (
        random.integers(-2, 4, ROWS),
        np.where(gap, "?", random.integers(65, 257, ROWS).astype(str)),
        random.choice(["audi", "bmw", "honda", "mazda"], ROWS),
        random.choice(["gas", "diesel"], ROWS),
        random.choice(["two", "four"], ROWS),
        weight,
        power,
        random.integers(13, 50, ROWS),
        np.maximum(price, 5118),
    )
    names = "symboling,normalized-losses,make,fuel-type,num-of-doors,curb-weight,horsepower"
    return _text(f"{names},city-mpg,price", columns)


def _bitcoin(random: _Random) -> str:
    days = np.arange("2017-01-01", "2017-04-11", dtype="datetime64[D]")
    price = (1000 * np.exp(np.cumsum(random.normal(0.02, 0.05, days.size)))).round(2)
    opened, high, low = (price * f for f in (0.99, 1.03, 0.96))
    volume = random.integers(10**8, 10**10, days.size)
    columns = (days, opened.round(2), high.round(2), low.round(2), volume, price)
    return _text("Date,Open,High,Low,Volume,Price", columns)


def _water(random: _Random) -> str:
    use = (350 + 3.5 * np.arange(79) + random.normal(0, 25, 79)).round()
    return _text("Year,Water", (1885 + np.arange(79), use))


FORMS: dict[str, Callable[[_Random], str]] = {
    "charges": _insurance,
    "Profit": _startups,
    "PE": _power_plant,
    "passengers": _flights,
    "ins_losses": _car_crashes,
    "year": _planets,
    "price": _auto_imports,
    "Price": _bitcoin,
    "Water": _water,
}
