"""Measurements: how long things take, beside others that are timed in the same run.

`core` is imported before NumPy here, as in the program, so that BLAS takes one thread.
"""

import core as core
