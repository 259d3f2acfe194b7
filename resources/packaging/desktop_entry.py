"""The texts that Linux desktops read: the entry of the menu, and the types of files."""

from xml.sax.saxutils import quoteattr

from core.cli.other_windows import FROM_DESKTOP
from resources.packaging.file_types import FILE_TYPES

_RESERVED_IN_QUOTES = '"`$\\'


class CommandError(ValueError):
    """Why a program cannot be started from a menu, in words for people."""


def entry(command: list[str]) -> str:
    """The desktop entry of the program.

    Args:
        command: what starts it; the file to open follows.

    Raises:
        CommandError: no desktop entry can name this command.
    """
    return f"""[Desktop Entry]
Type=Application
Version=1.1
Name=Downhill
GenericName=Neural network
Comment=Take a neural network apart, one gradient-descent step at a time
Exec={exec_line(command)} {FROM_DESKTOP} %f
Icon=downhill
Terminal=false
Categories=Education;ArtificialIntelligence;
Keywords=neural network;gradient descent;backpropagation;machine learning;
MimeType={"".join(f"{each.mime};" for each in FILE_TYPES)}
StartupNotify=true
StartupWMClass=Downhill
"""


def exec_line(command: list[str]) -> str:
    r"""Quote a command as the Desktop Entry Specification wants it.

    In an argument, `%` is doubled and `"`, `` ` ``, `$`, `\` follow a backslash. The line is then
    written as every string of an entry is, where a backslash is `\\` and a new line `\n`.

    Raises:
        CommandError: an argument is no text, or the program is not found under its name.
    """
    if "=" in command[0] or "%" in command[0]:
        raise CommandError(f"no menu can start a program whose path has = or % in it: {command[0]}")
    try:
        "".join(command).encode()
    except UnicodeEncodeError as problem:
        raise CommandError("its folder has a name that is not valid text") from problem
    line = " ".join(map(_quoted, command))
    for sign, written in {"\\": r"\\", "\n": r"\n", "\t": r"\t", "\r": r"\r"}.items():
        line = line.replace(sign, written)
    return line


def _quoted(argument: str) -> str:
    for sign in ("\\", *_RESERVED_IN_QUOTES.replace("\\", "")):
        argument = argument.replace(sign, f"\\{sign}")
    return '"{}"'.format(argument.replace("%", "%%"))


def mime_package() -> str:
    """The types of files, for the shared MIME-info database."""
    types = "".join(
        f"""  <mime-type type={quoteattr(each.mime)}>
    <comment>{each.words}</comment>
    <sub-class-of type={quoteattr(each.kind)}/>
    <glob pattern={quoteattr(f"*{each.suffix}")}/>
    <icon name={quoteattr(icon_name(each.mime))}/>
  </mime-type>
"""
        for each in FILE_TYPES
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
{types}</mime-info>
"""


def icon_name(mime: str) -> str:
    """The name under which desktops look for the icon of a type."""
    return mime.replace("/", "-")
