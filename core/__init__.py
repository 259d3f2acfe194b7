"""The simulator: a small neural network and gradient descent, as values and functions.

Everything here is plain Python and NumPy. The folders read best in this order, each standing on
those before it: `nn` (networks, activations, losses), `formulas` (arithmetic over columns),
`tables` and `columns` (rows as other people write them), `data` (rows to learn from), `training`
(both passes, optimizers, one update and many), `document` (what is saved and undone), `slips` (an
update with one thing done wrong), `explanation` (where every number comes from) and `landscape`
(the hill), `history`, `diagnosis` and `racing`, `response` (a node looked at), `files`, `cli`,
`opening` (all ways to come by a document), `export` (all that can be taken away), and `lessons`.
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
