"""The oldest machines that a pack is for: what `packaging` knows of them, not the pack's maker."""

from typing import NamedTuple

from packaging import tags


class Machine(NamedTuple):
    """The platforms whose wheels it runs, and what markers see there."""

    platforms: list[str]
    markers: dict[str, str]

    def tags(self, python: str) -> set[tags.Tag]:
        """All tags of wheels that a Python such as "3.12" installs there."""
        version = (3, int(python.removeprefix("3.")))
        own = tags.cpython_tags(version, [f"cp3{version[1]}"], self.platforms)
        return {*own, *tags.compatible_tags(version, f"cp3{version[1]}", self.platforms)}

    def environment(self, python: str) -> dict[str, str]:
        """The values of all markers."""
        names = {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
        return (
            names | self.markers | {"python_version": python, "python_full_version": f"{python}.1"}
        )


def _markers(os_name: str, platform: str, system: str, machine: str) -> dict[str, str]:
    return {
        "os_name": os_name,
        "sys_platform": platform,
        "platform_system": system,
        "platform_machine": machine,
    }


_GLIBC_2_34 = [f"manylinux_2_{minor}_x86_64" for minor in range(5, 35)]
_OLDER_NAMES = [f"manylinux{name}_x86_64" for name in (1, 2010, 2014)]

MACHINES = {
    "Windows x64": Machine(["win_amd64"], _markers("nt", "win32", "Windows", "AMD64")),
    "macOS arm64": Machine(
        list(tags.mac_platforms((13, 0), "arm64")), _markers("posix", "darwin", "Darwin", "arm64")
    ),
    "macOS x64": Machine(
        list(tags.mac_platforms((13, 0), "x86_64")), _markers("posix", "darwin", "Darwin", "x86_64")
    ),
    "Linux x64": Machine(
        [*_GLIBC_2_34, *_OLDER_NAMES], _markers("posix", "linux", "Linux", "x86_64")
    ),
}
