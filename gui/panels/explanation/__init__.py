"""The explanation panel: what the last action did, and where the selected number comes from."""
