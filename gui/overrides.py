"""Faults in overrides: on Python 3.11 they reach whom they concern, and do not end the program.

What goes wrong in C, such as `[][0]`, is only a text until somebody handles it: Python 3.12 is the
first to make an exception of it at once. PySide takes the text for an exception where it leaves an
override of a method of Qt, and the program crashes, without a report or a rescue.
"""

import sys
from collections.abc import Callable
from functools import wraps
from inspect import CO_VARARGS
from types import FunctionType
from typing import Any

from shiboken6 import Shiboken

_OF_QT = ("PySide6.", "Shiboken", "shiboken6.")


def handle_faults(told_of: str = "__init_subclass__") -> None:
    """Have faults handled in the overrides of all classes that are made from now on."""
    if sys.version_info < (3, 12):
        setattr(Shiboken.Object, told_of, classmethod(_handle_in))


def _handle_in(made: type[Shiboken.Object], /, **named: Any) -> None:
    super(Shiboken.Object, made).__init_subclass__(**named)
    of_qt = [vars(base) for base in made.__mro__ if base.__module__.startswith(_OF_QT)]
    for name, method in list(vars(made).items()):
        is_own = name.startswith("__") or not isinstance(method, FunctionType)
        if not is_own and any(name in methods for methods in of_qt):
            setattr(made, name, _handled(method))


def _handled(method: FunctionType) -> Callable[..., Any]:
    """The method, which takes as many arguments of a signal as before."""
    code = method.__code__
    most = None if code.co_flags & CO_VARARGS else code.co_argcount

    @wraps(method)
    def handled(*given: Any, **named: Any) -> Any:
        try:
            return method(*given[:most], **named)
        except BaseException:  # an exception from here on
            raise

    return handled
