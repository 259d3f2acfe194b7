import numpy as np

from gui.geometry import box_at
from gui.plotting.plot_frame import Frame, Ranges, alone, along, beside, best_place, free_place

FRAME = Frame(box_at(40, 10, 300, 200), (0.0, 20.0), (0.0, 125.0))
NOTHING = np.empty((0, 2))


def test_places_and_pixels_are_two_ways_to_say_the_same() -> None:
    assert (FRAME.x(0), FRAME.x(20)) == (40, 340)
    assert (FRAME.y(0), FRAME.y(125)) == (210, 10)
    assert FRAME.step(FRAME.x(7)) == 7
    assert FRAME.height(FRAME.y(49)) == 49
    assert FRAME.points(np.array([7.0]), np.array([49.0])).tolist() == [[FRAME.x(7), FRAME.y(49)]]


def test_along_a_line_that_goes_far_away_there_are_points_too() -> None:
    line = np.array([[50.0, 50], [np.inf, 1e300], [np.nan, np.nan], [60, 60], [60, -1e200]])
    found = along(line)
    assert np.isfinite(found).all()
    assert {(50, 50), (60, 60)} <= set(map(tuple, found.tolist()))


def test_a_label_goes_to_the_right_first_and_never_leaves_the_room() -> None:
    room = FRAME.box
    assert free_place(beside((40, 100), (60, 14), 6), room, NOTHING) == box_at(46, 93, 60, 14)
    for anchor in [(40, 10), (340, 10), (340, 210), (40, 210), (190, 100)]:
        assert room.encloses(best_place(beside(anchor, (60, 14), 6), room, NOTHING))
    huge = best_place(beside((340, 210), (299, 14), 6), room, NOTHING)
    assert room.encloses(huge)


def test_a_label_covers_no_curve_where_there_is_room_beside_it() -> None:
    flat = along(np.array([[100.0, 100.0], [340.0, 100.0]]))
    box = free_place(beside((100, 100), (60, 14), 6), FRAME.box, flat)
    assert box is not None
    assert box.bottom < 100 or box.top > 100
    everywhere = np.argwhere(np.ones((400, 400))).astype(float)
    assert free_place(beside((100, 100), (60, 14), 6), FRAME.box, everywhere) is None


def test_a_label_keeps_clear_of_another() -> None:
    first = box_at(106, 93, 60, 14)
    second = free_place(beside((100, 100), (60, 14), 6), FRAME.box, NOTHING, [first])
    assert second is not None
    assert not second.overlaps(first)


def test_a_line_is_followed_across_its_length_but_not_across_gaps() -> None:
    line = np.array([[0, 0], [40, 0], [np.nan, np.nan], [100, 0], [140, 0]], dtype=float)
    found = along(line)
    assert np.isfinite(found).all()
    steps = np.diff(np.unique(found[:, 0]))
    assert steps.max() == 60
    assert np.sort(steps)[-2] <= 4


def test_ranges_within_others_are_shifted_into_them_and_no_larger() -> None:
    limits = Ranges((0.0, 10.0), (-5.0, 5.0))
    assert Ranges((-2.0, 3.0), (4.0, 6.0)).within(limits) == Ranges((0.0, 5.0), (3.0, 5.0))
    assert Ranges((-200.0, 3.0), (-6.0, 4.00001)).within(limits) == limits
    assert Ranges((1.0, 2.0), (0.0, 1.0)).within(limits) == Ranges((1.0, 2.0), (0.0, 1.0))


def test_points_between_gaps_stand_alone() -> None:
    line = np.array([[1.0, 1], [np.nan, np.nan], [2, 2], [3, 3], [4, np.nan], [5, 5]])
    assert alone(line).tolist() == [[1, 1], [5, 5]]
