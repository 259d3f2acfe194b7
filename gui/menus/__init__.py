"""The menus: every command, with its shortcut, in one file for each menu."""
