#!/bin/sh
# Starts Downhill from this folder on Linux and macOS: sh start.sh [ARGUMENTS]
set -u
self=$(readlink -f "$0" 2>/dev/null) || self=$0
set_up=$(dirname "$self")/program/set_up.py
PATH=$PATH:/usr/local/bin:/opt/homebrew/bin # a desktop may leave out what python.org installs

for name in python3.13 python3.12 python3.14 python3.11 python3 python; do
    case $(uname -s):$(command -v "$name") in
        Darwin:/usr/bin/*) continue ;; # would only offer to install developer tools
    esac
    if "$name" -I "$set_up" --suits 2>/dev/null; then
        exec "$name" -I "$set_up" "$@"
    fi
done

cat >&2 <<'END'
Downhill needs Python 3.11, 3.12, 3.13 or 3.14 (64-bit), and found none on this machine.
  macOS:           install it from python.org, or ask whoever looks after this machine.
  Debian, Ubuntu:  sudo apt-get install python3
  other Linux:     install the package python3 or python3.13.
Then start Downhill again.
END
exit 1
