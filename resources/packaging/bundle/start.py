"""What the program of a bundle begins with: what main.py does, and installing for this user."""

import os
import sys
from collections.abc import MutableMapping


def give_back_library_path(environment: MutableMapping[str, str]) -> None:
    """Have the programs that are started from here find their own libraries, not the bundle's.

    PyInstaller puts the bundle's folder in, for this process, which has read it by now.
    """
    before = environment.pop("LD_LIBRARY_PATH_ORIG", None)
    environment.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        environment["LD_LIBRARY_PATH"] = before


if __name__ == "__main__":
    give_back_library_path(os.environ)
    if sys.argv[1:] in (["install"], ["uninstall"]):
        from resources.packaging.install import main as install

        sys.exit(install(sys.argv[1], [sys.executable]))

    from main import main

    sys.exit(main())
