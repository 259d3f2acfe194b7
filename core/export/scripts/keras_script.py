"""A descent as a script of Keras 3, on any of its backends, with the optimizer written out."""

import re

import numpy as np

from core.export.loss_code import of_outputs
from core.export.scripts.given import (
    INDENT,
    batch_lines,
    has_own_loss,
    indented,
    last_update,
    rate_code,
    updates_range,
    writing_data,
)
from core.export.scripts.keras_optimizer import class_lines, in_keras, memory_lines, turned
from core.export.scripts.literals import comment, named_array
from core.export.scripts.replay import Replay
from core.export.scripts.whole_script import whole_script
from core.export.vectorised import parameter_arrays, parts_of
from core.nn.activation import Activation
from core.nn.activations import IDENTITY
from core.nn.loss import Loss
from core.nn.network import Network
from core.slices.work import Work

_A_CALL = re.compile(r"([\w.]+)\(z\)")


def keras_script(replay: Replay) -> Work[str]:
    """The script. Run, it prints the loss before each update and after the last.

    Where targets are scaled, the loss in their own units stands beside it.
    """
    experiment = replay.experiment
    network, loss = experiment.network, experiment.loss
    body = [
        'keras.config.set_floatx("float64")',
        "",
        *(yield from writing_data(replay, "x", "target")),
        "",
        comment("A row of weights for each node"),
        *(named_array(*each) for each in parameter_arrays(network, network.parameters).items()),
        *_locks(network),
        "",
        "",
        *_functions(network, gives_logits=loss.is_from_logits),
        *_loss(loss),
        *_penalty(experiment.l2_penalty),
        *_DENSE.split("\n"),
        *class_lines(experiment),
        *_model(network, experiment.l2_penalty, gives_logits=loss.is_from_logits),
        "",
        f"optimizer = Optimizer(learning_rate={experiment.optimizer.learning_rate!r})",
        "optimizer.build(model.trainable_variables)",
        *memory_lines(experiment),
        "model.compile(optimizer=optimizer, loss=loss_of)",
        "",
        *_loop(replay),
        "",
        *_in_courses(replay),
    ]
    return whole_script(_TITLE.format(steps=replay.steps), body)


_TITLE = """A neural network and {steps} updates of its weights, in Keras 3.

It prints the loss before each update, and after the last. KERAS_BACKEND says what it runs on,
tensorflow or torch."""
_MEAN = '''def mean(numbers):
    """In float64 everywhere: on PyTorch, ops.mean of Keras 3.15 goes through float32."""
    return ops.sum(numbers) / ops.cast(ops.size(numbers), "float64")

'''
_DENSE = '''class Dense(keras.layers.Dense):
    """In float64 everywhere: on PyTorch, ops.matmul of Keras 3.15 goes through float32."""

    def call(self, x):
        z = x @ self.kernel.value
        if self.bias is not None:
            z = z + self.bias.value
        return self.activation(z) if self.activation else z

'''


def _locks(network: Network) -> list[str]:
    """Which parameters stay as they are, an array for each variable."""
    if not network.locked.any():
        return []
    masks = parts_of(network, network.locked.astype(np.float64))
    lines = [
        named_array(f"lock_{mask.name}", mask.array.astype(np.intp)) + " > 0" for mask in masks
    ]
    names = ", ".join(turned(mask, f"lock_{mask.name}") for mask in masks)
    return ["", comment("What stays as it is"), *lines, f"locks = [{names}]"]


def _called(activation: Activation) -> str:
    """The function that is the activation: one of Keras, or one of the script's."""
    call = _A_CALL.fullmatch(activation.keras_code or in_keras(activation.code))
    return call.group(1) if call else activation.key


def _functions(network: Network, *, gives_logits: bool) -> list[str]:
    """The activations that are more than a function of Keras."""
    layers = network.layers[:-1] if gives_logits else network.layers
    lines: list[str] = []
    for activation in dict.fromkeys(layer.activation for layer in layers):
        if activation is not IDENTITY and _called(activation) == activation.key:
            *before, result = (activation.keras_code or in_keras(activation.code)).split("\n")
            body = indented([*before, f"return {result}"])
            lines += [f"def {activation.key}(z):", *body, "", ""]
    return lines


def _loss(loss: Loss) -> list[str]:
    """The function for the loss; one of probabilities is of the logits they are made of."""
    name = _output_name(loss)
    if loss.keras_code:
        *before, shares = of_outputs(loss.keras_code, name, name)
    else:
        *before, shares = of_outputs(in_keras(loss.share_code), name, name)
        before.insert(0, f"error = ops.subtract({name}, target)")
        if loss.by_row:
            shares = f"ops.sum({shares}, axis=-1)"
    total = "mean" if loss.averages else "ops.sum"
    body = indented([*before, f"return {total}({shares})"])
    mean = _MEAN.split("\n") if loss.averages else []
    return [*mean, f"def loss_of(target, {name}):", *body, "", ""]


def _penalty(penalty: float) -> list[str]:
    """The function for what weights cost: in float64, other than with Keras's own on TensorFlow."""
    if not penalty:
        return []
    body = [comment("Biases cost nothing"), f"return {penalty!r} / 2 * ops.sum(ops.square(w))"]
    return ["def cost_of_weights(w):", *indented(body), "", ""]


def _number(name: str) -> str:
    """The number in a tensor; on PyTorch, float alone warns that it follows slopes no further."""
    return f"float(ops.convert_to_numpy({name}))"


def _output_name(loss: Loss) -> str:
    return "logits" if loss.is_from_logits else "prediction"


def _model(network: Network, penalty: float, *, gives_logits: bool) -> list[str]:
    lines = [f"keras.Input(({network.sizes[0]},)),"]
    last = len(network.layers) - 1
    for at, layer in enumerate(network.layers):
        given = [str(layer.size)]
        if layer.activation is not IDENTITY and not (at == last and gives_logits):
            given.append(f"activation={_called(layer.activation)}")
        if not layer.biased:
            given.append("use_bias=False")
        if penalty:
            given.append("kernel_regularizer=cost_of_weights")
        lines.append(f"Dense({', '.join(given)}),")
    if gives_logits:
        lines[-1] += "  # gives logits: the loss makes the probabilities of them"
    return [
        "model = keras.Sequential([",
        *indented(lines),
        "])",
        *(
            f"model.layers[{at}].set_weights([w{at + 1}.T{f', b{at + 1}' if layer.biased else ''}])"
            for at, layer in enumerate(network.layers)
        ),
    ]


def _loop(replay: Replay) -> list[str]:
    experiment = replay.experiment
    output = _output_name(experiment.loss)
    cost = " + sum(model.losses)" if experiment.l2_penalty else ""
    seen = [f"{output} = model(x)", f"loss = loss_of(target, {output}){cost}"]
    printed = f"updates, {_number('loss')}"
    if has_own_loss(replay):
        seen.append(
            "own_loss = loss_of(target * target_factor, ops.multiply(prediction, target_factor))"
        )
        printed += f", {_number('own_loss')}"
    body = [*seen, f"print({printed})", f"if updates == {last_update(replay)}:", f"{INDENT}break"]
    if experiment.schedule.code:
        body.append(f"optimizer.learning_rate = {rate_code(replay)}")
    if replay.has_batches:
        body += [*batch_lines(replay), "model.train_on_batch(x[rows], target[rows])"]
    else:
        body.append("model.train_on_batch(x, target)")
    return [updates_range(replay), *indented(body)]


def _in_courses(replay: Replay) -> list[str]:
    """How courses say it, with Keras's own gradient descent."""
    experiment = replay.experiment
    epochs = -(-replay.steps // replay.batches)
    size = experiment.batch_size if replay.has_batches else experiment.dataset.rows
    sgd = f"keras.optimizers.SGD({experiment.optimizer.learning_rate!r})"
    return [
        comment("As courses write it, with Keras's own gradient descent and order of the rows:"),
        comment(f"model.compile(optimizer={sgd}, loss=loss_of)"),
        comment(f"model.fit(x, target, epochs={epochs}, batch_size={size})"),
    ]
