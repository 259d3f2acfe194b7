"""The colours of both themes."""

from typing import NamedTuple


class Colors(NamedTuple):
    """One theme.

    What stands side by side and says different things differs for every eye, those included that
    lack one kind of cone: in lightness, where hue alone would not tell it. Text colours keep a
    contrast of 4.5 : 1 on the surfaces they stand on, lines and marks 3 : 1.

    Attributes:
        fifth: of lines beside those in the four colours that mean something.
        sixth: likewise.
    """

    window: str
    panel: str
    raised: str
    border: str
    ink: str
    muted: str
    positive: str
    negative: str
    positive_text: str
    negative_text: str
    zero: str
    slope: str
    slope_surface: str
    down: str
    down_hover: str
    on_down: str
    selection: str
    ring: str
    prediction: str
    on_prediction: str
    node: str
    grid: str
    error: str
    doubt: str
    link: str
    fifth: str
    sixth: str

    @property
    def lines(self) -> tuple[str, ...]:
        """Eight colours for lines and their names, in the order in which they are given."""
        return (
            self.positive_text,
            self.negative_text,
            self.slope,
            self.down,
            self.fifth,
            self.sixth,
            self.ink,
            self.muted,
        )


LIGHT = Colors(
    window="#F4F6F8",
    panel="#FFFFFF",
    raised="#EEF1F4",
    border="#DDE2E8",
    ink="#1A202A",
    muted="#5B6470",
    positive="#0072B2",
    negative="#BE5006",
    positive_text="#0069A6",
    negative_text="#A25A21",
    zero="#8A929C",
    slope="#5214AC",
    slope_surface="#E5DCF5",
    down="#005E3B",
    down_hover="#00492E",
    on_down="#FFFFFF",
    selection="#E6F1F9",
    ring="#B78E04",
    prediction="#12344D",
    on_prediction="#FFFFFF",
    node="#FFFFFF",
    grid="#E6EAEE",
    error="#8A0B12",
    doubt="#8A5A00",
    link="#0069A6",
    fifth="#601214",
    sixth="#694200",
)

DARK = Colors(
    window="#14181E",
    panel="#1C2128",
    raised="#282F38",
    border="#363E49",
    ink="#E8ECF1",
    muted="#A3ADB9",
    positive="#1AA7F4",
    negative="#EE8539",
    positive_text="#1AA7F4",
    negative_text="#EE8539",
    zero="#7D8794",
    slope="#DDC0FE",
    slope_surface="#463A60",
    down="#A8F5D0",
    down_hover="#8FE0BA",
    on_down="#06251A",
    selection="#22384A",
    ring="#FDD072",
    prediction="#D5E6F3",
    on_prediction="#12344D",
    node="#1C2128",
    grid="#2C333D",
    error="#FF8A80",
    doubt="#F8CF6C",
    link="#1AA7F4",
    fifth="#FFA99D",
    sixth="#F5D176",
)

PRINTED = LIGHT._replace(  # in black, with greys that a copier keeps
    raised="#FFFFFF",
    border="#777777",
    ink="#000000",
    muted="#333333",
    positive="#000000",
    negative="#000000",
    positive_text="#000000",
    negative_text="#000000",
    zero="#000000",
    slope="#000000",
    down="#000000",
    prediction="#E2E2E2",
    on_prediction="#000000",
)
