"""What the program of a bundle begins with: what main.py does, and installing for this user."""

import sys

if __name__ == "__main__":
    if sys.argv[1:] in (["install"], ["uninstall"]):
        from resources.packaging.install import main as install

        sys.exit(install(sys.argv[1], [sys.executable]))

    from main import main

    sys.exit(main())
