"""The texts that Linux desktops read, held to their specifications."""

import re
from xml.etree import ElementTree as ET

import pytest

from core.files.document_file import SUFFIX
from core.lessons.course import SUFFIX as LESSON_SUFFIX
from resources.packaging.desktop_entry import CommandError, entry, exec_line, mime_package

AWKWARD = '/home/it\'s a $HOME/"quoted"/`id`/100%/a=b/\\back\\/tab\there/two\nlines/−½/downhill'


def fields(text: str) -> dict[str, str]:
    head, *lines = text.splitlines()
    assert head == "[Desktop Entry]"
    return {key: value for key, _, value in (line.partition("=") for line in lines)}


def read_as_a_desktop_does(line: str) -> list[str]:
    """Undo the escapes of a string, then the quotes, then what is doubled."""
    letters = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
    signs = iter(line)
    text = "".join(letters[next(signs)] if sign == "\\" else sign for sign in signs)
    arguments = re.findall(r'"((?:[^"\\$`]|\\["\\$`])*)"(?= |$)|(%f|--from-desktop)(?= |$)', text)
    return [
        field or re.sub(r"\\(.)", r"\1", quoted).replace("%%", "%") for quoted, field in arguments
    ]


def test_a_path_with_any_sign_in_it_is_found_again() -> None:
    for command in (["/bin/sh", AWKWARD], ["/opt/Down hill/downhill"], ["sh", "", "\\\\$"]):
        assert read_as_a_desktop_does(exec_line(command)) == command
    # Worked out by hand from the specification.
    assert exec_line(["sh", 'a"$`\\%']) == '"sh" "a\\\\"\\\\$\\\\`\\\\\\\\%%"'


@pytest.mark.parametrize("command", [["/a=b/downhill"], ["/50%/downhill"], ["sh", "/\udcff/x"]])
def test_a_command_that_no_menu_can_start_is_refused(command: list[str]) -> None:
    with pytest.raises(CommandError):
        exec_line(command)


def test_the_entry_starts_the_program_with_one_file_and_claims_its_types() -> None:
    found = fields(entry(["/bin/sh", AWKWARD]))
    assert read_as_a_desktop_does(found["Exec"]) == ["/bin/sh", AWKWARD, "--from-desktop", "%f"]
    assert (found["Type"], found["Name"], found["Icon"]) == ("Application", "Downhill", "downhill")
    assert found["MimeType"] == "application/x-downhill;text/x-downhill-lesson;"


def test_the_types_of_files_are_those_that_the_program_writes() -> None:
    kind = "{http://www.freedesktop.org/standards/shared-mime-info}"
    types = ET.fromstring(mime_package()).findall(f"{kind}mime-type")
    found = {}
    for each in types:
        glob, above = each.find(f"{kind}glob"), each.find(f"{kind}sub-class-of")
        assert glob is not None
        assert above is not None
        found[each.attrib["type"]] = (glob.attrib["pattern"], above.attrib["type"])
    assert found == {
        "application/x-downhill": (f"*{SUFFIX}", "application/json"),
        "text/x-downhill-lesson": (f"*{LESSON_SUFFIX}", "text/plain"),
    }
