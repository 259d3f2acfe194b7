"""The script of Keras, as it is written; the long checks run it."""

import re

import pytest
from msgspec.structs import replace

from core.export.scripts.keras_script import keras_script
from core.export.scripts.replay import Replay
from core.nn.activation import Activation
from core.nn.activations import ACTIVATIONS
from core.nn.loss import Loss
from core.nn.losses import LOSSES
from core.opening.starters import BANK, open_starter
from core.slices.work import finish
from core.training.rules.optimizers import OPTIMIZERS
from core.training.rules.schedules import StepDecay
from tests.core.builders import walked
from tests.core.export.scripts.replays import scaled, small, with_everything
from tests.gui.entries_of_tests import PARABOLA, QUARTIC

BANK_SCRIPT = """x = np.array([[3.0, 2.0]])
target = np.array([[5.0]])

# A row of weights for each node
w1 = np.array([[2.0, 1.0], [0.0, 0.0]])
w2 = np.array([[2.0, 2.0]])


def mean(numbers):
    \"\"\"In float64 everywhere: on PyTorch, ops.mean of Keras 3.15 goes through float32.\"\"\"
    return ops.sum(numbers) / ops.cast(ops.size(numbers), "float64")


def loss_of(target, prediction):
    error = ops.subtract(prediction, target)
    return mean(error**2)


class Dense(keras.layers.Dense):
    \"\"\"In float64 everywhere: on PyTorch, ops.matmul of Keras 3.15 goes through float32.\"\"\"

    def call(self, x):
        z = x @ self.kernel.value
        if self.bias is not None:
            z = z + self.bias.value
        return self.activation(z) if self.activation else z


class Optimizer(keras.optimizers.Optimizer):
    def update_step(self, gradient, variable, learning_rate):
        w, dw, rate = ops.convert_to_tensor(variable), gradient, learning_rate
        variable.assign(w - rate * dw)


model = keras.Sequential([
    keras.Input((2,)),
    Dense(2, activation=ops.relu, use_bias=False),
    Dense(1, use_bias=False),
])
model.layers[0].set_weights([w1.T])
model.layers[1].set_weights([w2.T])

optimizer = Optimizer(learning_rate=0.01)
optimizer.build(model.trainable_variables)
model.compile(optimizer=optimizer, loss=loss_of)

for updates in range(101):
    prediction = model(x)
    loss = loss_of(target, prediction)
    print(updates, float(ops.convert_to_numpy(loss)))
    if updates == 100:
        break
    model.train_on_batch(x, target)

# As courses write it, with Keras's own gradient descent and order of the rows:
# model.compile(optimizer=keras.optimizers.SGD(0.01), loss=loss_of)
# model.fit(x, target, epochs=100, batch_size=1)
"""


def compiled(told: Replay) -> str:
    script = finish(keras_script(told))
    compile(script, "script.py", "exec")
    return script


def test_the_bank() -> None:
    script = compiled(Replay(open_starter(BANK).experiment, 100))
    assert script.endswith(f"# The inputs, a row each: accounts, children\n{BANK_SCRIPT}")
    assert 'keras.config.set_floatx("float64")\n' in script


@pytest.mark.parametrize("activation", [*ACTIVATIONS.values(), PARABOLA], ids=lambda each: each.key)
def test_an_activation_is_the_library_s(activation: Activation) -> None:
    script = compiled(Replay(small(activation), 3))
    assert set(re.findall(r"\bnp\.\w+", script)) == {"np.array"}


@pytest.mark.parametrize("loss", [*LOSSES.values(), QUARTIC], ids=lambda each: each.key)
def test_a_loss_is_the_library_s(loss: Loss) -> None:
    script = compiled(Replay(small(loss=loss), 3))
    assert set(re.findall(r"\bnp\.\w+", script)) == {"np.array"}
    assert ("Dense(2),  # gives logits" in script) == loss.is_from_logits


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_an_optimizer_is_written_out_and_goes_on(key: str) -> None:
    experiment = walked(with_everything(key), 5)
    script = compiled(Replay(experiment, 10))
    for symbol in experiment.optimizer.symbols:
        assert f"optimizer.{symbol}[5].assign(np.array(" in script
        assert f"self.{symbol}[at].assign({symbol}_w)\n" in script
    assert ("Epsilon is " in script) == hasattr(experiment.optimizer, "epsilon")
    assert ("self.iterations + 6" in script) == experiment.optimizer.counts_steps


def test_the_whole_way_down() -> None:
    begun = replace(with_everything("adam"), schedule=StepDecay(0.5, 7))
    script = compiled(Replay(walked(begun, 7), 10))
    for line in (
        "locks = [lock_w1.T, lock_b1, lock_w2.T, lock_b2, lock_w3.T, lock_b3]",
        "        grads = [0.3 / ops.clip(norm, 0.3, np.inf) * dw for dw in grads]",
        "    Dense(2, kernel_regularizer=cost_of_weights),",
        "for updates in range(7, 18):",
        "    loss = loss_of(target, prediction) + sum(model.losses)",
        "    optimizer.learning_rate = 0.02 * 0.5 ** (updates // 7)",
        "    begin = updates % 3 * 2",
        "    model.train_on_batch(x[rows], target[rows])",
    ):
        assert f"{line}\n" in script


def test_targets_have_their_own_loss() -> None:
    script = compiled(Replay(scaled(0), 10))
    loss, own = (f"float(ops.convert_to_numpy({name}))" for name in ("loss", "own_loss"))
    assert f"    print(updates, {loss}, {own})\n" in script


def test_what_takes_more_than_a_call_is_a_function() -> None:
    script = compiled(Replay(small(PARABOLA), 3))
    assert "def test_activation(z):\n    return z * z\n" in script
    assert "    Dense(3, activation=test_activation),\n" in script
