"""The script for torchrun, as it is written; the long checks run it with two processes."""

import re

from msgspec.structs import replace

from core.export.scripts.replay import Replay
from core.export.scripts.torchrun_script import torchrun_script
from core.nn.losses import SUM_OF_SQUARED_ERRORS
from core.opening.starters import BANK, open_starter
from tests.core.builders import sized_experiment, walked
from tests.core.export.scripts.replays import scaled, small, with_everything


def compiled(told: Replay) -> str:
    script = torchrun_script(told)
    compile(script, "script.py", "exec")
    return script


def check(script: str, *lines: str) -> None:
    for line in lines:
        assert f"{line}\n" in script


def test_it_reads_the_rows_from_a_table() -> None:
    script = compiled(Replay(open_starter(BANK).experiment, 100))
    check(
        script,
        "# The inputs, in this order: accounts, children",
        'with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:',
        "x, target = table[:, :2], table[:, 2:]",
    )
    assert "2 inputs and 1 target, all numbers," in script
    assert not re.findall(r"\bnp\b", script)


def test_the_processes_share_the_rows() -> None:
    check(
        compiled(Replay(open_starter(BANK).experiment, 100)),
        "    sampler = DistributedSampler(rows, shuffle=False)",
        "if rank == 0 and (len(x) % processes):",
        "    part_loss = loss_of(parallel(part_x), part_target)",
        "    loss = loss_of_all()",
        "    if rank == 0:",
        "dist.destroy_process_group()",
    )


def test_batches_have_the_program_s_order() -> None:
    check(
        compiled(Replay(walked(with_everything("adam"), 7), 10)),
        "    for epoch in itertools.count(2):",
        "        order = np.random.default_rng((0, epoch)).permutation(len(x))",
        "        size = max(1, 2 // processes)",
        "if rank == 0 and (len(x) % processes or 2 % processes):",
        "parts = itertools.islice(parts, 1, None)  # those before",
        "    loss = loss_of_all() + cost_of_weights(model).item()",
    )


def test_a_sum_is_no_mean_over_the_processes() -> None:
    script = compiled(Replay(replace(small(loss=SUM_OF_SQUARED_ERRORS), l2_penalty=0.01), 10))
    whole = "loss_of(parallel(part_x), part_target) * processes + cost_of_weights(model)"
    check(script, f"    part_loss = {whole}")
    assert " / len(x)" not in script


def test_targets_have_their_own_loss() -> None:
    check(
        compiled(Replay(scaled(0), 10)),
        "x = (x - x_offset) / x_factor",
        "    own_loss = loss_of_all(target_factor)",
        "        print(updates, loss, own_loss)",
    )


def test_there_may_be_more_rows_than_a_script_can_hold() -> None:
    script = compiled(Replay(sized_experiment((2, 1), 700_000), 1))
    assert len(script) < 5_000
