"""The options about files of weights, which do not say all of a network."""

import argparse

ABOUT_MODELS = ("activations", "weight_rows")


def add_model_options(parser: argparse.ArgumentParser) -> None:
    """Add what such a file may leave open."""
    group = parser.add_argument_group(
        "weights", "of .safetensors, .npz and .keras, where the file does not say it"
    )
    add = group.add_argument
    add(
        "--activations",
        metavar="NAME[,NAME]",
        help="of all layers, the predictions' last: relu,identity; by the names that this program,"
        " PyTorch or Keras has for them",
    )
    add(
        "--weight-rows",
        choices=("nodes", "inputs"),
        help="what a row of each matrix belongs to: nodes, as in PyTorch, or inputs, as in Keras",
    )
