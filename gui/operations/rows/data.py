"""Changes to how a network learns from its rows, each one undo with a name."""

from collections.abc import Callable

from msgspec.structs import replace

from core.data.batches import ALL_ROWS
from core.data.image import ImageShape
from core.data.scaling import Scale
from core.document import data_edits
from core.document.document import Document
from core.text.numbers import grouped
from gui.formatting.sentences import as_read
from gui.session.messages import Message, Tone
from gui.session.session import Session

SCALES = {
    Scale.NONE: "Not scaled",
    Scale.STANDARD: "Standard: mean 0, deviation 1",
    Scale.MIN_MAX: "Min–max: from 0 to 1",
}


def set_batch_size(session: Session, size: int) -> None:
    """Choose how many rows a step's slopes come from; 0 for all."""
    if size != session.document.experiment.batch_size:
        name = f"Slopes from {batch_text(size)}"
        session.apply(name, data_edits.set_batch_size(session.document, size))


def scale_inputs(session: Session, scale: Scale) -> None:
    """Choose how inputs are scaled, fitted now on the rows that are learnt from."""
    _try(session, f"Inputs: {SCALES[scale]}", lambda d: data_edits.scale_inputs(d, scale))


def scale_targets(session: Session, scale: Scale) -> None:
    """Choose how targets are scaled, fitted now on the rows that are learnt from."""
    _try(session, f"Targets: {SCALES[scale]}", lambda d: data_edits.scale_targets(d, scale))


def refit(session: Session) -> None:
    """Fit the scalings in force again."""
    _try(session, "Refit scaling", data_edits.refit)


def set_aside(session: Session, fraction: float, seed: int) -> None:
    """Set a part of the rows aside for validation, and begin anew."""
    name = f"Set {fraction:.0%} of the rows aside" if fraction else "Learn from all rows"
    _try(session, name, lambda document: data_edits.set_aside(document, fraction, seed))


def set_image(session: Session, image: ImageShape | None) -> None:
    """Say of what shape the picture is whose pixels the inputs are; None for no picture."""
    if image != session.document.image:
        name = f"Inputs are {image_text(image)}" if image else "Inputs are no picture"
        session.apply(name, replace(session.document, image=image))


def image_text(image: ImageShape) -> str:
    """The size of a picture: "28 × 28 pixels"."""
    return f"{grouped(image.rows)} × {grouped(image.columns)} pixels"


def batch_text(size: int) -> str:
    """How many rows a step's slopes come from: "all rows", "one row", "batches of 32"."""
    if size == ALL_ROWS:
        return "all rows"
    return "one row" if size == 1 else f"batches of {grouped(size)}"


def _try(session: Session, name: str, change: Callable[[Document], Document]) -> None:
    """Make a change, or say why it cannot be made."""
    try:
        document = change(session.document)
    except ValueError as problem:
        session.tell(Message(as_read(f"Nothing was changed: {problem}."), Tone.WARNING))
    else:
        session.apply(name, document)
