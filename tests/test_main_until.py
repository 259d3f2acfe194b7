"""Runs on the command line that end by a condition."""

from tests.command_line import downhill, numbers


def test_steps_are_taken_until_the_loss_is_below() -> None:
    every = numbers("--steps", "50")["loss_history"]
    found = numbers("--steps", "50", "--until-loss", "1")
    assert found["ended"] == "loss"
    assert found["loss"] < 1 <= found["loss_history"][-2]
    assert found["loss_history"] == every[: found["step"] + 1]


def test_steps_are_taken_until_it_is_flat() -> None:
    found = numbers("--steps", "500", "--until-flat", "0.01")
    slopes = [each for layer in found["slopes"] for row in layer for each in row]
    assert found["ended"] == "flat"
    assert sum(slope * slope for slope in slopes) < 0.01**2


def test_the_steps_remain_the_limit() -> None:
    found = numbers("--steps", "3", "--until-loss", "1e-9")
    assert (found["ended"], found["step"]) == ("steps", 3)


def test_there_is_no_run_without_a_limit_and_no_condition_for_a_window() -> None:
    for given, said in (
        (("--json", "--until-loss", "1"), "--steps or --epochs"),
        (("--until-flat", "1", "--steps", "5"), "--json, --save or --export"),
        (("--json", "--steps", "5", "--until-loss", "0"), "not a number above 0"),
    ):
        done = downhill(*given)
        assert done.returncode == 2
        assert said in done.stderr
