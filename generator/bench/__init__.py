"""Figures instead of claims: each `sauat bench …` prints what it measured and how."""
