"""Arrays of an HDF5 file, as Keras writes them: whole and plain, in groups that lie in the file.

What leads out of the file, or has to be put together or unpacked, is not followed.
"""

import io
from collections.abc import Sequence
from typing import Any

import numpy.typing as npt

from core.files.document_checks import DocumentError
from core.models.tensors import check_kind, check_shapes

_DAMAGES = (OSError, KeyError, ValueError, TypeError, RuntimeError, OverflowError, MemoryError)


def hdf5_arrays(data: bytes, places: Sequence[str]) -> list[npt.NDArray[Any]]:
    """Return the arrays at these places, such as "layers/dense/vars/0".

    Raises:
        DocumentError: one is not there, or none of a network's; or the file is damaged.
    """
    import h5py  # only where such a file is opened

    try:
        with h5py.File(io.BytesIO(data), "r") as file:
            found = [_dataset(file, place) for place in places]
            check_shapes(each.shape for each in found)
            return [each[()] for each in found]
    except _DAMAGES as problem:
        raise DocumentError("its weights are damaged: save the model once more") from problem


def _dataset(file: Any, place: str) -> Any:
    """An array that is not read yet."""
    import h5py

    here = file
    for name in place.split("/"):
        link = here.get(name, getlink=True) if isinstance(here, h5py.Group) else None
        here = here[name] if isinstance(link, h5py.HardLink) else None
    if not isinstance(here, h5py.Dataset):
        raise DocumentError("these weights are not in the file", place)
    if here.chunks is not None or here.external or here.is_virtual:
        raise DocumentError("these weights are not stored as Keras does: save them with it", place)
    check_kind(place, here.dtype)
    return here
