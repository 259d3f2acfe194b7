"""The colours of both themes."""

from typing import NamedTuple


class Colors(NamedTuple):
    """One theme. Text colours keep a contrast of 4.5 : 1 on the surfaces they stand on."""

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


LIGHT = Colors(
    window="#F4F6F8",
    panel="#FFFFFF",
    raised="#EEF1F4",
    border="#DDE2E8",
    ink="#1A202A",
    muted="#5B6470",
    positive="#0072B2",
    negative="#D55E00",
    positive_text="#0069A6",
    negative_text="#B84F00",
    zero="#8A929C",
    slope="#6B3FB0",
    slope_surface="#EFE9F8",
    down="#0F7A4E",
    down_hover="#0C6841",
    on_down="#FFFFFF",
    selection="#E6F1F9",
    ring="#F2C14E",
    prediction="#12344D",
    on_prediction="#FFFFFF",
    node="#FFFFFF",
    grid="#E6EAEE",
    error="#B3261E",
    doubt="#8A5A00",
    link="#0069A6",
)

DARK = Colors(
    window="#14181E",
    panel="#1C2128",
    raised="#282F38",
    border="#363E49",
    ink="#E8ECF1",
    muted="#A3ADB9",
    positive="#4BA8DD",
    negative="#F08A3C",
    positive_text="#6CBCEB",
    negative_text="#F6A263",
    zero="#7D8794",
    slope="#BFA2F2",
    slope_surface="#332A47",
    down="#3FBF8A",
    down_hover="#55D09C",
    on_down="#06251A",
    selection="#22384A",
    ring="#D9A83A",
    prediction="#D5E6F3",
    on_prediction="#12344D",
    node="#1C2128",
    grid="#2C333D",
    error="#FF8A80",
    doubt="#E8B14A",
    link="#6CBCEB",
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
