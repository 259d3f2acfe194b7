"""A Python that has the libraries whose files are compared; the project needs none of them.

`SCRIPTS_PYTHON` names it, if it is not the one that runs the tests.
"""

import os
import subprocess
import sys

import pytest

PYTHON = os.environ.get("SCRIPTS_PYTHON", sys.executable)


def needs(*libraries: str) -> None:
    """Skip the test where one is missing."""
    found = f"import {', '.join(libraries)}"
    if subprocess.run([PYTHON, "-c", found], capture_output=True, check=False).returncode:
        pytest.skip(f"{PYTHON} has no {' or '.join(libraries)}: SCRIPTS_PYTHON names one that has")
