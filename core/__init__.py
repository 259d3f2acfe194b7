"""The simulator: a small neural network and gradient descent, as values and functions.

Everything here is plain Python and NumPy. The files read best in this order: `activations`,
`losses`, `network`, `dataset`, `propagation`, `optimizers`, `experiment`, `evaluation`, `descent`;
then `quantities` and `explanation`, which say where every number comes from. `spreadsheet` makes
numbers of other people's files, and stands by itself.
"""

import os

VERSION = "0.1.0"

# A sum split over threads is added up in another order, and a replayed step would differ in its
# last bits. BLAS libraries read these once, when NumPy is imported.
os.environ.update(
    dict.fromkeys(
        (
            "OPENBLAS_NUM_THREADS",
            "OMP_NUM_THREADS",
            "MKL_NUM_THREADS",
            "BLIS_NUM_THREADS",
            "VECLIB_MAXIMUM_THREADS",
        ),
        "1",
    )
)
