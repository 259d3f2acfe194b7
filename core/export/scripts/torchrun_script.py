"""A descent as a script of PyTorch that `torchrun` spreads over processes and machines."""

from core.export.scripts.given import (
    INDENT,
    has_own_loss,
    indented,
    input_names,
    last_update,
    scaling_lines,
    updates_range,
)
from core.export.scripts.literals import comment
from core.export.scripts.replay import Replay
from core.export.scripts.torch_parts import (
    IN_DOUBLES,
    TENSOR,
    loss_lines,
    network_lines,
    optimizer_lines,
    output_name,
    penalty_lines,
    start_lines,
    update_lines,
)
from core.export.scripts.whole_script import whole_script
from core.text.numbers import counted


def torchrun_script(replay: Replay) -> str:
    """The script. It reads the rows from a table, and prints what the script of PyTorch prints.

    That is where rows and batches divide evenly among the processes; else it says so.
    """
    experiment = replay.experiment
    body = [
        IN_DOUBLES,
        "",
        *_rows(replay),
        "",
        "",
        *network_lines(experiment.network, gives_logits=experiment.loss.is_from_logits),
        *loss_lines(experiment.loss),
        *penalty_lines(experiment.l2_penalty),
        *_loss_of_all(replay),
        *_parts(replay),
        *_processes(replay),
        *start_lines(experiment.network),
        *optimizer_lines(replay),
        "parallel = DistributedDataParallel(model)  # takes the mean of the processes' slopes",
        "parts = parts_of_batches()",
        *_loop(replay),
        "dist.destroy_process_group()",
    ]
    return whole_script(_title(replay), body)


def _columns(replay: Replay) -> str:
    dataset = replay.experiment.dataset
    inputs, targets = len(dataset.inputs), len(dataset.targets)
    return f"{counted(inputs, 'input')} and {counted(targets, 'target')}"


def _title(replay: Replay) -> str:
    evenly = "rows" if not replay.has_batches else "the rows, and those of a batch,"
    aside = "" if replay.experiment.validation is None else ", nor rows that are set aside"
    return f"""A neural network and {replay.steps} updates of its weights, by PyTorch processes:

    torchrun --nproc-per-node=2 SCRIPT.py ROWS.csv

On several machines, on each of them:

    torchrun --nnodes=2 --nproc-per-node=2 --rdzv-backend=c10d --rdzv-endpoint=HOST:29500
        SCRIPT.py ROWS.csv

ROWS.csv has a line of names, and then a line for each row: {_columns(replay)}, all numbers,
in their own units. Downhill exports it as the table of predictions; the columns after these are not
read{aside}.

It prints the loss before each update, and after the last. They are those of one process
if {evenly} divide evenly among the processes.
Else some rows count twice in a step, and it says so."""


def _rows(replay: Replay) -> list[str]:
    dataset = replay.experiment.dataset
    inputs, whole = len(dataset.inputs), len(dataset.inputs) + len(dataset.targets)
    is_aside = replay.experiment.validation is not None
    why = f"{{sys.argv[1]}} has fewer than {whole} columns: {_columns(replay)}"
    return [
        comment(f"The inputs, in this order: {input_names(replay)}"),
        'with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:',
        f"{INDENT}_, *lines = csv.reader(file)",
        *['lines = [line for line in lines if line[-1] != "set aside"]'] * is_aside,
        f"if any(len(line) < {whole} for line in lines):",
        f'{INDENT}sys.exit(f"{why}")',
        f"table = {TENSOR}([[float(cell) for cell in line[:{whole}]] for line in lines])",
        f"x, target = table[:, :{inputs}], table[:, {inputs}:]",
        *scaling_lines(replay, "x", "target", TENSOR),
    ]


def _loss_of_all(replay: Replay) -> list[str]:
    """The function for the loss of all rows, exact with any number of processes."""
    loss = replay.experiment.loss
    name = output_name(loss)
    part = f"loss_of({name} * factor, target[mine] * factor)"
    if not has_own_loss(replay):
        part = f"loss_of({name}, target[mine])"
    weight = " * len(x[mine]) / len(x)" if loss.averages else ""
    body = [
        "# Each process adds the part of its rows",
        "mine = slice(rank, None, processes)",
        "part = torch.zeros(())",
        "if rank < len(x):",
        *indented([f"{name} = model(x[mine])", f"part = {part}{weight}"]),
        "dist.all_reduce(part)",
        "return part.item()",
    ]
    given = "factor=1.0" if has_own_loss(replay) else ""
    return ["@torch.no_grad()", f"def loss_of_all({given}):", *indented(body), "", ""]


def _parts(replay: Replay) -> list[str]:
    """The generator of what a process has of each batch."""
    experiment = replay.experiment
    if not replay.has_batches:
        body = [
            "rows = TensorDataset(x, target)",
            "sampler = DistributedSampler(rows, shuffle=False)",
            "while True:",
            f"{INDENT}yield from DataLoader(rows, batch_size=len(rows), sampler=sampler)",
        ]
    else:
        size, seed = experiment.batch_size, experiment.seed
        body = [
            f"for epoch in itertools.count({replay.epochs.start}):",
            *indented(
                [
                    f"order = np.random.default_rng(({seed}, epoch)).permutation(len(x))",
                    "rows = Subset(TensorDataset(x, target), order)",
                    "sampler = DistributedSampler(rows, shuffle=False)",
                    f"size = max(1, {size} // processes)",
                    "yield from DataLoader(rows, batch_size=size, sampler=sampler)",
                ]
            ),
        ]
    return ["def parts_of_batches():", *indented(body), "", ""]


def _processes(replay: Replay) -> list[str]:
    uneven = "len(x) % processes"
    if replay.has_batches:
        uneven += f" or {replay.experiment.batch_size} % processes"
    said = "The rows do not divide evenly among the processes: some count twice in a step."
    return [
        'dist.init_process_group("gloo")  # "nccl" with a graphics card for each process',
        "rank, processes = dist.get_rank(), dist.get_world_size()",
        f"if rank == 0 and ({uneven}):",
        f'{INDENT}print("{said}", file=sys.stderr)',
        "",
    ]


def _loop(replay: Replay) -> list[str]:
    experiment = replay.experiment
    printed, costs = "updates, loss", bool(experiment.l2_penalty)
    seen = [f"loss = loss_of_all(){' + cost_of_weights(model).item()' if costs else ''}"]
    if has_own_loss(replay):
        seen.append("own_loss = loss_of_all(target_factor)")
        printed += ", own_loss"
    times = "" if experiment.loss.averages else " * processes"
    cost = " + cost_of_weights(model)" if costs else ""
    step = [
        "part_x, part_target = next(parts)",
        f"part_loss = loss_of(parallel(part_x), part_target){times}{cost}",
        "part_loss.backward()",
    ]
    body = [
        *seen,
        "if rank == 0:",
        f"{INDENT}print({printed})",
        f"if updates == {last_update(replay)}:",
        f"{INDENT}break",
        *update_lines(replay, step),
    ]
    skipped = experiment.turn.batch
    skip = [f"parts = itertools.islice(parts, {skipped}, None)  # those before"] if skipped else []
    return [*skip, "", updates_range(replay), *indented(body), ""]
