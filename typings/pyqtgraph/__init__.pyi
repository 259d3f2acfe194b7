# The part of pyqtgraph that the program uses.

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QPainterPath

def arrayToQPath(
    x: npt.NDArray[np.float64],
    y: npt.NDArray[np.float64],
    connect: str = "all",
    finiteCheck: bool = True,
) -> QPainterPath: ...
