"""Fetches the wheels of all that Downhill depends on, for other systems and Pythons than this."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

PYTHONS = ("3.11", "3.12", "3.13", "3.14")


class System(NamedTuple):
    """A kind of machine: its name, what uv calls it, and the tags of wheels that its oldest runs.

    pip adds the tags of older releases of macOS by itself, but not those of an older glibc.
    """

    name: str
    uv_platform: str
    tags: tuple[str, ...]


SYSTEMS = (
    System("Windows x64", "x86_64-pc-windows-msvc", ("win_amd64",)),
    System("macOS arm64", "aarch64-apple-darwin", ("macosx_13_0_arm64",)),
    System("macOS x64", "x86_64-apple-darwin", ("macosx_13_0_x86_64",)),
    System(
        "Linux x64",
        "x86_64-manylinux_2_34",
        (
            *(f"manylinux_2_{minor}_x86_64" for minor in range(34, 4, -1)),
            *(f"manylinux{year}_x86_64" for year in (2014, 2010, 1)),
        ),
    ),
)


class FetchError(Exception):
    """Why wheels could not be had, as a sentence with what the tool said."""


class Fetcher(NamedTuple):
    """Where uv is, the project that has the dependencies, and a file for the versions found."""

    uv: str
    project: Path
    versions: Path

    def fetch_all(self, folder: Path, say: Callable[[str], None]) -> None:
        """Put the wheels for all systems and Pythons into the folder, and pip, which installs them.

        Raises:
            FetchError: a library has no wheel for one of them, or there is no network.
        """
        for python in PYTHONS:
            for system in SYSTEMS:
                about = f"{system.name}, Python {python}"
                say(f"Fetching libraries for {about}")
                try:
                    self._resolve(system, python)
                    self._download(system, python, folder)
                except subprocess.CalledProcessError as trouble:
                    said = f"{trouble.stdout}\n{trouble.stderr}".strip()
                    raise FetchError(
                        f"The libraries for {about} could not be fetched:\n{said}"
                    ) from None

    def _resolve(self, system: System, python: str) -> None:
        """Write the versions that suit; those found before are kept where they do."""
        command = ["pip", "compile", "--quiet", "--no-header", "--no-annotate"]
        command += ["--python", sys.executable, "--only-binary", ":all:"]
        command += ["--python-version", python, "--python-platform", system.uv_platform]
        command += ["--output-file", str(self.versions), str(self.project), "-"]
        self._run(command, given="pip\n")

    def _download(self, system: System, python: str, folder: Path) -> None:
        """Fetch exactly these versions. A wheel that serves several is fetched once."""
        command = ["tool", "run", "--quiet", "--python", sys.executable, "pip", "download"]
        command += ["--quiet", "--no-deps", "--only-binary", ":all:", "--dest", str(folder)]
        command += ["--implementation", "cp", "--python-version", python]
        command += [word for tag in system.tags for word in ("--platform", tag)]
        self._run([*command, "--requirement", str(self.versions)])

    def _run(self, command: list[str], given: str = "") -> None:
        subprocess.run(
            [self.uv, *command], input=given, check=True, capture_output=True, encoding="utf-8"
        )
