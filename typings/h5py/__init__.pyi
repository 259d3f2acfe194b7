# The part of h5py that the program and its tests use.

from types import TracebackType
from typing import Any, BinaryIO, Literal, Self, overload

import numpy as np
import numpy.typing as npt

class HardLink: ...

class ExternalLink:
    def __init__(self, filename: str, path: str) -> None: ...

class Dataset:
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    chunks: tuple[int, ...] | None
    external: list[tuple[str, int, int]] | None
    is_virtual: bool
    def __getitem__(self, index: tuple[()]) -> npt.NDArray[Any]: ...

class Group:
    def __getitem__(self, name: str) -> Group | Dataset: ...
    def __setitem__(self, name: str, value: ExternalLink) -> None: ...
    def __delitem__(self, name: str) -> None: ...
    def create_dataset(
        self, name: str, *, data: npt.ArrayLike, compression: str | None = None
    ) -> Dataset: ...
    def get(self, name: str, *, getlink: Literal[True]) -> object: ...

class File(Group):
    def __init__(self, name: BinaryIO, mode: Literal["r", "r+"]) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
