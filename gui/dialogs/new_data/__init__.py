"""Making rows and inputs: sets, formulas, and what comes of them."""
