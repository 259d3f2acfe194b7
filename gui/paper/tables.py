"""Tables on paper: of the rows, and of the weights that have no room in a drawing."""

from collections.abc import Container, Iterator, Sequence
from html import escape

from core.document.document import Document
from core.nn.network import Network, NodePlace
from gui.formatting.numbers import number

_MOST_ROWS = 40
_MOST_COLUMNS, _MOST_NODES = 11, 36
_TABLE = '<table border="1" cellspacing="0" cellpadding="3" style="border-collapse: collapse;">'


def html_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose first column names its rows."""
    lines = [_line("th", head)]
    lines += [_line("td", row) for row in rows]
    return f"{_TABLE}{''.join(lines)}</table>"


def _line(kind: str, cells: Sequence[str]) -> str:
    inner = "".join(f'<{kind} align="right">&nbsp;{escape(cell)}&nbsp;</{kind}>' for cell in cells)
    return f"<tr>{inner}</tr>"


def table_of_rows(document: Document) -> str:
    """The inputs and targets of all rows, or of the first ones where there are many."""
    network, dataset = document.experiment.network, document.experiment.dataset
    last = len(network.layers) - 1
    outputs = [network.node_name(NodePlace(last, at)) for at in range(network.sizes[-1])]
    targets = ["target"] if len(outputs) == 1 else [f"target of {name}" for name in outputs]
    columns = [*dataset.own_inputs, *dataset.own_targets]
    rows = [
        [str(row + 1), *(number(float(column[row])) for column in columns)]
        for row in range(min(dataset.rows, _MOST_ROWS))
    ]
    more = dataset.rows - len(rows)
    table = html_table(["row", *network.input_names, *targets], rows)
    return table + (f"<br>and {more} more rows" if more else "")


def tables_of_weights(network: Network, drawn: Container[int]) -> Iterator[str]:
    """The weights of each layer that has some which are not drawn, with its biases.

    None of layers that no paper is wide enough for.
    """
    first = 0
    for at, matrix in enumerate(network.matrices):
        nodes, columns = matrix.shape
        if not all(index in drawn for index in range(first, first + matrix.size)):
            names = [network.node_name(NodePlace(at, node)) for node in range(nodes)]
            sources = [network.node_name(NodePlace(at - 1, k)) for k in range(network.sizes[at])]
            sources += ["bias"] * (columns - len(sources))
            written = [[number(value) for value in row] for row in matrix.tolist()]
            if columns <= _MOST_COLUMNS and nodes <= _MOST_NODES:
                lines = [[name, *row] for name, row in zip(names, written, strict=True)]
                yield html_table(["from", *sources], lines)
            elif nodes <= _MOST_COLUMNS and columns <= _MOST_NODES:
                turned = zip(*written, strict=True)
                lines = [[name, *row] for name, row in zip(sources, turned, strict=True)]
                yield html_table(["to", *names], lines)
        first += matrix.size
