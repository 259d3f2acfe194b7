"""The commands of the menus, and Qt's actions made of them."""
