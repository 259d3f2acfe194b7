"""A whole script: what it is, the imports that its lines need, and the lines."""

import re
from collections.abc import Iterable, Sequence

_STANDARD = ("csv", "itertools", "math", "sys")
_LIBRARIES = {
    "keras": "import keras",
    "np": "import numpy as np",
    "torch": "import torch",
    "dist": "import torch.distributed as dist",
    "F": "import torch.nn.functional as F",
    "ops": "from keras import ops",
    "nn": "from torch import nn",
    "DistributedDataParallel": "from torch.nn.parallel import DistributedDataParallel",
}
_OF_DATA = ("DataLoader", "DistributedSampler", "Subset", "TensorDataset")
_ENOUGH = 1000  # letters of a line: a long array names but what makes it, at its beginning


def whole_script(title: str, lines: Sequence[str]) -> str:
    """The text of a script.

    Args:
        title: what it is and does, in sentences.
        lines: all that follows the imports, an array in several lines being one.
    """
    head = [f'"""{title}', '"""', "", *import_lines(lines), ""]
    return "\n".join([*head, *lines]) + "\n"


def import_lines(lines: Iterable[str]) -> list[str]:
    """The imports that lines of code need; nothing that stands in a comment needs any."""
    code = "\n".join(line[:_ENOUGH] for line in lines if not line.lstrip().startswith("#"))
    used = set(re.findall(r"(?<![\w.])(\w+)[.(]", code))
    standard = [f"import {name}" for name in _STANDARD if name in used]
    libraries = [line for name, line in _LIBRARIES.items() if name in used]
    if of_data := [name for name in _OF_DATA if name in used]:
        libraries.append(f"from torch.utils.data import {', '.join(of_data)}")
    return [*standard, *([""] if standard else []), *libraries]
