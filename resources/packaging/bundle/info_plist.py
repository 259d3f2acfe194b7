"""What macOS is told of the app: its types of files, and that it has a dark look."""

from typing import Any

from resources.packaging.file_types import FILE_TYPES, FileType

_ABOVE = {"application/json": "public.json", "text/plain": "public.plain-text"}


def info_plist() -> dict[str, Any]:
    """Entries of Info.plist, besides those that every app has."""
    return {
        "CFBundleDocumentTypes": [_document(each) for each in FILE_TYPES],
        "UTExportedTypeDeclarations": [_declaration(each) for each in FILE_TYPES],
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,  # the title bar is dark when the window is
    }


def _identifier(each: FileType) -> str:
    return f"downhill.{each.icon}"


def _document(each: FileType) -> dict[str, Any]:
    return {
        "CFBundleTypeName": each.words,
        "CFBundleTypeRole": "Editor" if each.icon == "document" else "Viewer",
        "CFBundleTypeIconFile": f"{each.icon}.icns",
        "LSHandlerRank": "Owner",
        "LSItemContentTypes": [_identifier(each)],
    }


def _declaration(each: FileType) -> dict[str, Any]:
    return {
        "UTTypeIdentifier": _identifier(each),
        "UTTypeDescription": each.words,
        "UTTypeConformsTo": [_ABOVE[each.kind]],
        "UTTypeTagSpecification": {
            "public.filename-extension": [each.suffix.removeprefix(".")],
            "public.mime-type": each.mime,
        },
    }
