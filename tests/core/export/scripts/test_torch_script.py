"""The script of PyTorch, as it is written; the long checks run it."""

import re

import pytest
from msgspec.structs import replace

from core.export.scripts.replay import Replay
from core.export.scripts.torch_script import torch_script
from core.nn.activation import Activation
from core.nn.activations import ACTIVATIONS
from core.nn.loss import Loss
from core.nn.losses import LOSSES
from core.opening.starters import BANK, open_starter
from core.slices.work import finish
from core.training.rules.optimizers import OPTIMIZERS, Nesterov
from core.training.rules.schedules import StepDecay
from tests.core.builders import walked
from tests.core.export.scripts.replays import OwnRule, scaled, small, with_everything
from tests.gui.entries_of_tests import PARABOLA, QUARTIC

BANK_SCRIPT = '''"""A neural network and 100 updates of its weights, in PyTorch.

It prints the loss before each update, and after the last.
"""

import torch
import torch.nn.functional as F
from torch import nn

torch.set_default_dtype(torch.float64)

# The inputs, a row each: accounts, children
x = torch.tensor([[3.0, 2.0]])
target = torch.tensor([[5.0]])


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer1 = nn.Linear(2, 2, bias=False)
        self.layer2 = nn.Linear(2, 1, bias=False)

    def forward(self, x):
        a1 = torch.relu(self.layer1(x))
        return self.layer2(a1)


def loss_of(prediction, target):
    return F.mse_loss(prediction, target)


model = Network()

# Where it starts: a row of weights for each node
with torch.no_grad():
    model.layer1.weight.copy_(torch.tensor([[2.0, 1.0], [0.0, 0.0]]))
    model.layer2.weight.copy_(torch.tensor([[2.0, 2.0]]))

optimizer = torch.optim.SGD(model.parameters(), lr=0.01)

for updates in range(101):
    prediction = model(x)
    loss = loss_of(prediction, target)
    print(updates, loss.item())
    if updates == 100:
        break
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
'''


def test_the_bank() -> None:
    assert finish(torch_script(Replay(open_starter(BANK).experiment, 100))) == BANK_SCRIPT


@pytest.mark.parametrize("activation", [*ACTIVATIONS.values(), PARABOLA], ids=lambda each: each.key)
def test_an_activation_is_the_library_s(activation: Activation) -> None:
    script = finish(torch_script(Replay(small(activation), 3)))
    compile(script, "script.py", "exec")
    assert not re.findall(r"\bnp\b", script)


@pytest.mark.parametrize("loss", [*LOSSES.values(), QUARTIC], ids=lambda each: each.key)
def test_a_loss_is_the_library_s(loss: Loss) -> None:
    script = finish(torch_script(Replay(small(loss=loss), 3)))
    compile(script, "script.py", "exec")
    assert not re.findall(r"\bnp\b", script)
    assert ("return self.layer3(a2)  # logits" in script) == loss.is_from_logits


def test_what_takes_more_than_a_call_is_a_function() -> None:
    script = finish(torch_script(Replay(small(PARABOLA), 3)))
    assert "def test_activation(z):\n    return z * z\n" in script
    assert "a1 = test_activation(self.layer1(x))\n" in script


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_an_optimizer_goes_on_with_what_it_remembers(key: str) -> None:
    experiment = walked(with_everything(key), 5)
    script = finish(torch_script(Replay(experiment, 10)))
    compile(script, "script.py", "exec")
    remembered = experiment.optimizer.torch_remembers
    assert len(remembered) == len(experiment.optimizer.remembers)
    assert "optimizer.step()" in script
    assert ("optimizer.state[model.layer3.bias]" in script) == bool(remembered)
    assert all(f'"{name}": torch.tensor(' in script for name in remembered)


def test_nesterov_without_momentum_is_plain_descent_which_is_all_the_library_accepts() -> None:
    script = finish(torch_script(Replay(small().with_optimizer(Nesterov(0.02, momentum=0.0)), 10)))
    assert "optimizer = torch.optim.SGD(model.parameters(), lr=0.02, momentum=0.0)\n" in script
    script = finish(torch_script(Replay(small().with_optimizer(Nesterov(0.02)), 10)))
    assert "lr=0.02, momentum=0.9, nesterov=True)\n" in script


def test_the_whole_way_down() -> None:
    script = finish(torch_script(Replay(walked(with_everything("adam"), 7), 10)))
    for line in (
        "for updates in range(7, 18):",
        "        loss = loss_of(prediction, target) + cost_of_weights(model)",
        "    begin = updates % 3 * 2",
        "    rows = orders[updates // 3 - 2, begin : begin + 2]",
        "    if norm > 0.3:",
        "            each[lock] = kept[each][lock]",
    ):
        assert f"{line}\n" in script


def test_the_rate_falls_and_targets_have_their_own_loss() -> None:
    script = finish(torch_script(Replay(replace(scaled(0), schedule=StepDecay(0.5, 7)), 10)))
    assert '        group["lr"] = 0.05 * 0.5 ** (updates // 7)\n' in script
    assert "    print(updates, loss.item(), own_loss.item())\n" in script


def test_a_rule_that_the_library_has_not_is_written_out() -> None:
    rule = OwnRule(learning_rate=0.02)
    script = finish(torch_script(Replay(walked(small().with_optimizer(rule), 5), 10)))
    compile(script, "script.py", "exec")
    assert "torch.optim" not in script
    assert (
        "            w.copy_(w - rate * (0.01 * w + m_hat_w / (torch.sqrt(v_hat_w) + 1e-08)))\n"
        in script
    )
    assert "    n = updates + 1\n" in script
