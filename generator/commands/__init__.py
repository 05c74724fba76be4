"""The commands of `sauat` that stand in files of their own."""
