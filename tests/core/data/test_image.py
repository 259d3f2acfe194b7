"""Inputs that are the pixels of a picture, in documents and files."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from core.data.image import ImageShape, likely_shape, possible_shapes
from core.document import edits
from core.document.document import Document
from core.document.made_inputs import add_made_input, read_formula
from core.files.document_checks import DocumentError
from core.files.document_file import read_document, write_document
from core.nn.activations import RELU
from core.nn.network import INPUT_LAYER, NodePlace
from tests.core.builders import sized_experiment


def document(inputs: int, image: ImageShape | None) -> Document:
    experiment = sized_experiment((inputs, 1), 2)
    return Document(experiment, experiment, image=image)


@pytest.mark.parametrize(
    ("inputs", "shape"),
    [(784, (28, 28)), (64, (8, 8)), (63, None), (65, None), (49, None), (9, None), (0, None)],
)
def test_square_numbers_from_64_on_look_like_pictures(
    inputs: int, shape: tuple[int, int] | None
) -> None:
    assert likely_shape(inputs) == shape


def test_all_rectangles_are_possible_the_squarest_first() -> None:
    assert possible_shapes(12) == [(3, 4), (4, 3), (2, 6), (6, 2)]
    assert possible_shapes(9) == [(3, 3)]
    assert possible_shapes(7) == []


def test_a_picture_has_as_many_pixels_as_there_are_inputs() -> None:
    with pytest.raises(ValueError, match="6 inputs are no picture of 2 × 4 pixels"):
        document(6, ImageShape(2, 4))


@pytest.mark.parametrize(
    ("inputs", "image"),
    [
        (6, None),
        (6, ImageShape(2, 3)),
        (6, ImageShape(3, 2)),
        (64, ImageShape(8, 8)),
        (64, None),
        (64, ImageShape(4, 16)),
    ],
)
def test_what_was_said_is_in_the_file(
    inputs: int, image: ImageShape | None, tmp_path: Path
) -> None:
    path = tmp_path / "picture.downhill"
    write_document(path, document(inputs, image))
    assert read_document(path).image == image
    is_usual = image == likely_shape(inputs)
    assert ('"image"' in path.read_text(encoding="utf-8")) is not is_usual


def test_a_file_with_another_number_of_pixels_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "picture.downhill"
    write_document(path, document(6, ImageShape(2, 3)))
    text = path.read_text(encoding="utf-8")
    for wrong in ("[2, 4]", "[6, 1]", "[-2, -3]", "[2]"):
        path.write_text(text.replace("[2, 3]", wrong), encoding="utf-8")
        assert wrong in path.read_text(encoding="utf-8")
        with pytest.raises(DocumentError, match="6 inputs are no picture of these sides"):
            read_document(path)


def test_an_input_more_is_no_picture_any_more() -> None:
    before = document(6, ImageShape(2, 3))
    more = edits.add_node(before, NodePlace(INPUT_LAYER, 6))
    assert more.image is None
    assert replace(before, title="x").image == ImageShape(2, 3)


def test_an_input_that_is_made_of_pixels_is_none_of_them(tmp_path: Path) -> None:
    before = document(6, ImageShape(3, 2))
    more = add_made_input(before, read_formula(before, "`input 1`^2"))
    path = tmp_path / "picture.downhill"
    write_document(path, more)
    assert more.image == read_document(path).image == ImageShape(3, 2)
    assert edits.remove_node(more, NodePlace(INPUT_LAYER, 1)).image is None


def test_inputs_made_of_others_never_complete_a_picture() -> None:
    before = document(63, None)
    more = add_made_input(before, read_formula(before, "`input 1`^2"))
    assert more.image is None
    assert edits.add_node(more, NodePlace(INPUT_LAYER, 64)).image is None


def test_a_picture_stays_the_one_that_was_said_while_its_inputs_stay() -> None:
    before = document(6, ImageShape(3, 2))
    changed = edits.insert_layer(edits.set_all(before, 0.5), 0, RELU)
    assert changed.image == ImageShape(3, 2)


def test_inputs_that_come_to_a_square_number_are_taken_for_a_picture() -> None:
    square = edits.add_node(document(63, ImageShape(7, 9)), NodePlace(INPUT_LAYER, 63))
    assert square.image == ImageShape(8, 8)
    assert edits.remove_node(square, NodePlace(INPUT_LAYER, 0)).image is None
