"""Every unit's notebook is put to the same tests of its make."""
