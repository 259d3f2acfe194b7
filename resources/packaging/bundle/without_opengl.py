"""Stands for Qt's OpenGL modules, which pyqtgraph imports and uses only if it is told to.

Nothing here tells it, and without them the bundle has 9 MB less. PyInstaller has this run first.
"""

import sys
from types import ModuleType

for name in ("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"):
    module = ModuleType(name)
    vars(module)["QOpenGLWidget"] = object
    sys.modules[name] = module
