#!/bin/sh
# What a double-click on macOS runs in Terminal.
exec sh "$(dirname "$0")/start.sh" "$@"
