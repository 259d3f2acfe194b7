from hypothesis import given
from hypothesis import strategies as st

from gui.widgets.tables.column_widths import Need, can_fit, fits, shared

needs = st.lists(
    st.integers(1, 200).flatmap(lambda full: st.builds(Need, st.just(full), st.integers(1, full))),
    min_size=1,
    max_size=12,
)


@given(needs, st.integers(0, 2000))
def test_columns_fill_the_room_exactly_where_they_can(columns: list[Need], room: int) -> None:
    widths = shared(columns, room)
    for width, need in zip(widths, columns, strict=True):
        assert width >= need.least
    if fits(columns, room):
        assert sum(widths) == room
        assert all(width >= need.full for width, need in zip(widths, columns, strict=True))
    elif can_fit(columns, room):
        assert room - len(columns) < sum(widths) <= room
    else:
        assert widths == [need.full for need in columns]
