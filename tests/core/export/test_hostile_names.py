"""Names that try to be more than names: in no file that is taken away is anything of them run."""

import ast
import csv
import io
import json
import re
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from msgspec.structs import replace

from core.columns.coding import Coding, Scheme, Use
from core.data.dataset import from_rows
from core.document.document import Document
from core.export.exports import EXPORTS, Asked, Framework, exporting
from core.export.results import Losses, Result
from core.nn.activations import TANH
from core.nn.losses import LOSSES
from core.slices.work import finish
from core.tables.problems import SpreadsheetError
from tests.core.builders import sized_experiment
from tests.core.export.onnx_reading import fields, metadata, run
from tests.core.models.weight_files import model_in

NUL, HALVES = "a\0b", "\ud800 \udc00"
HOSTILE = (
    "a\nimport os\r\nos.abort()\x0b\x0c\x1c\x85\u2028\u2029import os",
    "'''\"\"\"'\"\\",
    "a\\",
    "{x} {{}} %s %(x)s $x",
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    '@SUM(1+1)*cmd|" /C calc"!A0',
    "\t=1+1",
    "\n=1+1",
    "\uff1d1\uff0b1",
    'a,"b",c\td;e\r\nf',
    "%%bash\n!ls ?",
    "csv.x itertools.x math.x sys.x F.x nn.x ops.x torch.x DataLoader(",
    "</script><!-- ]]> \\end{x} $$ # ```",
    NUL,
    "\u202eabc\u200f\u2066",
    HALVES,
    "\ufeffa",
    " \u3000 ",
    "x" * 10_000,
)
RUN_BY_SPREADSHEETS = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
# A category stands in a table of predictions as it is, or not at all.
CATEGORIES = tuple(name for name in HOSTILE if name not in (NUL, HALVES))
ROWS = np.random.default_rng(1).normal(size=(3, len(HOSTILE)))
NO_FORMULA = re.compile(r"-?[\d.]+(e[+-]\d+)?")
Check = Callable[[bytes, bytes], None]


def document(names: Sequence[str], categories: Sequence[str]) -> Document:
    """A network that tells classes apart, with inputs and nodes, and classes, of these names."""
    count, classes = len(names), len(categories)
    experiment = sized_experiment((count, count, classes), classes, TANH, LOSSES["cross_entropy"])
    inputs = np.column_stack(experiment.dataset.own_inputs)
    hidden, last = experiment.network.layers
    layers = replace(hidden, names=tuple(names)), replace(last, names=tuple(categories))
    network = replace(experiment.network, inputs=tuple(names), layers=layers)
    rows = from_rows(inputs, np.eye(classes))
    experiment = replace(experiment, network=network, dataset=rows)
    columns = [Coding(name, Use.INPUT, Scheme.NUMBER) for name in names]
    target = Coding(names[0], Use.TARGET, Scheme.ONE_HOT, tuple(categories))
    return Document(experiment, experiment, title=names[0], columns=(*columns, target))


def plain_names(count: int) -> list[str]:
    return [f"name {at}" for at in range(count)]


def asked_of(whose: Document) -> dict[str, tuple[str, Asked]]:
    """All that can be asked for, by what it is, with the ending of the file's name."""
    losses = Losses(np.arange(3.0), np.array([3.0, 2.0, 1.0]))
    found = {ending: (ending, Asked(whose, losses)) for ending in EXPORTS}
    found |= {each.value: (".py", Asked(whose, losses, framework=each)) for each in Framework}
    found |= {each.value: (".csv", Asked(whose, losses, result=each)) for each in Result}
    return found


PLAIN = asked_of(document(plain_names(len(HOSTILE)), plain_names(len(CATEGORIES))))


def code(text: str) -> str:
    return ast.dump(ast.parse(text))


def check_script(plain: bytes, hostile: bytes) -> None:
    """All but the comments is the same, so it prints the same losses."""
    assert code(hostile.decode()) == code(plain.decode())


def check_notebook(plain: bytes, hostile: bytes) -> None:
    one, other = (json.loads(text)["cells"] for text in (plain, hostile))
    for cell, named in zip(one, other, strict=True):
        if cell["cell_type"] == "code":
            assert code("".join(named["source"])) == code("".join(cell["source"]))
            assert not re.match("[%!?]", named["source"][0])
        else:
            assert named == cell


def check_onnx(plain: bytes, hostile: bytes) -> None:
    """The graph is the same; the names stand beside it."""
    assert fields(hostile)[7] == fields(plain)[7]
    np.testing.assert_array_equal(run(hostile, ROWS), run(plain, ROWS))
    for names in metadata(hostile).values():
        assert all(name == name.strip() != "" for name in json.loads(names))


def check_table(plain: bytes, hostile: bytes) -> None:
    """It has the same numbers in the same cells, and no cell that a spreadsheet would run."""
    one, other = (
        [*csv.reader(io.StringIO(text.decode(), newline=""), strict=True)]
        for text in (plain, hostile)
    )
    assert [len(row) for row in other] == [len(row) for row in one]
    for row, named in zip(one, other, strict=True):
        for cell, text in zip(row, named, strict=True):
            if NO_FORMULA.fullmatch(cell):
                assert text == cell
            else:
                assert not RUN_BY_SPREADSHEETS.match(text)


def check_weights(plain: bytes, hostile: bytes) -> None:
    """It opens with the same layers, and names that can be names."""
    one, other = (model_in("weights", data) for data in (plain, hostile))
    for layer, named in zip(one.layers, other.layers, strict=True):
        assert named.name == layer.name
        assert named.weights.tobytes() == layer.weights.tobytes()
    assert other.activations == one.activations
    assert other.stated.inputs[1] == HOSTILE[1]
    assert other.stated.inputs[-1] == ""  # too long


CHECKS: dict[str, Check] = {
    ".py": check_script,
    ".ipynb": check_notebook,
    ".onnx": check_onnx,
    ".safetensors": check_weights,
    ".npz": check_weights,
    ".csv": check_table,
}


@pytest.mark.parametrize("what", PLAIN)
def test_a_name_is_but_a_name(what: str) -> None:
    ending, asked = asked_of(document(HOSTILE, CATEGORIES))[what]
    plain, hostile = (finish(exporting(each, ending)) for each in (PLAIN[what][1], asked))
    CHECKS[ending](plain, hostile)


@pytest.mark.parametrize(
    ("category", "why"), [(NUL, "has a NUL character in it"), (HALVES, "half a character in it")]
)
def test_a_class_that_no_table_can_have_is_refused_in_words(category: str, why: str) -> None:
    ending, asked = asked_of(document(HOSTILE, (category, f"{category}!")))[Result.PREDICTIONS]
    with pytest.raises(SpreadsheetError, match=f"{why}: take it out$"):
        finish(exporting(asked, ending))
