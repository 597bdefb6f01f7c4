"""Every unit is put to the same tests; its cases are in the folder of its name."""
