"""How Downhill comes to desktops and classrooms: menu, file types and icons, packs, bundles."""
