"""The kinds of files that can be taken away: what each is called, holds, and is made by."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from enum import Enum
from functools import partial

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtGui import QImage

from core.export.exports import Asked, Framework, exporting
from core.export.results import NO_LOSSES, Result, losses_on_path
from core.export.scripts.replay import ExportError
from core.slices.work import Work, at_once
from gui.export.inside import inside
from gui.export.options import Options
from gui.export.recording import recorded
from gui.figures.animation import Stage
from gui.figures.figure import Figure
from gui.figures.writing import figure_bytes, figure_image
from gui.session.session import Session
from gui.style.theme import Theme
from gui.widgets import painted_file


class Group(Enum):
    """What kinds have in common: which options they have, and how they are previewed."""

    SCRIPT = "Scripts"
    MODEL = "Models"
    TABLE = "Tables"
    PICTURE = "Pictures"
    ANIMATION = "Animations"


class Kind(Struct, frozen=True):
    """A kind of file.

    Attributes:
        key: how the settings name it.
        group: what it has in common with others.
        title: what it is called.
        ending: of the file's name.
        about: what is in it, as a sentence.
        make: the bytes of the file.
        name: what is put behind the document's name.
        look: how it looks as a picture; None for what is no picture.
        inside: what there is in a file, as text; None for what can be read itself, or looked at.
        clipboard: under which MIME type the file goes to the clipboard; empty for what does not.
    """

    key: str
    group: Group
    title: str
    ending: str
    about: str
    make: Callable[[Options], Work[bytes]]
    name: str = ""
    look: Callable[[Options], QImage] | None = None
    inside: Callable[[bytes], str] | None = None
    clipboard: str = ""

    @property
    def tells(self) -> bool:
        """Whether it would tell numbers that are hidden; a picture hides them, too."""
        return self.group not in (Group.PICTURE, Group.ANIMATION)


_SCRIPTS = {
    Framework.NUMPY: ("NumPy", "Every line of an update in plain NumPy, in a loop"),
    Framework.PYTORCH: ("PyTorch", "The network as a module of PyTorch, and its own loop"),
    Framework.KERAS: ("Keras 3", "Dense layers, and the update written out, for any backend"),
    Framework.TORCHRUN: (
        "PyTorch on several machines",
        "For torchrun: it reads the table itself and deals the rows out to all processes",
    ),
}
_WITHOUT = "not in it: scaling, formulas of inputs, locks, rows and the loss"
_MODELS = {
    ".onnx": ("ONNX", "The network with its scaling inside, for other programs to predict with"),
    ".safetensors": ("safetensors", f"Weights by PyTorch's names, and activations; {_WITHOUT}"),
    ".npz": ("NPZ", f"Weights as arrays of NumPy, w1, b1 …, and activations; {_WITHOUT}"),
}
_TABLES = {
    Result.LOSSES: "The losses on the way to the present, step by step",
    Result.WEIGHTS: "Every weight and bias, and where it leads",
    Result.SLOPES: "The slope of the loss along every weight and bias",
    Result.PREDICTIONS: "All rows with what is predicted for them",
}
_PICTURES = {
    ".svg": (painted_file.SVG, "Lines and text, to be made larger or changed"),
    ".pdf": ("application/pdf", "For paper; its text is text"),
    ".png": ("image/png", "Pixels"),
}
_TEXT = "text/plain"

_ANIMATIONS = {
    ".gif": ("GIF", "Moments one after another, for slides and messages; it has 256 colours"),
    ".apng": ("APNG", "Moments one after another, for the web; it has all colours, and is larger"),
}


def kinds(
    session: Session,
    theme: Theme,
    histories: Callable[[], Work[str]] | None,
    stage: Callable[[], AbstractContextManager[Stage]] | None = None,
) -> tuple[Kind, ...]:
    """All kinds of files, in their order.

    Args:
        session: whose document it is.
        theme: of the window.
        histories: makes a table of the histories that are drawn; None where none are.
        stage: gives a twin of the window, in which animations are recorded; None for no animations.
    """

    def asked(options: Options) -> Asked:
        return Asked(session.document, replay=options.replay)

    def script(framework: Framework, options: Options) -> Work[bytes]:
        return exporting(replace(asked(options), framework=framework), ".py")

    def model(ending: str, options: Options) -> Work[bytes]:
        return exporting(asked(options), ending)

    def table(result: Result, options: Options) -> Work[bytes]:
        is_of_losses = result is Result.LOSSES
        losses = losses_on_path(session.history) if is_of_losses else NO_LOSSES
        return exporting(Asked(session.document, losses, result=result), ".csv")

    scripts = (
        Kind(
            each.value,
            Group.SCRIPT,
            title,
            ".py",
            about,
            partial(script, each),
            each.value,
            clipboard=_TEXT,
        )
        for each, (title, about) in _SCRIPTS.items()
    )
    tables = (
        Kind(
            result.value,
            Group.TABLE,
            result.value.capitalize(),
            ".csv",
            about,
            partial(table, result),
            result.value,
            clipboard=_TEXT,
        )
        for result, about in _TABLES.items()
    )
    cells = Kind(
        "notebook",
        Group.SCRIPT,
        "Jupyter notebook",
        ".ipynb",
        "The same in cells, with short texts between",
        lambda options: exporting(asked(options), ".ipynb"),
        clipboard=_TEXT,
    )
    models = (
        Kind(
            ending,
            Group.MODEL,
            title,
            ending,
            about,
            partial(model, ending),
            inside=partial(inside, ending=ending),
        )
        for ending, (title, about) in _MODELS.items()
    )
    drawn = [] if histories is None else [_histories(histories)]
    animations = [] if stage is None else _animations(stage)
    return (*scripts, cells, *models, *tables, *drawn, *_pictures(theme), *animations)


def _histories(find: Callable[[], Work[str]]) -> Kind:
    def write(options: Options) -> Work[bytes]:
        return (yield from find()).encode()

    return Kind(
        "histories",
        Group.TABLE,
        "Histories",
        ".csv",
        "What the histories that are drawn came to, step by step",
        write,
        "histories",
        clipboard=_TEXT,
    )


def _animations(stage: Callable[[], AbstractContextManager[Stage]]) -> list[Kind]:
    def record(ending: str, options: Options) -> Work[bytes]:
        yield 0.0
        with stage() as unseen:
            return (yield from recorded(unseen, ending, options))

    return [
        Kind(ending, Group.ANIMATION, title, ending, about, partial(record, ending))
        for ending, (title, about) in _ANIMATIONS.items()
    ]


def _pictures(theme: Theme) -> list[Kind]:
    def figure(ending: str, options: Options) -> Figure:
        if options.subject is None:
            raise ExportError("there is nothing to take a picture of")
        look = options.theme, options.transparent
        return Figure(options.subject, ending, None, options.scale, *look)

    def picture(ending: str, options: Options) -> bytes:
        return figure_bytes(theme, figure(ending, options))

    def look(ending: str, options: Options) -> QImage:
        return figure_image(theme, figure(ending, options))

    return [
        Kind(
            ending,
            Group.PICTURE,
            ending[1:].upper(),
            ending,
            about,
            at_once(partial(picture, ending)),
            look=partial(look, ending),
            clipboard=clipboard,
        )
        for ending, (clipboard, about) in _PICTURES.items()
    ]
