"""A small reader of ONNX that shares nothing with the writer: it runs what stands in a file."""

import math
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

Fields = dict[int, list[Any]]

OPERATIONS: dict[str, Callable[..., Any]] = {
    "Abs": np.abs,
    "Add": np.add,
    "Cast": np.array,
    "Concat": lambda *parts: np.concatenate(parts, axis=1),
    "Cos": np.cos,
    "Div": np.divide,
    "Erf": np.vectorize(math.erf),
    "Exp": np.exp,
    "Floor": np.floor,
    "Gather": lambda table, places: np.take(table, places, axis=1),
    "Greater": np.greater,
    "GreaterOrEqual": np.greater_equal,
    "Identity": np.array,
    "Less": np.less,
    "LessOrEqual": np.less_equal,
    "Log": np.log,
    "MatMul": np.matmul,
    "Max": np.maximum,
    "Min": np.minimum,
    "Mul": np.multiply,
    "Neg": np.negative,
    "Pow": np.power,
    "Relu": lambda z: np.maximum(z, 0),
    "Round": np.round,
    "Sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "Sign": np.sign,
    "Sin": np.sin,
    "Softmax": lambda z: np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True),
    "Sqrt": np.sqrt,
    "Sub": np.subtract,
    "Tanh": np.tanh,
    "Where": np.where,
}


def fields(message: bytes) -> Fields:
    """The fields of a message: numbers, and the bytes of all else."""
    found: Fields = defaultdict(list)
    at = 0
    while at < len(message):
        key, at = _number(message, at)
        value: Any
        value, at = _number(message, at)
        if key & 7 == 2:
            value, at = message[at : at + value], at + value
        found[key >> 3].append(value)
    return found


def _number(message: bytes, at: int) -> tuple[int, int]:
    value, shift = 0, 0
    while True:
        value |= (message[at] & 127) << shift
        at, shift = at + 1, shift + 7
        if message[at - 1] < 128:
            return value, at


def run(model: bytes, inputs: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """What the model predicts for rows."""
    graph = fields(fields(model)[7][0])
    values: dict[bytes, Any] = {fields(graph[11][0])[1][0]: np.asarray(inputs, dtype=np.float64)}
    for tensor in map(fields, graph[5]):
        kind = {7: "<i8", 11: "<f8"}[tensor[2][0]]
        values[tensor[8][0]] = np.frombuffer(tensor[9][0], kind).reshape(tensor[1])
    for node in map(fields, graph[1]):
        given = [values[name] for name in node[1]]
        values[node[2][0]] = OPERATIONS[node[4][0].decode()](*given)
    return np.asarray(values[fields(graph[12][0])[1][0]])


def metadata(model: bytes) -> dict[str, str]:
    """What is said beside the graph."""
    pairs = map(fields, fields(model)[14])
    return {pair[1][0].decode(): pair[2][0].decode() for pair in pairs}
